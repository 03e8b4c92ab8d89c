"""How the weights of words are counted: which words tell texts of people in crisis from all others, and how much.

Logistic regression over words and pairs of them, each multiplied by how much oftener it stands in one kind of text than
in the other (S. Wang and C. Manning, "Baselines and Bigrams", ACL 2012), one text at a time in an order drawn from a
seed. The same texts give the same weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Final

LEAST: Final = 2
"""Texts that something must stand in to be weighed."""
ROUNDS: Final = 12
RATE: Final = 0.05
SHRINK: Final = 1e-4
SEED: Final = 7

Text = frozenset[str]
"""What is weighed of one text."""


def weights(texts: Sequence[Text], are: Sequence[bool], always: str) -> dict[str, float]:
    """Return how much each thing weighs in telling the texts that `are` from the others; `always` is in every text."""
    known = _known(texts)
    ratios = _ratios(texts, are, known)
    data = [(sorted(text & known), 1.0 if is_one else 0.0) for text, is_one in zip(texts, are, strict=True)]
    found, bias, chance = dict.fromkeys(known, 0.0), 0.0, Random(SEED)
    for turn in range(ROUNDS):
        chance.shuffle(data)
        rate = RATE / (1 + turn)
        for text, label in data:
            sum_ = bias + sum(found[each] * ratios[each] for each in text)
            wrong = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_)))) - label
            bias -= rate * wrong
            for each in text:
                found[each] -= rate * (wrong * ratios[each] + SHRINK * found[each])
    return {each: weight * ratios[each] for each, weight in found.items()} | {always: bias}


def _known(texts: Iterable[Text]) -> set[str]:
    in_texts = Counter(each for text in texts for each in text)
    return {each for each, number in in_texts.items() if number >= LEAST}


def _ratios(texts: Sequence[Text], are: Sequence[bool], known: set[str]) -> Mapping[str, float]:
    """Return how much oftener each stands in texts that are than in those that are not, as a logarithm."""
    within, without = Counter[str](), Counter[str]()
    for text, is_one in zip(texts, are, strict=True):
        (within if is_one else without).update(text & known)
    all_within, all_without = len(known) + within.total(), len(known) + without.total()
    return {
        each: math.log((1 + within[each]) / all_within) - math.log((1 + without[each]) / all_without)
        for each in sorted(known)
    }
