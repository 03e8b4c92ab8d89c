"""The small language that rules are written in, made into expressions that take time in proportion to the text.

A pattern is words in a row. "suicid*" is every word that begins so; "(a|b c)" is either; "<want>" is any phrase of the
list of that name; a "?" behind one of these lets it be missing; "..3" are up to three words of the same sentence, none
of them a "not"; "#" is a number of eight or more; "." is where a sentence begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from bbs.community.noticing.common import COMMON
from bbs.community.noticing.plain import END, plain_word

_PART: Final = re.compile(r"\.\.[1-9]|<[a-z_]+>|[()|?]|[^\s()|?<>]+")
_BETWEEN: Final = frozenset("|)")
_NUMBER: Final = r"(?:[89]|[1-9]\d{1,3}) "

_END: Final = re.escape(END) + " "
_DENIES: Final = "(?:not|never|no|nunca) "
"""Words that are never passed over between two others: they turn what is said round."""


class Pattern(NamedTuple):
    """The source of an expression over a text as it is compared, and the words one of which is in every match of it.

    An anchor that ends in "*" is how a word begins. Of each of the `needs`, too, every match has a word. Few patterns
    are ever tried, so each is compiled when it first is. `firsts` are the words one of which each match begins with;
    none, where that is not said. `reach` is how many words a match has at most, `before` how many of them stand before
    an anchor.
    """

    source: str
    anchors: frozenset[str]
    needs: tuple[frozenset[str], ...]
    firsts: frozenset[str]
    reach: int
    before: int

    @property
    def crosses(self) -> bool:
        """Whether a match may go over the end of a sentence: where none is named, none is passed over."""
        return _END in self.source


class Made(NamedTuple):
    """A part of an expression, and the words one of which is in every match of it: none, where it may be without.

    `reach` is how many words it is at most, `before` how many of them stand before an anchor.
    """

    expression: str
    anchors: frozenset[str]
    needs: frozenset[frozenset[str]] = frozenset()
    firsts: frozenset[str] = frozenset()
    reach: int = 1
    before: int = 0


Lists = Mapping[str, Made]


def alternatives(phrases: Iterable[str]) -> Made:
    """Return a list that patterns can name; raises ValueError for a wrong phrase."""
    return _any_of([_either(_parts(phrase), {}) for phrase in phrases])


def understood(pattern: str, lists: Lists) -> Pattern:
    """Read a pattern; raises ValueError for one that is wrong, or has no word that must be there."""
    parts = _parts(pattern)
    made = _either(parts, lists)
    if parts or not made.anchors:
        raise ValueError(f"{pattern!r} has {'too many brackets' if parts else 'no word that must be there'}")
    return Pattern("(?<= )" + made.expression, made.anchors, _whole_words(made), made.firsts, made.reach, made.before)


def _parts(pattern: str) -> list[str]:
    """Return the parts of a pattern, the first one last: each is taken from there."""
    return _PART.findall(pattern)[::-1]


def _whole_words(made: Made) -> tuple[frozenset[str], ...]:
    """Return what else every match has a word of, but for beginnings of words; what is seldom met stands first."""
    needs = [one for one in made.needs - {made.anchors} if not any(word.endswith("*") for word in one)]
    return tuple(sorted(needs, key=lambda one: (len(one), sorted(one))))


def _either(parts: list[str], lists: Lists) -> Made:
    """Take what stands between brackets: one row of words or another."""
    rows = [_row(parts, lists)]
    while parts and parts[-1] == "|":
        parts.pop()
        rows.append(_row(parts, lists))
    return _any_of(rows)


def _any_of(rows: list[Made]) -> Made:
    if len(rows) == 1:
        return rows[0]
    rows = list(dict.fromkeys(rows))
    if len(rows) == 1:
        return rows[0]
    expressions, anchors, _, firsts, reach, before = zip(*rows, strict=True)
    return Made(
        f"(?:{'|'.join(expressions)})",
        frozenset().union(*anchors) if all(anchors) else frozenset(),
        frozenset(),
        frozenset().union(*firsts) if all(firsts) else frozenset(),
        max(reach),
        max(before),
    )


def _row(parts: list[str], lists: Lists) -> Made:
    """Take words in a row, up to the end of their brackets."""
    if parts and parts[-1][0] not in "(<|)?" and (len(parts) == 1 or parts[-2] in _BETWEEN):
        return _alone(parts.pop())
    expressions: list[str] = []
    best: frozenset[str] = frozenset()
    reach = before = 0
    needs: set[frozenset[str]] = set()
    firsts: frozenset[str] = frozenset()
    begins = True
    while parts and parts[-1] not in _BETWEEN:
        made = _one(parts, lists)
        may_lack = bool(parts) and parts[-1] == "?"
        if begins:
            firsts, begins = (firsts | made.firsts if made.firsts else frozenset()), may_lack and bool(made.firsts)
        if may_lack:
            parts.pop()
            made = Made(f"(?:{made.expression})?", frozenset(), reach=made.reach)
        expressions.append(made.expression)
        needs |= made.needs or ({made.anchors} if made.anchors else set())
        if _rarity(made.anchors) > _rarity(best):
            best, before = made.anchors, reach + made.before
        reach += made.reach
    firsts = frozenset() if begins else firsts
    return Made("".join(expressions), best, frozenset(needs), firsts, reach, before)


@cache
def _rarity(anchors: frozenset[str]) -> tuple[bool, int, int, int]:
    """Say how seldom one of some words is met: some are in most posts, and many are met more often than few."""
    common, shortest = sum(word in COMMON for word in anchors), min(map(len, anchors), default=0)
    return (bool(anchors), -common, -len(anchors) // 4, shortest)


def _one(parts: list[str], lists: Lists) -> Made:
    part = parts.pop()
    if part == "(":
        made = _either(parts, lists)
        if not parts or parts.pop() != ")":
            raise ValueError("brackets are open")
        return made
    if part.startswith("<"):
        if part[1:-1] not in lists:
            raise ValueError(f"there is no list {part}")
        return lists[part[1:-1]]
    return _word(part)


@cache
def _alone(part: str) -> Made:
    made = _word(part)
    return made._replace(needs=frozenset({made.anchors} if made.anchors else ()))


@cache
def _word(part: str) -> Made:
    if part.startswith(".."):
        return Made(rf"(?:(?!{_DENIES})[^ {END}]+ ){{0,{part[2:]}}}?", frozenset(), reach=int(part[2:]))
    if part == "#":
        return Made(_NUMBER, frozenset())
    if part == END:
        return Made(_END, frozenset(), firsts=frozenset({END}))
    word = plain_word(part.rstrip("*"))
    if not word:
        raise ValueError(f"{part!r} is no word")
    if part.endswith("*"):
        return Made(re.escape(word) + r"[^ ]* ", frozenset({word + "*"}))
    return Made(re.escape(word) + " ", frozenset({word}), firsts=frozenset({word}))
