"""The queue: the cases that wait for one of the staff, urgent first, then by age; and one of them with its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Final, TypeAlias

from peewee import JOIN, ModelSelect

from bbs.community import brought, group_first
from bbs.community.members import Person
from bbs.errors import NotFound
from store import case_queue, prepared
from store.case_queue import CaseRow
from store.case_rows import row_of
from store.prepared import among, numbers
from store.tables import Member, Report
from store.vault import Vault

Which: TypeAlias = case_queue.Which
Place: TypeAlias = case_queue.Place
FIRST: Final = case_queue.FIRST
"""Before everything that waits."""
CLAIM_SECONDS: Final = 2 * 3600
"""For how long who took a case has it: then it is anybody's again, because they may have been called away."""
AT_ONCE: Final = 20
"""Cases on a page of the desk."""
COUNTED: Final = 200
"""Cases that are counted; beyond, it is said that there are more."""


IN_DANGER: Final = frozenset({"worried", "noticed"})
"""Reasons, as reports.py and noticed.py name them, that are urgent for the sake of whom they are about."""
ENDANGERS: Final = frozenset({"threat", "child"})
"""Reasons, as reports.py names them, that are urgent for the sake of somebody else than whom they are about."""


class Rank(IntEnum):
    """What goes before what: who may be in danger, everything else, what its author says was not about them."""

    URGENT = 0
    WAITING = 1
    LOWERED = 2


@dataclass(frozen=True)
class Ground:
    """Why a case is there: a reason by its name, words, the rule of a detector, and when. `by` is "" for software."""

    reason: str
    words: str
    rule: str
    by: str
    by_software: bool
    made_at: int


@dataclass(frozen=True)
class CaseLine:
    """A case in the queue: `about` is a handle or the word of a nameless author, `place` the title of where it is.

    `with_group` says that those who look after the support group have it. `had_by` is who had it and was away, so that
    it came back (away.py), "" for nobody. `is_for_their_sake` says that it is urgent as they may be in danger.
    """

    id: int
    target: str
    about: str
    is_nameless: bool
    reasons: tuple[str, ...]
    rank: Rank
    opened_at: int
    claimed_by: str
    is_mine: bool
    version: int
    place: str
    board: int | None
    closed_at: int | None = None
    outcome: str = ""
    snoozed_until: int | None = None
    claimed_at: int | None = None
    with_group: bool = False
    had_by: str = ""
    is_for_their_sake: bool = False

    @property
    def at(self) -> Place:
        """Where it stands in the queue, or among what is closed."""
        return Place(self.rank.value, self.closed_at or self.opened_at, self.id)


def _is_for_their_sake(grounds: Iterable[Ground], urgent_at: int | None) -> bool:
    """Say whether an urgent case is one as whom it is about may be in danger, and not only somebody whom they endanger.

    Beside a threat a complaint of another kind says nothing of that, nor does what the software noticed before it was
    urgent: it was of less weight.
    """
    given = {ground.reason for ground in grounds if not ground.by_software or ground.made_at >= (urgent_at or 0)}
    return bool(given & IN_DANGER) or not given & ENDANGERS


@dataclass(frozen=True)
class CaseFile:
    """A case that somebody looks at. `author` is the id of whom it is about, None for a nameless one, or who left."""

    line: CaseLine
    grounds: tuple[Ground, ...]
    author: int | None
    post: int | None
    closed_at: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class QueueCount:
    """How much waits, and how much of it is urgent. With `more` it is more than that."""

    waiting: int
    urgent: int
    oldest_at: int | None
    more: bool = False


def _staff(staff: Person | None) -> tuple[int, bool]:
    """Return who asks, and whether they are an operator. Raises NotFound for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    return staff.id, staff.role == "operator"


def queue(
    vault: Vault,
    staff: Person | None,
    *,
    now: int,
    which: Which = Which.ALL,
    after: Place = FIRST,
    limit: int = 100,
) -> list[CaseLine]:
    """Return what waits for one of the staff, urgent first, then by age, from behind a place on.

    What was CLOSED is the newest first, from before the moment and the case in `after`. Raises NotFound for anybody
    else.
    """
    who, operator = _staff(staff)
    if which is Which.CLOSED:
        before = {} if after == FIRST else {"before": (after.opened_at, after.id)}
        rows = case_queue.closed(who, operator=operator, limit=limit, **before)
    else:
        stale = now - CLAIM_SECONDS
        rows = case_queue.waiting(who, which, operator=operator, now=now, stale=stale, after=after, limit=limit)
    return _lines(vault, rows, who, now)


def passed_on(vault: Vault, staff: Person | None, *, now: int) -> list[CaseLine]:
    """Return the open cases that one asked somebody else to take. Raises NotFound for all but the staff."""
    return queue(vault, staff, now=now, which=Which.PASSED)


def beside(staff: Person | None, place: Place, *, now: int, which: Which = Which.ALL, back: bool = False) -> int | None:
    """Return the case that comes after a place in a part of the queue, or before it; None if there is none.

    Of what waits, those that somebody else has taken are passed over. Raises NotFound for all but the staff.
    """
    who, operator = _staff(staff)
    if which is Which.CLOSED:
        found = case_queue.beside_closed(who, place, operator=operator, back=back)
    else:
        stale = now - CLAIM_SECONDS
        found = case_queue.beside(who, place, which, operator=operator, now=now, stale=stale, back=back)
    return found.id if found else None


def count(staff: Person | None, *, now: int) -> QueueCount:
    """Count what waits for one of the staff. Raises NotFound for anybody else."""
    who, operator = _staff(staff)
    found = case_queue.counted(who, operator=operator, now=now, most=COUNTED + 1)
    urgent = sum(1 for rank, _ in found if rank == Rank.URGENT.value)
    oldest = min((opened_at for _, opened_at in found), default=None)
    return QueueCount(min(len(found), COUNTED), min(urgent, COUNTED), oldest, more=len(found) > COUNTED)


def seen_among(staff: Person | None, ids: list[int]) -> set[int]:
    """Return those of what became urgent that wait for somebody (raised.py); none for who is not staff."""
    if staff is None or not staff.is_staff:
        return set()
    cases = case_queue.seen_among(staff.id, [one for one in ids if one > 0], operator=staff.role == "operator")
    return cases | {one for one in ids if one < 0}


def in_danger_among(vault: Vault, staff: Person | None, members: Iterable[int], *, but: int = 0) -> set[int]:
    """Return those of some members about whom something urgent is open for their own sake, whoever may see it.

    One case is left out, `but`. What somebody else may have to fear from them is none of it. Raises NotFound for all
    but the staff.
    """
    _staff(staff)
    found = case_queue.urgent_about(members, but=but)
    grounds = _grounds(vault, [case for case, _, _ in found]) if found else {}
    return {about for case, about, at in found if _is_for_their_sake(grounds.get(case, []), at)}


@prepared.prepared
def _reports(cases: Any) -> ModelSelect[Report]:
    """Return what was reported of some cases, each with the handle of who did."""
    rows = Report.select(Report, Member.handle).join(Member, JOIN.LEFT_OUTER, on=(Report.by == Member.id))
    return rows.where(Report.case.in_(among(cases))).order_by(Report.id)


def _grounds(vault: Vault, case_ids: list[int]) -> dict[int, list[Ground]]:
    grounds: dict[int, list[Ground]] = {}
    for *values, by in _reports(numbers(case_ids)):
        row = prepared.row_of(Report, values)
        for said in brought.said(vault, row):
            ground = Ground(said.reason, said.words, said.rule, by or "", row.by_software, said.at)
            grounds.setdefault(row.case_id, []).append(ground)
    return grounds


def reasons(vault: Vault, case_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Return why some cases are there, by their ids: not who brought them up, nor in which words."""
    found = _grounds(vault, case_ids) if case_ids else {}
    return {case: tuple(dict.fromkeys(ground.reason for ground in grounds)) for case, grounds in found.items()}


def _lines(vault: Vault, rows: list[CaseRow], staff: int, now: int) -> list[CaseLine]:
    ids = [row.id for row in rows]
    grounds, taken = _grounds(vault, ids) if ids else {}, group_first.taken_among(ids, now=now)
    lines = (_line(row, grounds.get(row.id, []), staff, now) for row in rows)
    return [replace(line, with_group=True) if line.id in taken else line for line in lines]


def _line(row: CaseRow, grounds: list[Ground], staff: int, now: int) -> CaseLine:
    is_held = row.claimed_at is not None and row.claimed_at > now - CLAIM_SECONDS and row.claimed_by is not None
    came_back = row.claimed_at is None and row.closed_at is None and row.rank == Rank.URGENT.value
    return CaseLine(
        id=row.id,
        target=row.target,
        about=row.nameless or row.handle or "",
        is_nameless=bool(row.nameless),
        reasons=tuple(dict.fromkeys(ground.reason for ground in grounds)),
        rank=Rank(row.rank),
        opened_at=row.opened_at,
        claimed_by=(row.holder or "") if is_held else "",
        is_mine=is_held and row.claimed_by == staff,
        version=row.version,
        place=row.title or row.board_title or "",
        board=row.board,
        closed_at=row.closed_at,
        outcome=row.outcome,
        snoozed_until=row.snoozed_until,
        claimed_at=row.claimed_at if is_held else None,
        had_by=(row.holder or "") if came_back else "",
        is_for_their_sake=row.rank == Rank.URGENT.value and _is_for_their_sake(grounds, row.urgent_at),
    )


def read(vault: Vault, staff: Person | None, case_id: int, *, now: int) -> CaseFile:
    """Return a case, open or closed, that one of the staff may see. Raises NotFound."""
    case = row_of(staff, case_id)
    who, _ = _staff(staff)
    row = case_queue.by_id(case_id)
    grounds = _grounds(vault, [case_id]).get(case_id, [])
    line = _line(row, grounds, who, now)
    author = None if line.is_nameless else case.about_id
    return CaseFile(line, tuple(grounds), author, case.post_id, case.closed_at, case.outcome)
