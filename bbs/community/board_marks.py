"""How far somebody went through the threads of each board, and what they left unread there: for unread.py."""

from __future__ import annotations

from typing import Any

from peewee import ModelInsert, ModelSelect

from store.prepared import prepared
from store.tables import BoardMark, LeftUnread, Thread


def gone_to(member: int, board: int) -> int | None:
    """Return up to which latest post of its threads they went through a board; None where they did not begin."""
    return next((post for (post,) in _mark(member, board)), None)


@prepared
def _mark(member: Any, board: Any) -> ModelSelect[BoardMark]:
    return BoardMark.select(BoardMark.post).where(BoardMark.member == member, BoardMark.board == board)


def go_to(member: int, board: int, post: int) -> None:
    """Note how far they have gone now."""
    _set_mark(member, board, post)


@prepared
def _set_mark(member: Any, board: Any, post: Any) -> ModelInsert:
    new = BoardMark.insert(member=member, board=board, post=post)
    return new.on_conflict(conflict_target=[BoardMark.member, BoardMark.board], update={BoardMark.post: post})


def left_on(member: int, board: int) -> set[int]:
    """Return the threads of a board that they left unread."""
    return {thread for (thread,) in _left_on(member, board)}


@prepared
def _left_on(member: Any, board: Any) -> ModelSelect[LeftUnread]:
    rows = LeftUnread.select(LeftUnread.thread).join(Thread)
    return rows.where(LeftUnread.member == member, Thread.board == board)


def left(member: int) -> list[int]:
    """Return the threads of all boards that they left unread."""
    return [thread for (thread,) in _left(member)]


@prepared
def _left(member: Any) -> ModelSelect[LeftUnread]:
    return LeftUnread.select(LeftUnread.thread).where(LeftUnread.member == member)


def leave(member: int, *threads: int) -> None:
    """Note that they leave threads unread."""
    if threads:
        LeftUnread.insert_many([{"member": member, "thread": each} for each in threads]).on_conflict_ignore().execute()


def leave_no_more(member: int, thread: int) -> None:
    """Note that there is nothing unread in a thread."""
    LeftUnread.delete().where(LeftUnread.member == member, LeftUnread.thread == thread).execute()
