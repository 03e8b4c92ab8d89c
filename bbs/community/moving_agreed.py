"""What of another community somebody here has to agree to before it holds: guidelines, help lines, its own words.

Guidelines come as the version that is being written, which an operator reads, changes and publishes, and so do the
words that the place says in its own voice. Help lines come
unconfirmed: callers are told so of each until somebody here called it, and joining waits for those that it waits for.
Nothing takes the place of what somebody here wrote, or confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from bbs.community import guideline_versions, line_checks, own_lines, own_texts
from bbs.community.crisis import CrisisData, CrisisLine
from bbs.community.guideline_versions import EXAMPLE, LINE, LONG
from bbs.community.own_lines import MOST, Own, Words
from bbs.community.texts import Guideline, Guidelines
from bbs.community.voices import KINDS, checked
from bbs.errors import NotFound, NotUnderstood
from bbs.safe_text import safe_line, safe_text
from store.tables import HiddenLine, OwnLine

GUIDELINES: Final = 20
"""Short ones that are taken in; ours are seven."""


@dataclass(frozen=True)
class Agreed:
    """What comes, before anybody here looked at it."""

    guidelines: Guidelines | None = None
    lines: Own = field(default_factory=Own)
    texts: Mapping[str, str] = field(default_factory=dict)
    """By their names, those that the place wrote itself (bbs/community/voices.py)."""


@dataclass(frozen=True)
class TakenAgreed:
    """What became of it, by the names of help lines and of texts: those that came and why others did not."""

    guidelines: str = ""
    """`came`; `same` as what holds here; `held`: a version is being written here, which stays; `spoilt`; or nothing."""
    added: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    """Of those that came: they are shown in the place of a line of the same name that Warmline ships."""
    hidden: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Lines of the same name are here already, or were confirmed here: these stay as they are."""
    left_out: tuple[str, ...] = ()
    """They are no lines that this version could show, or more than it takes."""
    texts: tuple[str, ...] = ()
    texts_held: tuple[str, ...] = ()
    """Another one is being written here, which stays."""
    texts_spoilt: tuple[str, ...] = ()
    """There is no such text here, or it could not hold as it is."""


def take_in(
    agreed: Agreed, current: Guidelines, shipped: CrisisData, said: Mapping[str, str], *, now: int
) -> TakenAgreed:
    """Take it in, within the transaction in which all the rest comes. `said` are the texts as they hold here."""
    guidelines = _guidelines(agreed.guidelines, current, now) if agreed.guidelines is not None else ""
    taken = replace(_lines(agreed.lines, shipped, now), guidelines=guidelines)
    hidden, kept = _hidden(agreed.lines, shipped, now)
    return _texts(agreed.texts, said, replace(taken, hidden=hidden, kept=(*taken.kept, *kept)), now)


def _texts(come: Mapping[str, str], said: Mapping[str, str], taken: TakenAgreed, now: int) -> TakenAgreed:
    """Have words as what is being written. Those that are read here already need nobody."""
    came: list[str] = []
    held: list[str] = []
    spoilt = [safe_line(name)[:LINE] for name in come if name not in KINDS]
    for name, kind in KINDS.items():
        if name not in come:
            continue
        try:
            words = checked(name, come[name])
        except NotUnderstood:
            spoilt.append(kind.label)
            continue
        if words != said[name]:
            (came if own_texts.propose(name, words, now=now) else held).append(kind.label)
    return replace(taken, texts=tuple(came), texts_held=tuple(held), texts_spoilt=tuple(spoilt))


def _guidelines(come: Guidelines, current: Guidelines, now: int) -> str:
    """Have them as the version that is being written; where one is, that one stays."""
    short = tuple(_short(one) for one in come.short[:GUIDELINES])
    long = safe_text(come.long).strip()[:LONG]
    if not short or not long or not all(one.line and one.example for one in short):
        return "spoilt"
    come = replace(come, short=short, long=long)
    if not guideline_versions.changed(current, come):
        return "same"
    return "came" if guideline_versions.propose(come, now=now) else "held"


def _short(one: Guideline) -> Guideline:
    return Guideline(safe_line(one.line).strip()[:LINE], safe_line(one.example).strip()[:EXAMPLE])


def _lines(own: Own, shipped: CrisisData, now: int) -> TakenAgreed:
    here = {words.id for words in own_lines.kept().lines}
    confirmed, room = line_checks.checks(), MOST - len(here)
    added: list[str] = []
    instead: list[str] = []
    kept: list[str] = []
    left_out: list[str] = []
    for given in own.lines:
        words = _cleaned(given, shipped)
        if words is None or len(added) >= room:
            left_out.append(safe_line(given.service))
            continue
        theirs = shipped.line(words.id)
        if words.id in here or (theirs is not None and theirs.check_key in confirmed):
            kept.append(words.service)
            continue
        here.add(words.id)
        OwnLine.create(line=words.id, **asdict(words), added_at=now)
        added.append(words.service)
        if theirs is not None:
            instead.append(words.service)
    return TakenAgreed(
        added=tuple(added), instead=tuple(instead), kept=tuple(kept), left_out=tuple(filter(None, left_out))
    )


def _cleaned(given: Words, shipped: CrisisData) -> Words | None:
    try:
        return own_lines.cleaned(asdict(given), shipped)
    except (NotFound, NotUnderstood):
        return None


def _hidden(own: Own, shipped: CrisisData, now: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Hide what was hidden there; return the names of those that are hidden now, and of those that stay shown."""
    confirmed, hidden, kept = line_checks.checks(), [], []
    for line in _shipped(own, shipped):
        if line.check_key in confirmed:
            kept.append(line.service)
        elif not HiddenLine.select().where(HiddenLine.line == line.id).exists():
            HiddenLine.create(line=line.id, hidden_at=now)
            hidden.append(line.service)
    return tuple(hidden), tuple(kept)


def _shipped(own: Own, shipped: CrisisData) -> Iterator[CrisisLine]:
    return (line for name in sorted(own.hidden) if (line := shipped.line(name)) is not None)
