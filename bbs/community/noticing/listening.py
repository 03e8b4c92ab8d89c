"""What a text sounds like: rules found in it, each judged by the words around it. Nothing heard is kept or told here.

A rule is a phrase; who says it of whom, when, and whether it is denied stands around it. A match that speaks of
somebody else, of what is past or of a book changes nothing about another match in the same text: each is judged alone,
and the gravest counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from bbs.community.noticing import signs
from bbs.community.noticing.around import ACTING, Around, Match
from bbs.community.noticing.heard import NOTHING, Heard
from bbs.community.noticing.index import Index
from bbs.community.noticing.plain import Plain, Span
from bbs.community.noticing.rules import About, Level, load
from bbs.community.noticing.weights import Weights

_WEARY: Final = frozenset({"despair", "stop", "away"})
"""Families that are a wish where two of them are said."""
_BESIDE: Final = (
    (ACTING, frozenset({"secret"})),
    (frozenset({"means", "plan"}), frozenset({"thanks", "stop", "despair", "away"})),
    (frozenset({"settled"}), frozenset({"stop", "away"})),
)
"""What is something beside what else: nothing in each pair is anything alone."""
_OF: Final = {"harm": frozenset({"harm", "means"})}
"""What else a family speaks of by itself, so that it is no graver with it: a blade is what somebody cuts with."""


class Noticing:
    """Listens with the rules of all languages."""

    def __init__(self, root: Traversable | None = None, weights: Weights | None = None) -> None:
        """Read the rules from the folder of the languages, and the weights; raises ValueError for wrong ones."""
        root = root or files("bbs") / "text"
        self._reader, self._languages = load(root)
        self._weights = weights or Weights.read(root / "noticing")
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
        matches: list[Match] = []
        for words, around in zip(self._languages, self._around, strict=True):
            if said := [each for each in found if each[0].language == words.language]:
                near = Around(plain, words, list(around.found(plain)))
                judged = (match for each in said if (match := near.judged(*each)) is not None)
                matches += [match for match in judged if not signs.undone(match)]
        heard, at = _summed(plain, matches) if matches else (NOTHING, 0)
        return self._weights.judged(heard, plain, at)

    def plain(self, text: str) -> Plain:
        """Return a text as it is compared."""
        return self._reader.read(text)


@cache
def shipped() -> Noticing:
    """Return what listens with the rules of the package, read once."""
    return Noticing()


def _summed(plain: Plain, matches: list[Match]) -> tuple[Heard, int]:
    """Put the matches of a text together: the gravest counts, and what adds up. Say at which word, too."""
    holds = [match for match in matches if match.rule.hold]
    own = [match for match in matches if match.about is About.SELF and match.level >= Level.HINT]
    gravest = max((match for match in matches if match.level is not Level.HINT), key=_gravity, default=matches[0])
    said = [match for match in own if match.rule.family not in signs.OWN]
    beside = _together(said)
    level = max(gravest.level, beside)
    if level is Level.HINT:
        level = Level.NONE
    if level > gravest.level or (level and level == beside and gravest.about is not About.SELF):
        gravest = max(said, key=lambda match: (match.level, -match.first))
    heard = Heard(level, gravest.about, gravest.rule.id, gravest.rule.language) if level else NOTHING
    if level < Level.CONCERN and (told := signs.together(own, plain)) is not None:
        heard = Heard(Level.CONCERN, About.SELF, told.name, told.language)
    if not holds:
        return heard, gravest.first
    spans = _joined((plain.spans[match.first][0], plain.spans[match.after - 1][1]) for match in holds)
    language = heard.language or holds[0].rule.language
    return replace(heard, holds=spans, held_by=holds[0].rule.id, language=language), gravest.first


def _gravity(match: Match) -> tuple[Level, bool, int]:
    """Order matches. Of equals, what is told comes from the writer; what is only spoken of says of what, if it can."""
    of_self = match.about is About.SELF
    return (match.level, of_self if match.level > Level.MENTION else not of_self, -match.first)


def _together(own: list[Match]) -> Level:
    """Return what the writer's own words come to beside each other; one kind of thing said often is one thing."""
    own = _apart(own)
    families = {match.rule.family for match in own}
    said = {match.rule.family for match in own if match.level >= Level.CONCERN}
    acting = families & ACTING
    more = any(acting - _OF.get(family, {family}) for family in said)
    ready = len(acting) > 1 and acting & {"means", "plan", "farewell"}
    if more or ready or ("farewell" in said and "thanks" in families):
        return Level.URGENT
    beside = any(acting & ways and families & others for ways, others in _BESIDE)
    adds_up = len(acting) > 1 or len(families & _WEARY) > 1 or beside
    return Level.CONCERN if said or adds_up else Level.NONE


def _apart(own: list[Match]) -> list[Match]:
    """Return matches that are made of words of their own: what is said once does not add up with itself."""
    kept: list[Match] = []
    made_of: dict[int, str] = {}
    """By the numbers of words: the family that is made of them."""
    for match in sorted(own, key=lambda one: (-one.level, one.first - one.after)):
        family, words = match.rule.family, range(match.first, match.after)
        if all(made_of.get(word, family) == family for word in words):
            kept.append(match)
            made_of |= dict.fromkeys(words, family)
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
