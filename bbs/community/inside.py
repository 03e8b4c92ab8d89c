"""Where one may write: in a support group who is in it, on no board that was put away, in no thread that is closed."""

from __future__ import annotations

from typing import Any

from peewee import SQL, ModelSelect

from bbs.community.boards import BoardLine
from bbs.community.members import Person
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.prepared import first_of, prepared
from store.sight import is_inside, is_readable
from store.tables import Board, GroupMember, SupportGroup, TendedThread, Thread

NOT_INSIDE = N_("That group's members write there. Join it first: go groups/{slug}. What you wrote is kept as a draft.")
PUT_AWAY = N_("This board was put away: what stands there is read, and nobody writes there any more.")
GROUP_CLOSED = N_("This group is closed now: it can be read, and nobody writes there any more.")
THREAD_CLOSED = N_("This thread is closed: its facilitators ask for no more replies. You can start another thread.")


def may_start(author: Person, board: Board | BoardLine) -> None:
    """Raise Refusal for who is not in the group that a board is, and where a group was closed, a board put away."""
    is_open(board.put_away_at)
    if not board.group_for:
        return
    if not _is_in(author.id, board.slug):
        raise Refusal(NOT_INSIDE, slug=board.slug)
    closed = SupportGroup.select().join(Board).where(Board.slug == board.slug, SupportGroup.closed_at.is_null(False))
    if closed.exists():
        raise Refusal(GROUP_CLOSED)


def is_open(put_away_at: int | None) -> None:
    """Raise Refusal where a board was put away, at this time."""
    if put_away_at is not None:
        raise Refusal(PUT_AWAY)


def may_answer(author: Person, thread_id: int) -> None:
    """Raise NotFound for a thread they may not know of, Refusal where they, or anybody, cannot answer."""
    board = _board_of(author, thread_id)
    may_start(author, board)
    if _closed(thread_id):
        raise Refusal(THREAD_CLOSED)


@prepared
def _closed(thread: Any) -> ModelSelect[TendedThread]:
    return TendedThread.select(SQL("1")).where(TendedThread.thread == thread, TendedThread.closed_at.is_null(False))


def may_read(reader: Person | None, thread_id: int) -> None:
    """Raise NotFound for a thread that somebody may not know of."""
    _board_of(reader, thread_id)


def _board_of(reader: Person | None, thread_id: int) -> Board:
    reads_all = reader is not None and reader.reads_all
    found = first_of(Board, _read_on(reader.id if reader else 0, thread_id, reads_all=reads_all))
    if found is None:
        raise NotFound
    return found


@prepared
def _read_on(member: Any, thread: Any, *, reads_all: bool) -> ModelSelect[Board]:
    return Board.select().join(Thread).where(Thread.id == thread, is_readable(member, reads_all=reads_all)).limit(1)


def is_in(person: Person | None, slug: str) -> bool:
    """Say whether somebody is in the group with this name."""
    return person is not None and person.reads_all and _is_in(person.id, slug)


def _is_in(member_id: int, slug: str) -> bool:
    return bool(_inside(member_id, slug))


@prepared
def _inside(member: Any, slug: Any) -> ModelSelect[Board]:
    return Board.select(SQL("1")).where(Board.slug == slug, is_inside(member))


def facilitates(person: Person | None, board_id: int) -> bool:
    """Say whether somebody looks after a group."""
    return person is not None and person.reads_all and bool(_facilitates(person.id, board_id))


@prepared
def _facilitates(member: Any, board: Any) -> ModelSelect[GroupMember]:
    mine = (GroupMember.member == member, GroupMember.board == board, GroupMember.joined_at.is_null(False))
    return GroupMember.select(SQL("1")).where(*mine, GroupMember.facilitator_at.is_null(False))
