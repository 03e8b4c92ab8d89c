"""Telling those who look after the place, inside of it, that something urgent waits (SAFETY.md 5).

Whoever is on shift is told at once, everybody of the staff who is here after a while in which nobody took it, and
nobody twice, unless somebody had it meanwhile and it waits again. What is said holds nothing of the case. Who may not
judge a case is not told of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL, ModelSelect, fn
from peewee import Case as Choice

from bbs.community import raised
from bbs.community.desk import About
from bbs.community.members import Person, Role
from bbs.community.queue import CLAIM_SECONDS, Rank
from store import sanction_rows
from store.case_rows import apart
from store.prepared import prepared
from store.tables import Case, CasePass, CaseTold, DeskNote, Member

PATIENCE: Final = 15 * 60
"""Seconds after which an urgent case that nobody took is told to all of the staff who are here."""
MOST: Final = 50
"""Urgent cases that are told of at one time."""
_HAD: Final = Choice(None, [(Case.claimed_at.is_null(), Case.claimed_by)])
"""Who had a case that came back, as they were away."""


@dataclass(frozen=True)
class Due:
    """An urgent case of which somebody is to be told, and since when it is urgent.

    A note by who needs a person now has its number below zero. `version` tells one wait of it from the next; `again`
    says that whoever took it was away, and it came back.
    """

    case: int
    since: int
    version: int = 0
    again: bool = False


def due(staff: Person | None, *, on_shift: bool, now: int) -> list[Due]:
    """Return the urgent cases of which one of the staff is to be told now, and the notes by who needs a person."""
    if staff is None or not staff.is_staff or sanction_rows.shut_out_until(staff.id) > now:
        return []
    latest = now if on_shift else now - PATIENCE
    rows = _untold(staff.id, now - CLAIM_SECONDS, latest, MOST, operator=staff.role is Role.OPERATOR)
    notes = _in_need(staff.id, latest, MOST)
    found = [Due(case, since, version, again=had is not None) for case, since, version, had in rows]
    return [*found, *(Due(-note, since, had or 0, again=had is not None) for note, since, had in notes)]


@prepared
def _in_need(staff: Any, latest: Any, most: Any) -> ModelSelect[DeskNote]:
    waits = (DeskNote.kind == About.CRISIS.value, DeskNote.answered_at.is_null(), DeskNote.taken_at.is_null())
    others = DeskNote.member.is_null() | (DeskNote.member != staff)
    rows = DeskNote.select(DeskNote.id, DeskNote.made_at, DeskNote.taken_by).where(
        *waits, others, DeskNote.made_at <= latest
    )
    return rows.order_by(DeskNote.made_at).limit(most)


@prepared
def _untold(staff: Any, stale: Any, latest: Any, most: Any, *, operator: bool) -> ModelSelect[Case]:
    since = fn.COALESCE(Case.urgent_at, Case.opened_at)
    told = CaseTold.select(SQL("1")).where(CaseTold.case == Case.id, CaseTold.member == staff)
    passed = CasePass.select(SQL("1")).where(CasePass.case == Case.id, CasePass.by == staff)
    untaken = Case.claimed_at.is_null() | (Case.claimed_at <= stale)
    rows = Case.select(Case.id, since, Case.version, _HAD).where(
        Case.closed_at.is_null(), Case.rank == Rank.URGENT.value, untaken
    )
    rows = rows.where(since <= latest, ~fn.EXISTS(told), ~fn.EXISTS(passed), *apart(staff, is_operator=operator))
    return rows.order_by(since, Case.id).limit(most)


def tell(staff: Person, cases: Iterable[int], *, now: int) -> None:
    """Take note that somebody was told of these cases. Of notes only their visit remembers it."""
    rows = [{"case": case, "member": staff.id, "at": now} for case in cases if case > 0]
    if rows:
        CaseTold.insert_many(rows).on_conflict_ignore().execute()


def tell_anew(case: int, *, by: Person | None = None, now: int) -> None:
    """Let the staff be told that an urgent case waits again, but for who gave it back. Call it in a transaction."""
    of_staff = Member.select(Member.id).where(Member.role != Role.MEMBER.value)
    CaseTold.delete().where(CaseTold.case == case, CaseTold.member.in_(of_staff)).execute()
    raised.note(case, by.id if by else None)
    if by is not None:
        tell(by, [case], now=now)


def untaken(*, now: int) -> set[int]:
    """Return what is urgent and has waited so long that all of the staff are told."""
    notes = {-note for note, *_ in _in_need(0, now - PATIENCE, MOST)}
    return {case for (case,) in _untaken(now - CLAIM_SECONDS, now - PATIENCE, MOST)} | notes


@prepared
def _untaken(stale: Any, latest: Any, most: Any) -> ModelSelect[Case]:
    waits = (Case.closed_at.is_null(), Case.rank == Rank.URGENT.value)
    free = Case.claimed_at.is_null() | (Case.claimed_at <= stale)
    since = fn.COALESCE(Case.urgent_at, Case.opened_at)
    return Case.select(Case.id).where(*waits, free, since <= latest).order_by(since, Case.id).limit(most)
