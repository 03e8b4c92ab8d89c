"""Weights of words: what many small things that a text says come to, where no rule knows the phrase.

What people in crisis say of themselves is seldom a phrase. So words, pairs of words and pairs of their beginnings have
weights, counted once from texts that were made up for it (tests/weighing), and kept in a file like the rules. Nothing
here learns from what anybody writes. The rules come first: weights tell what no rule heard, and have a rule that
stands alone against everything else in the text count for less.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Final, NamedTuple

from bbs.community.noticing.common import ENGLISH, SPANISH
from bbs.community.noticing.heard import Heard
from bbs.community.noticing.plain import END, Plain
from bbs.community.noticing.rules import About, Level

FILE: Final = "weights.tsv"
ALWAYS: Final = "(always)"
"""What every text has."""
ONE: Final = 100
"""What a weight of one is in the file: whole numbers are the same everywhere."""
ALONE: Final = 110
"""From here on weights alone are a concern. This and the next three are from texts of writers who were left out."""
DESPITE: Final = 200
"""From here on, where a rule heard that it is denied, or of the past."""
AGAINST: Final = -150
"""Below this a concern of a rule is not believed."""
NOW: Final = 100
"""From here on what is noticed is urgent."""
_BEGINS: Final = "~"
"""Stands between two beginnings of words."""
_BEGINNING: Final = 5
"""Letters of a word that are its beginning: "cansada", "cansado"."""
_WORDS: Final = 90
"""Words that are weighed together: the texts that were counted are no longer."""


class Weight(NamedTuple):
    """How much a text is like those of people in crisis, and like urgent ones, in hundredths; 0 is as much as not."""

    crisis: int
    urgent: int


class Weights:
    """Weighs texts. What it knows is numbered, so that no text is taken apart into strings that nobody knows."""

    def __init__(self, weights: Mapping[str, Weight]) -> None:
        self._weights = list(weights.values())
        self._always = weights.get(ALWAYS, Weight(0, 0))
        self._words: dict[str, int] = {}
        self._pairs: dict[str, dict[str, int]] = {}
        self._beginnings: dict[str, dict[str, int]] = {}
        for number, what in enumerate(weights):
            if _BEGINS in what:
                first, _, second = what.partition(_BEGINS)
                self._beginnings.setdefault(first, {})[second] = number
            elif " " in what:
                first, _, second = what.partition(" ")
                self._pairs.setdefault(first, {})[second] = number
            else:
                self._words[what] = number

    @classmethod
    def read(cls, folder: Traversable) -> Weights:
        """Read the weights of a folder; none where it has no such file. Raises ValueError for a wrong one."""
        if not (file := folder / FILE).is_file():
            return cls({})
        weights = {}
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                what, crisis, urgent = line.split("\t")
                weights[what] = Weight(int(crisis), int(urgent))
        return cls(weights)

    def judged(self, heard: Heard, plain: Plain) -> Heard:
        """Return what a text sounds like by rules and weights together."""
        if heard.about is not About.SELF and heard.level >= Level.CONCERN:
            return heard
        most = self.weigh(plain.words)
        if heard.level >= Level.CONCERN:
            return _believed(heard, most)
        if most.crisis < (ALONE if heard.level is Level.NONE else DESPITE):
            return heard
        level, language = Level.URGENT if most.urgent >= NOW else Level.CONCERN, _language(plain.words)
        return replace(heard, level=level, about=About.SELF, rule=f"{language}.weights", language=language)

    def weigh(self, words: Sequence[str]) -> Weight:
        """Return the most that any part of a text weighs: a long text is not graver for its length."""
        if len(words) <= _WORDS:
            return self._sum(set(self._known(words)))
        weighed = [self._sum(set(self._known(words[first:last]))) for first, last in _parts(words)]
        return Weight(max(one.crisis for one in weighed), max(one.urgent for one in weighed))

    def _known(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the numbers of what is known of some words."""
        known, pairs = self._words.get, self._pairs.get
        yield from (number for word in words if (number := known(word)) is not None)
        yield from _found(pairs, words)
        yield from _found(self._beginnings.get, [word[:_BEGINNING] for word in words])

    def _sum(self, numbers: set[int]) -> Weight:
        crisis, urgent, weights = *self._always, self._weights
        for number in numbers:
            one, other = weights[number]
            crisis += one
            urgent += other
        return Weight(crisis, urgent)


def _found(pairs: Callable[[str], Mapping[str, int] | None], words: Sequence[str]) -> Iterator[int]:
    return (
        number
        for first, second in pairwise(words)
        if (seconds := pairs(first)) is not None and (number := seconds.get(second)) is not None
    )


def features(words: Sequence[str]) -> set[str]:
    """Return what is weighed of some words: each, each two in a row, and how these begin."""
    pairs = list(pairwise(words))
    beginnings = {f"{one[:_BEGINNING]}{_BEGINS}{other[:_BEGINNING]}" for one, other in pairs}
    return {*words, *(f"{one} {other}" for one, other in pairs), *beginnings}


def _believed(heard: Heard, weight: Weight) -> Heard:
    """Return what a rule heard; of a concern, that it was spoken of, where everything else in the text is against it.

    What a rule calls urgent is never silenced by what else is said (SAFETY 5).
    """
    if weight.crisis < AGAINST and heard.level is Level.CONCERN:
        return replace(heard, level=Level.MENTION)
    return replace(heard, level=Level.URGENT) if weight.urgent >= NOW else heard


def _parts(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end that are weighed: whole sentences, overlapping by half."""
    ends = [at + 1 for at, word in enumerate(words) if word == END]
    first = 0
    while first == 0 or first < len(words):
        last = len(words) if len(words) - first <= _WORDS else _last(ends, first, first + _WORDS)
        yield first, last
        if last == len(words):
            return
        first = _last(ends, first, first + _WORDS // 2)


def _last(ends: Sequence[int], first: int, most: int) -> int:
    """Return the last end of a sentence behind `first` and not behind `most`; that, where there is none."""
    at = bisect_right(ends, most)
    return ends[at - 1] if at and ends[at - 1] > first else most


def _language(words: Sequence[str]) -> str:
    """Return the language whose common words a text has more of."""
    return "en" if sum(word in ENGLISH for word in words) >= sum(word in SPANISH for word in words) else "es"
