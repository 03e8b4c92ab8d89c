"""Patterns by their words: few are tried on a text, and those only where one of their words stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bbs.community.noticing.patterns import Pattern
from bbs.community.noticing.plain import Plain

T = TypeVar("T")
Places = dict[str, list[int]]
"""The words of a text, and where each of them stands in it."""


class Index(Generic[T]):
    """Patterns by the words one of which each of them has, so that few are tried on a text."""

    def __init__(self, patterns: Iterable[tuple[T, Pattern]]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._by_beginning: dict[str, list[int]] = {}
        self.patterns = list(patterns)
        self.tried: dict[int, re.Pattern[str]] = {}
        for at, (_, pattern) in enumerate(self.patterns):
            for anchor in pattern.anchors:
                where = self._by_beginning if anchor.endswith("*") else self._by_word
                where.setdefault(anchor.rstrip("*"), []).append(at)
        self._beginnings = tuple(self._by_beginning)

    def found(self, plain: Plain, places: Places) -> Iterator[tuple[T, int, int]]:
        """Yield what is found, with the numbers of its first word and of the word after its last."""
        for at in sorted(self._worth_trying(places)):
            what, pattern = self.patterns[at]
            if (expression := self.tried.get(at)) is None:
                expression = self.tried[at] = re.compile(pattern.source)
            for first, end in _matches(pattern, expression, plain, places):
                yield what, first, bisect_left(plain.starts, end)

    def _worth_trying(self, places: Places) -> set[int]:
        """Return the numbers of the patterns all of whose words a text could have."""
        anchored: set[int] = set()
        for word in places:
            anchored.update(self._by_word.get(word, ()))
            if self._beginnings and word.startswith(self._beginnings):
                for beginning in self._beginnings:
                    if word.startswith(beginning):
                        anchored.update(self._by_beginning[beginning])
        there = places.keys()
        return {at for at in anchored if not any(map(there.isdisjoint, self.patterns[at][1].needs))}


def _matches(pattern: Pattern, expression: re.Pattern[str], plain: Plain, places: Places) -> Iterator[tuple[int, int]]:
    """Yield where a pattern is found: the number of its first word, and where its letters end.

    It is looked for where one of the words stands that it begins with; everywhere, where that is not said.
    """
    starts, joined = plain.starts, plain.joined
    if not pattern.firsts:
        for found in expression.finditer(joined):
            yield bisect_left(starts, found.start()), found.end()
        return
    end = 0
    for first in sorted(at for word in places.keys() & pattern.firsts for at in places[word]):
        if starts[first] >= end and (there := expression.match(joined, starts[first])):
            end = there.end()
            yield first, end
