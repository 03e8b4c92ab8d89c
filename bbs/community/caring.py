"""How those who look after the place are doing: breaks after heavy things, own figures, and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from peewee import DatabaseError, ModelSelect

from bbs.community import brought
from bbs.community.members import Person, Role
from bbs.community.queue import Rank
from bbs.community.reports import Reason
from bbs.community.shifts import Standing
from bbs.errors import BBSError, NotFound
from store import sanction_rows
from store.database import Store
from store.prepared import prepared
from store.tables import Case, Member, Report
from store.vault import Vault

HEAVY: Final = frozenset({Reason.WORRIED, Reason.HARM, Reason.THREAT, Reason.CHILD})
"""Reasons that make a case a heavy one, as being urgent does."""
IN_A_ROW: Final = 3
"""Heavy cases after which a break is spoken of."""
LONG: Final = 90 * 60
"""Seconds on shift after which one is."""
WEEK: Final = 7 * 24 * 3600
STANDING: Final = (Member.left_at.is_null(), Member.waiting_since.is_null(), Member.declined_at.is_null())


def is_break_due(vault: Vault, staff: Person, standing: Standing, *, since: int, now: int) -> bool:
    """Say whether one of the staff might want a break: `since` is when they came, or were last told of one."""
    if not standing.wants_breaks(now):
        return False
    if standing.on_at is not None and standing.is_declared(now) and now - max(since, standing.on_at) >= LONG:
        return True
    closed = _closed(staff.id, since)
    return len(closed) >= IN_A_ROW and sum(1 for case, rank in closed if _is_heavy(vault, case, rank)) >= IN_A_ROW


@prepared
def _closed(staff: Any, since: Any) -> ModelSelect[Case]:
    return Case.select(Case.id, Case.rank).where(Case.closed_by == staff, Case.closed_at > since)


def _is_heavy(vault: Vault, case: int, rank: int) -> bool:
    if rank == Rank.URGENT.value:
        return True
    rows = Report.select().where(Report.case == case)
    return any(said.reason in HEAVY for row in rows for said in brought.said(vault, row))


def closed_lately(staff: Person | None, *, now: int) -> int:
    """Return how many cases somebody closed in a week: for themselves alone. Raises NotFound for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    return len(_closed(staff.id, now - WEEK))


def is_new(staff: Person | None) -> bool:
    """Say whether somebody never closed a case. Raises NotFound for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    return not _ever_closed(staff.id)


@prepared
def _ever_closed(staff: Any) -> ModelSelect[Case]:
    return Case.select(Case.id).where(Case.closed_by == staff).limit(1)


@dataclass(frozen=True)
class Carers:
    """How many look after the place: moderators, and operators."""

    moderators: int
    operators: int


def carers(*, now: int) -> Carers:
    """Return how many look after the place now: whoever is suspended or banned does not."""
    found = Counter(role for one, role in _carers() if sanction_rows.shut_out_until(one) <= now)
    return Carers(found[Role.MODERATOR.value], found[Role.OPERATOR.value])


def at_start(store: Store | None, *, now: int) -> Carers | None:
    """Return how many look after the place, to hold in memory: crisis help says so, and never waits for a disk.

    A store in trouble gives None: nothing is said of it then.
    """
    try:
        return store.run(carers, now=now) if store is not None else None
    except (BBSError, DatabaseError):
        return None


@prepared
def _carers() -> ModelSelect[Member]:
    staff = Member.role.in_((Role.MODERATOR.value, Role.OPERATOR.value))
    return Member.select(Member.id, Member.role).where(staff, *STANDING)
