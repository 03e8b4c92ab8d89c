"""Announcements: a few words to everybody, at the door and at home, that end by themselves.

One holds at a time, the newest. The house keeps it in memory: nobody waits for the disk at the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peewee import DatabaseError, ModelSelect

from bbs.community import log, members
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from store.database import Store
from store.prepared import first_of, prepared
from store.tables import Announcement as Row
from store.tables import Member
from store.vault import Vault

LONGEST: Final = 200
SHORTEST_SECONDS: Final = 3600
LONGEST_SECONDS: Final = 92 * 24 * 3600
MADE: Final = "announced"
TAKEN_BACK: Final = "announcement-taken-back"
"""What the log calls it."""
SHOWN: Final = 20
"""Past ones that the office lists."""


@dataclass(frozen=True)
class Announcement:
    """What is announced, until when."""

    id: int
    text: str
    at: int
    until: int


@dataclass(frozen=True)
class Past:
    """One that is over: when it was made, when it ended, and whether somebody ended it before its time."""

    text: str
    at: int
    ended_at: int
    is_taken_back: bool


def _announcement(row: Row) -> Announcement:
    return Announcement(row.id, row.text, row.at, row.until)


def newest() -> Announcement | None:
    """Return the newest that nobody ended, None for none. Its time may be over."""
    row = first_of(Row, _lasting())
    return _announcement(row) if row is not None else None


@prepared
def _lasting() -> ModelSelect[Row]:
    return Row.select().where(Row.ended_at.is_null()).order_by(Row.id.desc()).limit(1)


def at_start(store: Store | None) -> Announcement | None:
    """Return the one to hold in memory; none where the store cannot be read."""
    try:
        return store.run(newest) if store is not None else None
    except (BBSError, DatabaseError):
        return None


def checked(typed: str) -> str:
    """Return words to announce as they are kept. Raises NotUnderstood."""
    text = safe_line(typed)
    if not text:
        raise NotUnderstood(N_("There are no words in it yet."))
    if over := max(0, len(text) - LONGEST):
        raise NotUnderstood(
            N_("That is {over} characters too long; {n} is the most. A board has room for the rest."),
            over=over,
            n=LONGEST,
        )
    return text


def announce(vault: Vault, operator: Person | None, typed: str, seconds: int, *, now: int) -> Announcement:
    """Announce something for so many seconds, in the stead of what was announced before; return it.

    Raises NotFound for all but operators, NotUnderstood for no words, too many, or a time that is none.
    """
    who, text = operator_of(operator), checked(typed)
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise NotUnderstood(N_("It can hold from an hour to three months."))
    _end(who, now)
    row = Row.create(text=text, at=now, until=now + seconds, by=who.id)
    log.record(vault, MADE, by=who.id, about=None, now=now, words=text)
    return _announcement(row)


def _end(who: Person, now: int) -> bool:
    held = Row.update(ended_at=now, ended_by=who.id).where(Row.ended_at.is_null(), Row.until > now)
    return bool(held.execute())


def take_back(vault: Vault, operator: Person | None, *, now: int) -> None:
    """End what is announced now. Raises NotFound for all but operators, Refusal where nothing is."""
    who = operator_of(operator)
    if not _end(who, now):
        raise Refusal(N_("Nothing is announced just now."))
    log.record(vault, TAKEN_BACK, by=who.id, about=None, now=now)


def past(operator: Person | None, *, now: int) -> list[Past]:
    """Return what was announced and is over, the newest first. Raises NotFound for all but operators."""
    operator_of(operator)
    over = Row.ended_at.is_null(False) | (Row.until <= now)
    rows = Row.select().where(over).order_by(Row.id.desc()).limit(SHOWN)
    return [Past(row.text, row.at, row.ended_at or row.until, row.ended_at is not None) for row in rows]


def put_away(member: Person | None, announcement_id: int) -> Person:
    """Show a member this one at home no more, nor any before it. Raises NotFound for a guest."""
    if member is None:
        raise NotFound
    mine = (Member.id == member.id, Member.announced < announcement_id)
    Member.update(announced=announcement_id).where(*mine).execute()
    return members.by_id(member.id)
