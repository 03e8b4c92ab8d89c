"""What stands around a phrase that was found: who says it of whom, when, and whether it is denied.

A match that speaks of somebody else, of what is past or of a book changes nothing about another match in the same text:
each is judged alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bbs.community.noticing.plain import END, Plain
from bbs.community.noticing.rules import About, Level, Rule, Rules
from bbs.community.noticing.stretches import Stretches

_BEFORE: Final = 10
"""Words before a match in which who is meant is looked for."""
_NEAR: Final = 12
"""Words around a match that say when, or what of."""
_DENIED: Final = 4
_INTENT: Final = 4
_ASIDE: Final = 2
"""Words between what puts a phrase aside and the phrase."""
_ASKED_OF: Final = frozenset({"wish", "harm"})
"""Families that doctors and mothers ask about, and that are denied in whole sentences."""
_ANSWERED: Final = 12
"""Words behind a match in which an answer is looked for."""
ACTING: Final = frozenset({"means", "plan", "settled", "farewell", "leave"})
"""Families that make a wish urgent: what stands ready, what is settled, and saying goodbye."""
_READY: Final = ACTING - {"means"}
"""Families that are asked who is meant, whatever their rules say: who is ready to go may be somebody's brother."""
_MEANT: Final = {"i": (About.SELF,), "me": (About.SELF, None), "they": (About.OTHER,)}
"""Rules that count only where it is said of whom they are."""
_SPOKEN_OF: Final = (Level.MENTION, About.SELF)


class Match(NamedTuple):
    """A rule that was found, from one word up to another, with what it comes to there."""

    rule: Rule
    level: Level
    about: About
    first: int
    after: int


class Around:
    """What stands around a match, in one language."""

    def __init__(self, plain: Plain, words: Rules, found: list[tuple[str, int, int]]) -> None:
        self._plain = plain
        self._words = words
        by_name: dict[str, list[tuple[int, int]]] = {}
        for name, first, after in found:
            by_name.setdefault(name, []).append((first, after))
        self._quotes = Stretches(plain.quoted)
        self._found = {name: Stretches(stretches) for name, stretches in by_name.items()}

    def judged(self, rule: Rule, first: int, after: int) -> Match | None:
        """Return what a match comes to; None for a manner of speaking, and for words that were denied."""
        if any(self._standing("idioms", first + 1, after - 1)):
            return None
        if self._undone(rule, first, after):
            return None if rule.hold and rule.level is Level.NONE else Match(rule, *_SPOKEN_OF, first, after)
        if rule.whose in _MEANT and self._subject(first) not in _MEANT[rule.whose]:
            return None
        level, about = rule.level, rule.about
        if level <= Level.MENTION:
            return Match(rule, level, about, first, after)
        if self._of_another(rule, first):
            about, level = (about if about is About.GRIEF else About.OTHER), min(level, Level.CONCERN)
        if self._in_a_work(about, first, after):
            return Match(rule, *_SPOKEN_OF, first, after)
        intent = self._intends(first, after)
        raised = ("intent" in rule.raised_by and intent) or ("time" in rule.raised_by and self._soon(first, after))
        if about is About.SELF and raised:
            level = Level.URGENT
        if about is About.SELF and not intent and (before := self._behind(first, after)) is not None:
            return Match(rule, Level.MENTION, before, first, after)
        if about is About.OTHER and self._near("past", first, after):
            level = Level.MENTION
        return Match(rule, level, about, first, after)

    def _undone(self, rule: Rule, first: int, after: int) -> bool:
        if not rule.plain and self._denied(first):
            return True
        if rule.family not in _ASKED_OF:
            return False
        return self._put_aside(first) or self._answered(first, after) or self._meant_otherwise(first, after)

    def _denied(self, first: int) -> bool:
        words, at = self._plain.words, first - 1
        for at in range(first - 1, max(-1, first - 1 - _DENIED), -1):
            word = words[at]
            if word == END or word in self._words.stops_negation:
                return False
            if word in self._words.negators:
                return at == 0 or words[at - 1] != "can"
        return False

    def _answered(self, first: int, after: int) -> bool:
        """Say whether it was asked, or believed of the writer, and the answer behind it is no.

        "She asked if I wanted to die. No, I said." What is taken back anywhere ("I lied") is no answer.
        """
        if self._found.get("taken_back") or not self._near("asked", first, first):
            return False
        return any(begins > first for begins, _ in self._standing("answer", first, after + _ANSWERED))

    def _meant_otherwise(self, first: int, after: int) -> bool:
        """Say whether these are one's own words of before, in quotation marks, and something else was meant by them."""
        return self._quoted(first) and self._near("meant_otherwise", first, after, across=True)

    def _put_aside(self, first: int) -> bool:
        """Say whether a phrase that denies what follows it stands right before: "I have no thoughts of dying"."""
        return any(ends <= first + 1 for _, ends in self._standing("put_aside", first - _ASIDE, first + 1))

    def _of_another(self, rule: Rule, first: int) -> bool:
        """Say whether the words are about, or by, somebody else: who is meant stands nearest before them."""
        if rule.whose in ("other", "they"):
            return True
        if self._quoted(first) and self._near("said", first, first, before=_NEAR):
            return True
        asks = rule.whose == "any" or rule.family in _READY
        return asks and self._subject(first) is About.OTHER

    def _subject(self, first: int) -> About | None:
        """Return whether words stand behind an "I" or behind somebody else; None where nobody is named."""
        words = self._plain.words
        for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
            word = words[at]
            if word == END:
                break
            if word in self._words.selves:
                return About.SELF
            if word in self._words.others:
                return About.OTHER
            if word in self._words.people and at and words[at - 1] in self._words.before_people:
                return About.OTHER
        return None

    def _quoted(self, first: int) -> bool:
        return any(first < ends for _, ends in self._quotes.near(first, first))

    def _in_a_work(self, about: About, first: int, after: int) -> bool:
        """Say whether a film, a book or a song says it."""
        return (about is not About.SELF or self._quoted(first)) and self._near("works", first, after)

    def _intends(self, first: int, after: int) -> bool:
        return any(
            ends <= first + 1 and not self._denied(begins)
            for begins, ends in self._standing("intent", first - _INTENT, first - 1)
        )

    def _soon(self, first: int, after: int) -> bool:
        return self._near("time", first, after, across=True)

    def _behind(self, first: int, after: int) -> About | None:
        """Return PAST or RECOVERY for what is behind its writer, None for what is not.

        "I was happy years ago and I want to die" is not: what is said in the present is past only where that is said
        right before it ("used to").
        """
        if any(ends <= first + 2 for _, ends in self._standing("behind", first - 3, first - 1)):
            return About.RECOVERY if self._near("recovery", first, after) else About.PAST
        if any(word in self._words.presents for word in self._plain.words[first:after]):
            return None
        if self._near("recovery", first, after):
            return About.RECOVERY
        if self._near("past", first, after) and not self._near("present", first, after):
            return About.PAST
        return None

    def _near(self, name: str, first: int, after: int, *, before: int = _NEAR, across: bool = False) -> bool:
        """Say whether one of the patterns of a name stands near; in the same sentence, unless `across` is given."""
        return any(
            across or self._one_sentence(begins, ends, first, after)
            for begins, ends in self._standing(name, first - before, after + _NEAR)
        )

    def _standing(self, name: str, lowest: int, highest: int) -> Iterator[tuple[int, int]]:
        """Return where the patterns of a name stand that begin at word `highest` or before and end at `lowest` on."""
        return self._found[name].near(lowest, highest) if name in self._found else iter(())

    def _one_sentence(self, begins: int, ends: int, first: int, after: int) -> bool:
        between = self._plain.words[min(ends, after) : max(begins, first)]
        return END not in between
