"""The help lines and places that the people who run this place know themselves, and the shipped ones they hid.

They are kept apart from what is shipped, so no upgrade overwrites them. A copy lies beside the database as a small
file, written anew at each change, so that they are there too while the database is missing, locked or damaged.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, cast, get_args
from zoneinfo import ZoneInfo

from peewee import DatabaseError, ModelSelect

from bbs.community.crisis import CrisisData, CrisisLine, Kind, line_id
from bbs.community.line_checks import confirm, operator_of
from bbs.community.members import Person
from bbs.community.opening_hours import OpeningHours
from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from store.database import Store
from store.home import write_private
from store.prepared import prepared
from store.tables import HiddenLine, OwnLine

log = logging.getLogger(__name__)

UNKNOWN_HOURS: Final = N_("not known")
LONGEST: Final = 200
"""Characters of one of them."""
MOST: Final = 200
"""Own lines of one community."""
OWN_KINDS: Final = tuple(kind for kind in get_args(Kind) if kind != "directory")


@dataclass(frozen=True)
class Words:
    """What is kept of a line, as it was written."""

    country: str
    service: str
    kind: str
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    zone: str = ""
    languages: str = ""
    audience: str = ""
    provider: str = ""
    place: str = ""

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Words:
        """Take them from what has such names: the file, or a form."""
        return cls(**{name: str(given.get(name, "")) for name in FIELDS})

    @property
    def id(self) -> str:
        """What the line is called, as CrisisLine says."""
        return line_id(self.country, self.service)


FIELDS: Final = tuple(field.name for field in fields(Words))


@dataclass(frozen=True)
class Own:
    """What a community added and hid. Lines are as they were written (FIELDS); hidden ones are ids of shipped lines."""

    lines: tuple[Words, ...] = ()
    hidden: frozenset[str] = frozenset()

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Own:
        """Take it from what the file says. Raises ValueError, TypeError, KeyError, AttributeError for what is none."""
        return cls(tuple(Words.of(words) for words in said["lines"]), frozenset(map(str, said["hidden"])))

    def with_shipped(self, shipped: CrisisData) -> CrisisData:
        """Return what callers are shown: a line of one's own takes the place of a shipped one of the same name."""
        if not self.lines and not self.hidden:
            return shipped
        own = [line for words in self.lines if (line := _line(words, shipped)) is not None]
        out = self.hidden | {line.id for line in own}
        return replace(shipped, lines=(*(line for line in shipped.lines if line.id not in out), *own))

    def words_of(self, line: str) -> Words | None:
        """Return what was written of a line of one's own, by its id; None for a shipped one."""
        return next((words for words in self.lines if words.id == line), None)

    @property
    def as_json(self) -> bytes:
        """What the file says."""
        said = {"lines": [asdict(words) for words in self.lines], "hidden": sorted(self.hidden)}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def kept() -> Own:
    """Return what the store has."""
    lines = tuple(Words.of(dict(zip(FIELDS, row, strict=True))) for row in _own())
    return Own(lines, frozenset(line for (line,) in _hidden()))


@prepared
def _own() -> ModelSelect[OwnLine]:
    return OwnLine.select(*(getattr(OwnLine, name) for name in FIELDS)).order_by(OwnLine.id)


@prepared
def _hidden() -> ModelSelect[HiddenLine]:
    return HiddenLine.select(HiddenLine.line)


def at_start(store: Store | None, file: Path) -> Own:
    """Return what to hold in memory: what the store has, else what the copy in the file says, else nothing.

    The store is right where both can be read, as after a backup was put back; the file is then written anew.
    """
    if store is not None:
        try:
            found = store.run(kept)
        except (BBSError, DatabaseError):
            return from_file(file)
        copy(found, file)
        return found
    return from_file(file)


def from_file(file: Path) -> Own:
    """Read the copy; nothing where there is none or it makes no sense: the shipped lines are shown then."""
    try:
        return Own.of(json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return Own()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.error("the copy of the own help lines could not be read: %s", type(error).__name__)
        return Own()


def copy(own: Own, file: Path) -> bool:
    """Write the copy, where it does not say so already; False when the disk refused it, which fails nothing else."""
    try:
        if file.exists() and file.read_bytes() == own.as_json:
            return True
        if own == Own() and not file.exists():
            return True
        write_private(file, own.as_json)
    except OSError as error:
        log.error("the copy of the own help lines was not written: %s", type(error).__name__)
        return False
    return True


def cleaned(given: Mapping[str, str], data: CrisisData) -> Words:
    """Return a line's words as they are kept. Raises NotUnderstood, with what to do, for what is no line."""
    words = Words(**{name: safe_line(given.get(name, ""))[:LONGEST] for name in FIELDS})
    if not words.service:
        raise NotUnderstood(N_("It needs a name, such as Harbour Clinic."))
    if words.country not in data.countries.names or words.kind not in OWN_KINDS:
        raise NotFound
    if not (words.phone or words.text or words.web or words.place):
        raise NotUnderstood(N_("Nobody could reach it: give a phone number, one to text, a web address, or a place."))
    if words.zone and not _is_zone(words.zone):
        raise NotUnderstood(N_("That is no time zone we know. They are written like Europe/London."))
    return replace(
        words,
        hours=words.hours or UNKNOWN_HOURS,
        languages=words.languages or "en",
        audience=words.audience or "everyone",
    )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True


def _hours(words: Words) -> OpeningHours | None:
    """Return hours that a clock can follow ("24/7", "Mo-Fr 10:00-22:00"), None for words: those are said as written."""
    try:
        return OpeningHours.parse(words.hours, words.zone)
    except ValueError:
        return None


def _line(words: Words, data: CrisisData) -> CrisisLine | None:
    """Return a line of the words that were kept, None where this version knows nothing of its country or kind."""
    if words.country not in data.countries.names or words.kind not in OWN_KINDS or not words.service:
        return None
    return CrisisLine(
        words.country,
        words.service,
        cast(Kind, words.kind),
        words.phone,
        words.text,
        words.web,
        _hours(words),
        words.hours,
        words.languages,
        words.audience,
        words.provider,
        "high",
        words.place,
    )


def put(given: Mapping[str, str], data: CrisisData, operator: Person | None, *, now: int) -> tuple[Own, dict[str, int]]:
    """Add a line, or change the one of the same country and name; return all there are, and the checks.

    Whoever writes it down has just looked it up, so it counts as checked then. Raises NotFound for anybody but an
    operator, NotUnderstood, Refusal for too many.
    """
    who, said = operator_of(operator), cleaned(given, data)
    line = _line(said, data)
    assert line is not None  # noqa: S101 - it was cleaned just now
    is_there = OwnLine.select().where(OwnLine.line == line.id).exists()
    if not is_there and OwnLine.select().count() >= MOST:
        raise Refusal(N_("There are {n} lines of your own already, which is the most."), n=MOST)
    changed = {**asdict(said), "added_at": now, "added_by": who.id}
    if is_there:
        OwnLine.update(**changed).where(OwnLine.line == line.id).execute()
    else:
        OwnLine.create(line=line.id, **changed)
    return kept(), confirm([line.check_key], who, now=now)


def take_away(line_id: str, operator: Person | None) -> Own:
    """Remove a line of one's own; return what is left. Raises NotFound for anybody but an operator."""
    operator_of(operator)
    OwnLine.delete().where(OwnLine.line == line_id).execute()
    return kept()


def hide(line_id: str, data: CrisisData, operator: Person | None, *, now: int) -> Own:
    """Hide a shipped line from callers. Raises NotFound for no such line, and for anybody but an operator."""
    who = operator_of(operator)
    if data.line(line_id) is None:
        raise NotFound
    HiddenLine.insert(line=line_id, hidden_at=now, hidden_by=who.id).on_conflict_ignore().execute()
    return kept()


def show(line_id: str, operator: Person | None) -> Own:
    """Show a hidden line again. Raises NotFound for anybody but an operator."""
    operator_of(operator)
    HiddenLine.delete().where(HiddenLine.line == line_id).execute()
    return kept()
