"""Patterns by their words: few are tried on a text, and those only where their words stand near each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from bbs.community.noticing.patterns import Pattern
from bbs.community.noticing.plain import END, Plain

T = TypeVar("T")
_HEAD: Final = 2
"""Letters by which beginnings of words are told apart at first."""


class Index(Generic[T]):
    """Patterns by the words one of which each of them has (its anchors), so that few are tried on a text.

    What a pattern needs is one bit for each set of words of which it needs one, so that what it needs and what a
    sentence has are compared at once. It is looked for where an anchor stands, in a sentence that has all of it, and
    there where a word stands that it begins with.
    """

    def __init__(self, patterns: Iterable[tuple[T, Pattern]]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._by_beginning: dict[str, dict[str, list[int]]] = {}
        """By the first letters of each beginning: that, and the patterns."""
        self.patterns = list(patterns)
        self.tried: dict[int, re.Pattern[str]] = {}
        self._bits: dict[str, int] = {}
        self._needs: list[int] = []
        bits: dict[frozenset[str], int] = {}
        for at, (_, pattern) in enumerate(self.patterns):
            for anchor in pattern.anchors:
                word, where = anchor.rstrip("*"), self._by_word
                if anchor.endswith("*"):
                    where = self._by_beginning.setdefault(word[:_HEAD], {})
                where.setdefault(word, []).append(at)
            self._needs.append(sum({bits.setdefault(need, 1 << len(bits)) for need in pattern.needs}))
        for need, bit in bits.items():
            for word in need:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._crosses = frozenset(at for at, (_, pattern) in enumerate(self.patterns) if pattern.crosses)

    def found(self, plain: Plain) -> Iterator[tuple[T, int, int]]:
        """Yield what is found, with the numbers of its first word and of the word after its last."""
        words = plain.words
        anchored = self._anchored(words)
        for at in sorted(anchored):
            what, pattern = self.patterns[at]
            near = anchored[at]
            if not pattern.firsts:
                met = self._anywhere(at, near, plain)
            elif begins := _begins(pattern, near, words):
                met = self._matches(at, begins, plain)
            else:
                continue
            for first, ends in met:
                yield what, first, bisect_left(plain.starts, ends)

    def _anchored(self, words: tuple[str, ...]) -> dict[int, list[int]]:
        """Return the patterns all of whose words a text could have, with where their anchors stand, in order."""
        needs, by_word, by_beginning, crosses = self._needs, self._by_word, self._by_beginning, self._crosses
        everywhere, lacking = self._lacking(words)
        anchored: dict[int, list[int]] = {}
        for number, word in enumerate(words):
            which = by_word.get(word)
            if (beginnings := by_beginning.get(word[:_HEAD])) is not None:
                begun = [at for one, ats in beginnings.items() if word.startswith(one) for at in ats]
                which = [*(which or ()), *begun]
            if which is None:
                continue
            here = lacking[number]
            for at in which:
                if not needs[at] & here or (at in crosses and not needs[at] & everywhere):
                    if at in anchored:
                        anchored[at].append(number)
                    else:
                        anchored[at] = [number]
        return anchored

    def _lacking(self, words: tuple[str, ...]) -> tuple[int, list[int]]:
        """Return the bits of what a text has no word of, and for each of its words of what its sentence has none."""
        bits, everywhere, had = self._bits, 0, 0
        lacking: list[int] = []
        for number, word in enumerate(words):
            if word == END:
                lacking += [~had] * (number - len(lacking))
                everywhere |= had
                had = 0
            had |= bits.get(word, 0)
        lacking += [~had] * (len(words) - len(lacking))
        return ~(everywhere | had), lacking

    def _expression(self, at: int) -> re.Pattern[str]:
        if (expression := self.tried.get(at)) is None:
            expression = self.tried[at] = re.compile(self.patterns[at][1].source)
        return expression

    def _matches(self, at: int, begins: list[int], plain: Plain) -> Iterator[tuple[int, int]]:
        """Yield where a pattern is found that begins at one of these: its first word, and where its letters end."""
        match, starts, end = self._expression(at).match, plain.starts, 0
        for first in begins:
            if starts[first] >= end and (met := match(plain.joined, starts[first])):
                end = met.end()
                yield first, end

    def _anywhere(self, at: int, near: list[int], plain: Plain) -> Iterator[tuple[int, int]]:
        """Yield the same for a pattern of which it is not said what it begins with."""
        starts, reach = plain.starts, self.patterns[at][1].reach
        for first, last in _stretches(near, reach, len(starts)):
            ends = starts[last] + len(plain.words[last]) + 1
            for met in self._expression(at).finditer(plain.joined, starts[first], ends):
                yield bisect_left(starts, met.start()), met.end()


def _begins(pattern: Pattern, near: list[int], words: tuple[str, ...]) -> list[int]:
    """Return where a pattern may begin one of whose anchors stands at one of these, in order."""
    if not pattern.before:
        return near
    firsts, before, seen = pattern.firsts, pattern.before, -1
    begins: list[int] = []
    for anchor in near:
        for first in range(max(anchor - before, seen + 1), anchor + 1):
            if words[first] in firsts:
                begins.append(first)
        seen = anchor
    return begins


def _stretches(near: list[int], reach: int, words: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words, first and last, in which a match must be that has one of these words."""
    first, last = near[0] - reach, near[0] + reach
    for anchor in near[1:]:
        if anchor - reach > last:
            yield max(first, 0), min(last, words - 1)
            first = anchor - reach
        last = anchor + reach
    yield max(first, 0), min(last, words - 1)
