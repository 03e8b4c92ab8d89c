"""What a text sounds like: rules found in it, each judged by the words around it. Nothing heard is kept or told here.

A rule is a phrase; who says it of whom, when, and whether it is denied stands around it. A match that speaks of
somebody else, of what is past or of a book changes nothing about another match in the same text: each is judged alone,
and the gravest counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

from bbs.community.noticing.index import Index
from bbs.community.noticing.plain import END, Plain, Span
from bbs.community.noticing.rules import About, Level, Rule, Rules, load

_BEFORE: Final = 10
"""Words before a match in which who is meant is looked for."""
_NEAR: Final = 12
"""Words around a match that say when, or what of."""
_DENIED: Final = 4
_INTENT: Final = 4
_ACTING: Final = frozenset({"means", "plan", "settled", "farewell", "leave"})
"""Families that make a wish urgent: what stands ready, what is settled, and saying goodbye."""


_WEARY: Final = frozenset({"despair", "stop", "away"})
"""Families that are a wish where two of them are said."""
_READY: Final = _ACTING - {"means"}
"""Families that are asked who is meant, whatever their rules say: who is ready to go may be somebody's brother."""
_BESIDE: Final = (
    (_ACTING, frozenset({"secret"})),
    (frozenset({"means", "plan"}), frozenset({"thanks", "stop", "despair", "away"})),
    (frozenset({"settled"}), frozenset({"stop", "away"})),
)
"""What is something beside what else: nothing in each pair is anything alone."""
_OF: Final = {"harm": frozenset({"harm", "means"})}
"""What else a family speaks of by itself, so that it is no graver with it: a blade is what somebody cuts with."""


_MEANT: Final = {"i": (About.SELF,), "me": (About.SELF, None), "they": (About.OTHER,)}
"""Rules that count only where it is said of whom they are."""


@dataclass(frozen=True)
class Heard:
    """What a text sounds like. `rule` is the id of the rule that said so, "" for none; `language` is that rule's.

    `holds` are the parts that are covered for others until a human has looked, `held_by` the rule that said so.
    """

    level: Level = Level.NONE
    about: About = About.SELF
    rule: str = ""
    language: str = ""
    holds: tuple[Span, ...] = ()
    held_by: str = ""

    @property
    def noticed(self) -> bool:
        """Whether the people who look after this place are told."""
        return self.level >= Level.CONCERN

    @property
    def of_it(self) -> bool:
        """Whether help is shown to who wrote or searched this, with nobody told."""
        return self.level >= Level.MENTION and self.level is not Level.HINT

    def with_holds(self, holds: tuple[Span, ...]) -> Heard:
        """Return the same with these parts held, which are all that is left of them."""
        return replace(self, holds=holds)

    @property
    def named(self) -> str:
        """The id of the gravest rule, or of the one that holds; "" for none."""
        return self.rule or self.held_by


NOTHING: Final = Heard()


class _Match(NamedTuple):
    rule: Rule
    level: Level
    about: About
    first: int
    after: int


class Noticing:
    """Listens with the rules of all languages."""

    def __init__(self, root: Traversable | None = None) -> None:
        """Read the rules from the folder of the languages; raises ValueError for wrong ones."""
        self._reader, self._languages = load(root or files("bbs") / "text")
        self._rules = Index((rule, says) for one in self._languages for rule in one.rules for says in rule.says)
        self._around = [
            Index((name, says) for name, patterns in one.around.items() for says in patterns) for one in self._languages
        ]

    @property
    def version(self) -> str:
        """Which rules these are: "en 1, es 1"."""
        return ", ".join(f"{one.language} {one.version}" for one in self._languages)

    def listen(self, text: str) -> Heard:
        """Say what a text sounds like."""
        plain = self._reader.read(text)
        found = list(self._rules.found(plain))
        matches: list[_Match] = []
        for words, around in zip(self._languages, self._around, strict=True):
            if said := [each for each in found if each[0].language == words.language]:
                near = _Around(plain, words, list(around.found(plain)))
                matches += [match for each in said if (match := near.judged(*each)) is not None]
        return _summed(plain, matches) if matches else NOTHING


@cache
def shipped() -> Noticing:
    """Return what listens with the rules of the package, read once."""
    return Noticing()


class _Around:
    """What stands around a match, in one language."""

    def __init__(self, plain: Plain, words: Rules, found: list[tuple[str, int, int]]) -> None:
        self._plain = plain
        self._words = words
        self._found: dict[str, list[tuple[int, int]]] = {}
        for name, first, after in found:
            self._found.setdefault(name, []).append((first, after))

    def judged(self, rule: Rule, first: int, after: int) -> _Match | None:
        """Return what a match comes to; None for a manner of speaking, and for words that were denied."""
        if any(begins < after and first < ends for begins, ends in self._found.get("idioms", ())):
            return None
        if not rule.plain and self._denied(first):
            return None if rule.hold and rule.level is Level.NONE else _Match(rule, *_SPOKEN_OF, first, after)
        if rule.whose in _MEANT and self._subject(first) not in _MEANT[rule.whose]:
            return None
        level, about = rule.level, rule.about
        if level <= Level.MENTION:
            return _Match(rule, level, about, first, after)
        if self._of_another(rule, first):
            about, level = (about if about is About.GRIEF else About.OTHER), min(level, Level.CONCERN)
        if self._in_a_work(about, first, after):
            return _Match(rule, *_SPOKEN_OF, first, after)
        intent = self._intends(first, after)
        raised = ("intent" in rule.raised_by and intent) or ("time" in rule.raised_by and self._soon(first, after))
        if about is About.SELF and raised:
            level = Level.URGENT
        if about is About.SELF and not intent and (before := self._behind(first, after)) is not None:
            return _Match(rule, Level.MENTION, before, first, after)
        if about is About.OTHER and self._near("past", first, after):
            level = Level.MENTION
        return _Match(rule, level, about, first, after)

    def _denied(self, first: int) -> bool:
        words, at = self._plain.words, first - 1
        for at in range(first - 1, max(-1, first - 1 - _DENIED), -1):
            word = words[at]
            if word == END or word in self._words.stops_negation:
                return False
            if word in self._words.negators:
                return at == 0 or words[at - 1] != "can"
        return False

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
        return any(begins <= first < ends for begins, ends in self._plain.quoted)

    def _in_a_work(self, about: About, first: int, after: int) -> bool:
        """Say whether a film, a book or a song says it."""
        return (about is not About.SELF or self._quoted(first)) and self._near("works", first, after)

    def _intends(self, first: int, after: int) -> bool:
        return any(
            first - _INTENT <= ends <= first + 1 and begins < first and not self._denied(begins)
            for begins, ends in self._found.get("intent", ())
        )

    def _soon(self, first: int, after: int) -> bool:
        return self._near("time", first, after, across=True)

    def _behind(self, first: int, after: int) -> About | None:
        """Return PAST or RECOVERY for what is behind its writer, None for what is not.

        "I was happy years ago and I want to die" is not: what is said in the present is past only where that is said
        right before it ("used to").
        """
        if any(first - 3 <= ends <= first + 2 and begins < first for begins, ends in self._found.get("behind", ())):
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
            first - before <= ends
            and begins <= after + _NEAR
            and (across or self._one_sentence(begins, ends, first, after))
            for begins, ends in self._found.get(name, ())
        )

    def _one_sentence(self, begins: int, ends: int, first: int, after: int) -> bool:
        between = self._plain.words[min(ends, after) : max(begins, first)]
        return END not in between


_SPOKEN_OF: Final = (Level.MENTION, About.SELF)


def _summed(plain: Plain, matches: list[_Match]) -> Heard:
    """Put the matches of a text together: the gravest counts, and what adds up."""
    holds = [match for match in matches if match.rule.hold]
    own = [match for match in matches if match.about is About.SELF and match.level >= Level.HINT]
    gravest = max(matches, key=_gravity)
    level = max(gravest.level, _together(own))
    if level is Level.HINT:
        level = Level.NONE
    if level > gravest.level or (level and level == _together(own) and gravest.about is not About.SELF):
        gravest = max(own, key=lambda match: (match.level, -match.first))
    heard = Heard(level, gravest.about, gravest.rule.id, gravest.rule.language) if level else NOTHING
    if not holds:
        return heard
    spans = _joined((plain.spans[match.first][0], plain.spans[match.after - 1][1]) for match in holds)
    return replace(heard, holds=spans, held_by=holds[0].rule.id, language=heard.language or holds[0].rule.language)


def _gravity(match: _Match) -> tuple[Level, bool, int]:
    """Order matches. Of equals, what is told comes from the writer; what is only spoken of says of what, if it can."""
    of_self = match.about is About.SELF
    return (match.level, of_self if match.level > Level.MENTION else not of_self, -match.first)


def _together(own: list[_Match]) -> Level:
    """Return what the writer's own words come to beside each other; one kind of thing said often is one thing."""
    own = _apart(own)
    families = {match.rule.family for match in own}
    said = {match.rule.family for match in own if match.level >= Level.CONCERN}
    acting = families & _ACTING
    more = any(acting - _OF.get(family, {family}) for family in said)
    ready = len(acting) > 1 and acting & {"means", "plan", "farewell"}
    if more or ready or ("farewell" in said and "thanks" in families):
        return Level.URGENT
    beside = any(acting & ways and families & others for ways, others in _BESIDE)
    adds_up = len(acting) > 1 or len(families & _WEARY) > 1 or beside
    return Level.CONCERN if said or adds_up else Level.NONE


def _apart(own: list[_Match]) -> list[_Match]:
    """Return matches that are made of words of their own: what is said once does not add up with itself."""
    kept: list[_Match] = []
    for match in sorted(own, key=lambda one: (-one.level, one.first - one.after)):
        if all(
            one.rule.family == match.rule.family or match.first >= one.after or one.first >= match.after for one in kept
        ):
            kept.append(match)
    return kept


def _joined(parts: Iterable[Span]) -> tuple[Span, ...]:
    """Return parts in their order, those that touch put together."""
    joined: list[Span] = []
    for start, end in sorted(parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
