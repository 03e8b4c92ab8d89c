"""The queue: the cases that wait for one of the staff, urgent first, then by age; and one of them with its reports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from peewee import JOIN, ModelSelect

from bbs.community.members import Person
from store.case_rows import row_of, seen_by
from store.sealed import opened
from store.tables import Case, Member, Report
from store.vault import Vault

CLAIM_SECONDS: Final = 2 * 3600
"""For how long who took a case has it: then it is anybody's again, because they may have been called away."""
COUNTED: Final = 200
"""Cases that are counted; beyond, it is said that there are more."""


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
    """A case in the queue: `about` is a handle or the word of a nameless author, `place` the title of where it is."""

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


def _waiting(rows: ModelSelect[Case], now: int) -> ModelSelect[Case]:
    awake = Case.snoozed_until.is_null() | (Case.snoozed_until <= now)
    return rows.where(Case.closed_at.is_null(), awake)


def queue(vault: Vault, staff: Person | None, *, now: int, skip: int = 0, limit: int = 100) -> list[CaseLine]:
    """Return what waits for one of the staff, urgent first, then by age. Raises NotFound for anybody else."""
    rows = _waiting(seen_by(staff), now).order_by(Case.rank, Case.opened_at, Case.id)
    return _lines(vault, list(rows.offset(skip).limit(limit)), staff, now)


def passed_on(vault: Vault, staff: Person | None, *, now: int) -> list[CaseLine]:
    """Return the open cases that one asked somebody else to take. Raises NotFound for all but the staff."""
    rows = seen_by(staff, passed=True).where(Case.closed_at.is_null()).order_by(Case.rank, Case.opened_at)
    return _lines(vault, list(rows.limit(100)), staff, now)


def count(staff: Person | None, *, now: int) -> QueueCount:
    """Count what waits for one of the staff. Raises NotFound for anybody else."""
    some = _waiting(seen_by(staff), now).select(Case.rank, Case.opened_at)
    found = [(row.rank, row.opened_at) for row in some.order_by(Case.rank, Case.opened_at).limit(COUNTED + 1)]
    urgent = sum(1 for rank, _ in found if rank == Rank.URGENT.value)
    oldest = min((opened_at for _, opened_at in found), default=None)
    return QueueCount(min(len(found), COUNTED), urgent, oldest, more=len(found) > COUNTED)


def _grounds(vault: Vault, case_ids: list[int]) -> dict[int, list[Ground]]:
    grounds: dict[int, list[Ground]] = {}
    rows = Report.select(Report, Member).join(Member, JOIN.LEFT_OUTER, on=(Report.by == Member.id), attr="by")
    for row in rows.where(Report.case.in_(case_ids)).order_by(Report.id):
        said = json.loads(opened(vault, row) or "{}")
        ground = Ground(
            said.get("reason", ""),
            said.get("words", ""),
            said.get("rule", ""),
            row.by.handle if row.by else "",
            row.by_software,
            row.made_at,
        )
        grounds.setdefault(row.case_id, []).append(ground)
    return grounds


def _lines(vault: Vault, rows: list[Case], staff: Person | None, now: int) -> list[CaseLine]:
    grounds = _grounds(vault, [row.id for row in rows])
    return [_line(row, grounds.get(row.id, []), staff, now) for row in rows]


def _line(row: Case, grounds: list[Ground], staff: Person | None, now: int) -> CaseLine:
    nameless = row.post.nameless if row.post_id and row.post else ""
    holder = row.claimed_by if row.claimed_at is not None and row.claimed_at > now - CLAIM_SECONDS else None
    board_title = row.board.title if row.board_id and row.board else ""
    title = row.post.thread.title if row.post_id and row.post and row.post.thread else ""
    return CaseLine(
        id=row.id,
        target=row.target,
        about=nameless or (row.about.handle if row.about else ""),
        is_nameless=bool(nameless),
        reasons=tuple(dict.fromkeys(ground.reason for ground in grounds)),
        rank=Rank(row.rank),
        opened_at=row.opened_at,
        claimed_by=holder.handle if holder else "",
        is_mine=holder is not None and staff is not None and holder.id == staff.id,
        version=row.version,
        place=title or board_title,
        board=row.board_id,
    )


def read(vault: Vault, staff: Person | None, case_id: int, *, now: int) -> CaseFile:
    """Return a case, open or closed, that one of the staff may see. Raises NotFound."""
    row = row_of(staff, case_id)
    grounds = _grounds(vault, [row.id]).get(row.id, [])
    line = _line(row, grounds, staff, now)
    author = None if line.is_nameless else row.about_id
    return CaseFile(line, tuple(grounds), author, row.post_id, row.closed_at, row.outcome)
