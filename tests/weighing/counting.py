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
from typing import Final, NamedTuple

LEAST: Final = 3
"""Texts that something must stand in to be weighed."""
ROUNDS: Final = 12
RATE: Final = 0.05
SHRINK: Final = 1e-4
SEED: Final = 7


class Text(NamedTuple):
    """What is weighed of one text, how much each of it counts there, and how many such texts it stands for."""

    things: frozenset[str]
    share: float = 1.0
    times: int = 1


def weights(texts: Sequence[Text], are: Sequence[bool], always: str) -> dict[str, float]:
    """Return how much each thing weighs in telling the texts that `are` from the others; `always` is in every text."""
    known = _known(texts)
    ratios = _ratios(texts, are, known)
    squares, found = [ratio * ratio for ratio in ratios], [0.0] * len(known)
    data = [
        ([known[each] for each in sorted(text.things & known.keys())], text.share, text.times, float(is_one))
        for text, is_one in zip(texts, are, strict=True)
    ]
    bias, chance = 0.0, Random(SEED)
    for turn in range(ROUNDS):
        chance.shuffle(data)
        rate = RATE / (1 + turn)
        kept = 1 - rate * SHRINK
        for numbers, share, times, label in data:
            sum_ = bias + share * sum(map(found.__getitem__, numbers))
            wrong = times * rate * (1 / (1 + math.exp(-max(-30.0, min(30.0, sum_)))) - label)
            bias -= wrong
            step = wrong * share
            for number in numbers:
                found[number] = kept * found[number] - step * squares[number]
    return {each: found[number] for each, number in known.items()} | {always: bias}


def _known(texts: Iterable[Text]) -> dict[str, int]:
    """Number what stands in enough texts."""
    in_texts = Counter(each for text in texts for each in text.things)
    return {each: at for at, each in enumerate(sorted(each for each, n in in_texts.items() if n >= LEAST))}


def _ratios(texts: Sequence[Text], are: Sequence[bool], known: Mapping[str, int]) -> list[float]:
    """Return how much oftener each stands in texts that are than in those that are not, as a logarithm."""
    within, without = Counter[str](), Counter[str]()
    for text, is_one in zip(texts, are, strict=True):
        (within if is_one else without).update(text.things & known.keys())
    all_within, all_without = len(known) + within.total(), len(known) + without.total()
    return [math.log((1 + within[each]) / all_within) - math.log((1 + without[each]) / all_without) for each in known]
