"""Boards and the threads on them: what is where, and what of it is new to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, ModelSelect, fn

from bbs.community import blocks
from bbs.community.members import Person
from bbs.errors import NotFound
from store.blocking import leave_out
from store.tables import Board, Member, Post, ReadMark, Thread


@dataclass(frozen=True)
class BoardLine:
    """A board in a list. `new` is the number of its threads with something new to the reader."""

    id: int
    slug: str
    title: str
    about: str
    guests_read: bool
    new: int = 0


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list. `new` counts posts that are new to the reader; `answered` says that somebody else wrote.

    `blocked` says that the reader blocks who began it: lists leave it out, at its address it can be opened.
    """

    id: int
    board: str
    board_title: str
    title: str
    note: str
    author: str
    latest_post: int
    latest_at: int
    new: int
    answered: bool
    blocked: bool = False


def readable(reader: Person | None) -> list[BoardLine]:
    """Return the boards somebody may read, in the operator's order. Guests see what was made public."""
    rows = Board.select().order_by(Board.position)
    if not can_read_all(reader):
        rows = rows.where(Board.guests_read)
    new = _threads_new_by_board(reader) if reader else {}
    return [BoardLine(b.id, b.slug, b.title, b.about, b.guests_read, new.get(b.id, 0)) for b in rows]


def can_read_all(reader: Person | None) -> bool:
    """Say whether somebody is a member who was let in: only they see what guests do not."""
    return reader is not None and not reader.is_waiting and not reader.is_declined


def get(reader: Person | None, slug: str) -> BoardLine:
    """Return one board; raises NotFound when there is none that the reader may know of."""
    row = Board.get_or_none(Board.slug == slug)
    if row is None or not (row.guests_read or can_read_all(reader)):
        raise NotFound
    return BoardLine(row.id, row.slug, row.title, row.about, row.guests_read)


def _news(reader: Person, *what: object) -> ModelSelect[Thread]:
    """Return a query over the posts that are new to a reader: `what` of each, joined with its thread and board.

    New is what others wrote since they joined and after what they saw, unless it was taken away, or is by somebody they
    block, or in a thread which such a one began. The mark comes before
    the posts, so that only posts after it are looked at; group or order by Thread.id to keep it so.
    """
    seen = fn.MAX(fn.COALESCE(ReadMark.post, 0), reader.floor_post)
    by_others = Post.author.is_null() | (Post.author != reader.id)
    rows = (
        Thread.select(*what)
        .join(ReadMark, JOIN.LEFT_OUTER, on=(ReadMark.thread == Thread.id) & (ReadMark.member == reader.id))
        .switch(Thread)
        .join(Post)
        .switch(Thread)
        .join(Board)
        .where(Thread.latest_post > seen, Post.id > seen, Post.removed_at.is_null(), by_others)
    )
    rows = leave_out(rows, reader.id, Post.author, Thread.author)
    return rows if can_read_all(reader) else rows.where(Board.guests_read)


def new_by_thread(reader: Person, among: list[int] | None = None) -> dict[int, int]:
    """Return how many posts are new to a reader, by thread: of all threads, or `among` some of them."""
    rows = _news(reader, Thread.id, fn.COUNT(Post.id)).group_by(Thread.id)
    pairs: Iterable[Any] = rows.tuples() if among is None else rows.where(Thread.id.in_(among)).tuples()
    return dict(pairs)


def new_posts(reader: Person, *, after: tuple[int, int], limit: int) -> list[int]:
    """Return the ids of posts new to a reader, oldest thread first; `after` is a (thread, post) to go on from."""
    thread_id, post_id = after
    rows = _news(reader, Post.id).where(Thread.id >= thread_id, (Thread.id > thread_id) | (Post.id > post_id))
    ids: Iterable[Any] = rows.order_by(Thread.id, Post.id).limit(limit).tuples()
    return [post for (post,) in ids]


def _threads_new_by_board(reader: Person) -> dict[int, int]:
    pairs: Iterable[Any] = _news(reader, Thread.board, fn.COUNT(fn.DISTINCT(Thread.id))).group_by(Thread.board).tuples()
    return dict(pairs)


THREADS_A_PAGE = 20


def threads(
    reader: Person | None, board: BoardLine, *, before: int = 0, limit: int = THREADS_A_PAGE
) -> list[ThreadLine]:
    """Return threads of a board, the latest written to first. `before` is a post id: only threads older than it.

    One of which nothing is left has no title, and is not listed.
    """
    rows = Thread.select(Thread, Member).join(Member, JOIN.LEFT_OUTER)
    rows = rows.where(Thread.board == board.id, Thread.title != "")
    rows = leave_out(rows, reader.id if reader else None, Thread.author)
    if before:
        rows = rows.where(Thread.latest_post < before)
    page = list(rows.order_by(Thread.latest_post.desc()).limit(limit))
    return _lines(reader, page, {board.id: board})


def thread(reader: Person | None, thread_id: int) -> ThreadLine:
    """Return one thread; raises NotFound when there is none that the reader may know of."""
    row = (
        Thread.select(Thread, Member, Board)
        .join(Member, JOIN.LEFT_OUTER)
        .switch(Thread)
        .join(Board)
        .where(Thread.id == thread_id)
        .first()
    )
    if row is None or not (row.board.guests_read or can_read_all(reader)):
        raise NotFound
    board = BoardLine(row.board.id, row.board.slug, row.board.title, row.board.about, row.board.guests_read)
    return _lines(reader, [row], {board.id: board})[0]


def _lines(reader: Person | None, rows: list[Thread], boards: dict[int, BoardLine]) -> list[ThreadLine]:
    new = new_by_thread(reader, [row.id for row in rows]) if reader else {}
    closed = blocks.closed_to(reader)
    lines = []
    for row in rows:
        others = Post.select().where(Post.thread == row.id, Post.removed_at.is_null())
        others = others.where((Post.author != row.author_id) | Post.author.is_null())
        latest = Post.select(Post.posted_at).where(Post.id == row.latest_post).scalar()
        lines.append(
            ThreadLine(
                id=row.id,
                board=boards[row.board_id].slug,
                board_title=boards[row.board_id].title,
                title=row.title,
                note=row.note,
                author=row.author.handle if row.author else "",
                latest_post=row.latest_post,
                latest_at=latest or row.started_at,
                new=new.get(row.id, 0),
                answered=leave_out(others, reader.id if reader else None, Post.author).exists(),
                blocked=row.author_id in closed,
            )
        )
    return lines
