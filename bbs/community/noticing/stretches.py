"""Stretches of words by where they begin, so that what stands near a word is found without looking at a whole text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator


class Stretches:
    """Stretches, each from one word up to another, in the order of a text."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._all = sorted(stretches)
        self._longest = max((after - first for first, after in self._all), default=0)

    def near(self, lowest: int, highest: int) -> Iterator[tuple[int, int]]:
        """Yield those that begin at word `highest` or before and end at `lowest` or behind, in their order."""
        for at in range(bisect_left(self._all, (lowest - self._longest,)), bisect_left(self._all, (highest + 1,))):
            if self._all[at][1] >= lowest:
                yield self._all[at]
