"""Cases in the order in which they wait, as rows: which of them somebody of the staff may see is said in case_rows.py.

Asked with every page of the desk, so it is put into SQL once, and answered out of the index of what waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final, NamedTuple

from peewee import JOIN, SQL, EnclosedNodeList, ModelSelect, NodeList, fn
from peewee import Case as Choice

from store.case_rows import apart
from store.prepared import among, numbers, prepared
from store.tables import Board, Case, CasePass, Member, Post, Thread
from store.tables.board import INSIDE


class Which(StrEnum):
    """Which of the cases are listed."""

    ALL = "all"
    URGENT = "urgent"
    MINE = "mine"
    PASSED = "passed"
    LATER = "later"
    CLOSED = "closed"


class Place(NamedTuple):
    """Where a case stands among all that wait."""

    rank: int
    opened_at: int
    id: int


class CaseRow(NamedTuple):
    """A case, whom it is about, who has it and where it happened; None stands for what is not there."""

    id: int
    target: str
    rank: int
    opened_at: int
    version: int
    claimed_at: int | None
    claimed_by: int | None
    holder: str | None
    about: int | None
    handle: str | None
    nameless: str | None
    title: str | None
    board: int | None
    board_title: str | None
    closed_at: int | None
    outcome: str
    snoozed_until: int | None
    urgent_at: int | None


FIRST: Final = Place(-1, 0, 0)
"""Before everything."""
END: Final = 2**62
"""After every moment."""

_Holder, _About = Member.alias("holder"), Member.alias("about")
_TITLE = Choice(None, [(Board.group_for != INSIDE, Thread.title)])
"""What a thread is called; in a members-only group that is for its members, until somebody says why they look."""
_COLUMNS: Final = (
    *(Case.id, Case.target, Case.rank, Case.opened_at, Case.version, Case.claimed_at, Case.claimed_by),
    *(_Holder.handle, Case.about, _About.handle, Post.nameless, _TITLE, Case.board, Board.title),
    *(Case.closed_at, Case.outcome, Case.snoozed_until, Case.urgent_at),
)
"""In the order of CaseRow."""


def _with_all() -> ModelSelect[Case]:
    rows = Case.select(*_COLUMNS).join(_About, JOIN.LEFT_OUTER, on=(Case.about == _About.id)).switch(Case)
    rows = rows.join(_Holder, JOIN.LEFT_OUTER, on=(Case.claimed_by == _Holder.id)).switch(Case)
    rows = rows.join(Post, JOIN.LEFT_OUTER, on=(Case.post == Post.id))
    rows = rows.join(Thread, JOIN.LEFT_OUTER, on=(Post.thread == Thread.id)).switch(Case)
    return rows.join(Board, JOIN.LEFT_OUTER, on=(Case.board == Board.id))


def _for(staff: Any, *, operator: bool, passed: bool = False) -> list[Any]:
    """Return the conditions under which a case is in the list of one of the staff."""
    theirs = CasePass.select(SQL("1")).where(CasePass.case == Case.id, CasePass.by == staff)
    mine = Case.id.in_(CasePass.select(CasePass.case).where(CasePass.by == staff))
    return [mine if passed else ~fn.EXISTS(theirs), *apart(staff, is_operator=operator)]


def _order(*, passed: bool = False) -> tuple[Any, ...]:
    """Return what cases are ordered by. Of what one passed on there is little: it is not looked for in the index."""
    return (NodeList((SQL("+"), Case.rank), glue="") if passed else Case.rank, Case.opened_at, Case.id)


def _beyond(sign: str, rank: Any, opened_at: Any, case: Any, *, passed: bool = False) -> NodeList:
    here, there = (EnclosedNodeList(parts) for parts in (_order(passed=passed), (rank, opened_at, case)))
    return NodeList((here, SQL(sign), there))


def _only(which: Which, staff: Any, now: Any, stale: Any) -> list[Any]:
    """Return the conditions of a part of what is open."""
    awake = Case.snoozed_until.is_null() | (Case.snoozed_until <= now)
    return {
        Which.ALL: [awake],
        Which.URGENT: [awake, Case.rank == 0],
        Which.MINE: [Case.claimed_by == staff, Case.claimed_at > stale],
        Which.PASSED: [],
        Which.LATER: [Case.snoozed_until > now],
    }[which]


@prepared
def _open(
    staff: Any,
    now: Any,
    stale: Any,
    rank: Any,
    opened_at: Any,
    case: Any,
    limit: Any,
    *,
    operator: bool,
    which: Which,
) -> ModelSelect[Case]:
    only = _only(which, staff, now, stale)
    passed = which is Which.PASSED
    rows = _with_all().where(Case.closed_at.is_null(), _beyond(">", rank, opened_at, case, passed=passed), *only)
    rows = rows.where(*_for(staff, operator=operator, passed=passed))
    return rows.order_by(*_order(passed=passed)).limit(limit)


@prepared
def _closed(staff: Any, closed_at: Any, case: Any, limit: Any, *, operator: bool) -> ModelSelect[Case]:
    here, there = (EnclosedNodeList(parts) for parts in ((Case.closed_at, Case.id), (closed_at, case)))
    rows = _with_all().where(Case.closed_at.is_null(False), NodeList((here, SQL("<"), there)))
    rows = rows.where(*apart(staff, is_operator=operator))
    return rows.order_by(Case.closed_at.desc(), Case.id.desc()).limit(limit)


@prepared
def _beside(
    staff: Any,
    now: Any,
    stale: Any,
    rank: Any,
    opened_at: Any,
    case: Any,
    *,
    operator: bool,
    which: Which,
    back: bool,
) -> ModelSelect[Case]:
    """Return the one next to a place that nobody else has taken, after it or, with `back`, before it."""
    nobodys = Case.claimed_by.is_null() | Case.claimed_at.is_null() | (Case.claimed_at <= stale)
    free = nobodys | (Case.claimed_by == staff)
    passed, sign = which is Which.PASSED, "<" if back else ">"
    rows = _with_all().where(Case.closed_at.is_null(), _beyond(sign, rank, opened_at, case, passed=passed))
    rows = rows.where(*_only(which, staff, now, stale), free, *_for(staff, operator=operator, passed=passed))
    order = _order(passed=passed)
    return rows.order_by(*(part.desc() if back else part for part in order)).limit(1)


@prepared
def _beside_closed(staff: Any, closed_at: Any, case: Any, *, operator: bool, back: bool) -> ModelSelect[Case]:
    """Return what was closed before a moment or, with `back`, after it."""
    here, there = (EnclosedNodeList(parts) for parts in ((Case.closed_at, Case.id), (closed_at, case)))
    rows = _with_all().where(Case.closed_at.is_null(False), NodeList((here, SQL(">" if back else "<"), there)))
    newest_first = (Case.closed_at.desc(), Case.id.desc())
    rows = rows.where(*apart(staff, is_operator=operator))
    return rows.order_by(*((Case.closed_at, Case.id) if back else newest_first)).limit(1)


@prepared
def _counted(staff: Any, now: Any, most: Any, *, operator: bool) -> ModelSelect[Case]:
    awake = Case.snoozed_until.is_null() | (Case.snoozed_until <= now)
    rows = Case.select(Case.rank, Case.opened_at).where(Case.closed_at.is_null(), awake)
    return rows.where(*_for(staff, operator=operator)).order_by(Case.rank, Case.opened_at).limit(most)


@prepared
def _seen_among(staff: Any, ids: Any, *, operator: bool) -> ModelSelect[Case]:
    rows = Case.select(Case.id).where(Case.id.in_(among(ids)), Case.closed_at.is_null())
    return rows.where(*_for(staff, operator=operator))


def waiting(
    staff: int, which: Which, *, operator: bool, now: int, stale: int, after: Place = FIRST, limit: int
) -> list[CaseRow]:
    """Return open cases of a kind, urgent first, then by age, from behind a place on. `stale` is when taking ends."""
    rows = _open(staff, now, stale, *after, limit, operator=operator, which=which)
    return [CaseRow(*row) for row in rows]


def closed(staff: int, *, operator: bool, before: tuple[int, int] = (END, END), limit: int) -> list[CaseRow]:
    """Return what was closed last, the newest first, from before a moment and a case on."""
    return [CaseRow(*row) for row in _closed(staff, *before, limit, operator=operator)]


def beside(
    staff: int, place: Place, which: Which, *, operator: bool, now: int, stale: int, back: bool = False
) -> CaseRow | None:
    """Return the open case of a kind after a place, or before it; what somebody else has taken is passed over."""
    found = _beside(staff, now, stale, *place, operator=operator, which=which, back=back)
    return CaseRow(*found[0]) if found else None


def beside_closed(staff: int, place: Place, *, operator: bool, back: bool = False) -> CaseRow | None:
    """Return what was closed before a place, or after it; at FIRST begins what was closed last."""
    since, case = (END, END) if place == FIRST else (place.opened_at, place.id)
    found = _beside_closed(staff, since, case, operator=operator, back=back)
    return CaseRow(*found[0]) if found else None


def counted(staff: int, *, operator: bool, now: int, most: int) -> list[tuple[int, int]]:
    """Return rank and age of what waits, so many at most."""
    return [(rank, opened_at) for rank, opened_at in _counted(staff, now, most, operator=operator)]


def seen_among(staff: int, ids: Iterable[int], *, operator: bool) -> set[int]:
    """Return those of some cases that wait for one of the staff."""
    return {case for (case,) in _seen_among(staff, numbers(ids), operator=operator)}


@prepared
def _one(case: Any) -> ModelSelect[Case]:
    return _with_all().where(Case.id == case)


def by_id(case: int) -> CaseRow:
    """Return a case that is known to be one that they may see (case_rows.row_of)."""
    return CaseRow(*_one(case)[0])


@prepared
def _urgent_about(members: Any, but: Any) -> ModelSelect[Case]:
    """Leave out posts without a name: whose they are would be told by it."""
    rows = Case.select(Case.id, Case.about, Case.urgent_at).join(Post, JOIN.LEFT_OUTER, on=(Case.post == Post.id))
    named = Post.nameless.is_null() | (Post.nameless == "")
    return rows.where(Case.about.in_(among(members)), Case.closed_at.is_null(), Case.rank == 0, Case.id != but, named)


def urgent_about(members: Iterable[int], *, but: int = 0) -> list[tuple[int, int, int | None]]:
    """Return what is urgent and open about some members, whoever may see it, `but` the case they look at.

    Of each the case, whom it is about, and since when it is urgent.
    """
    return [(case, about, at) for case, about, at in _urgent_about(numbers(members), but)]
