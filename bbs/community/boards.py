"""Boards and the threads on them: what is where, and what of it is new to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, SQL, Case, ModelSelect, Value, fn

from bbs.community import tags, unread
from bbs.community.members import Person
from bbs.community.unread import Fresh
from bbs.errors import NotFound
from store.blocking import blocked_by, leave_out
from store.tables import Board, Member, Post, Thread
from store.tagged import threads_tagged
from store.unseen import count_in_thread, eyes_of, with_mark


@dataclass(frozen=True)
class BoardLine:
    """A board in a list. `new` is the number of its threads with something new to the reader.

    It is one more than unread.THREADS_COUNTED where there are more than that.
    `nameless` says that members may write there without their names.
    """

    id: int
    slug: str
    title: str
    about: str
    guests_read: bool
    new: int = 0
    nameless: bool = True


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list. `answered` says that somebody else wrote.

    `new` counts posts that are new to the reader, and is one more than unread.POSTS_COUNTED where there are more.
    `blocked` says that the reader blocks who began it: lists leave it out, at its address it can be opened.
    `wish` is what its author wishes of answers, `mine` whether that is the reader. Of a thread that was begun without a
    name `nameless` has the word for its author, and `author` is "".
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
    nameless: str = ""
    wish: str = ""
    tags: tuple[str, ...] = ()
    mine: bool = False


def readable(reader: Person | None, fresh: Fresh | None = None) -> list[BoardLine]:
    """Return the boards somebody may read, in the operator's order. Guests see what was made public.

    `fresh` is what is new to them, if that was looked up already.
    """
    rows = Board.select().order_by(Board.position)
    if not can_read_all(reader):
        rows = rows.where(Board.guests_read)
    if fresh is None and reader is not None:
        fresh = unread.threads_with_news(reader)
    new = {board: len(threads) for board, threads in fresh.by_board.items()} if fresh else {}
    return [_board_line(row, new.get(row.id, 0)) for row in rows]


def _board_line(row: Board, new: int = 0) -> BoardLine:
    return BoardLine(row.id, row.slug, row.title, row.about, row.guests_read, new, row.nameless)


def can_read_all(reader: Person | None) -> bool:
    """Say whether somebody is a member who was let in: only they see what guests do not."""
    return reader is not None and reader.reads_all


def get(reader: Person | None, slug: str) -> BoardLine:
    """Return one board; raises NotFound when there is none that the reader may know of."""
    row = Board.get_or_none(Board.slug == slug)
    if row is None or not (row.guests_read or can_read_all(reader)):
        raise NotFound
    return _board_line(row)


THREADS_A_PAGE = 20


def threads(
    reader: Person | None, board: BoardLine, *, before: int = 0, tag: str = "", limit: int = THREADS_A_PAGE
) -> list[ThreadLine]:
    """Return threads of a board, the latest written to first. `before` is a post id: only threads older than it.

    `tag` narrows them to those that have it.

    One of which nothing is left has no title, and is not listed.
    """
    rows = _lines(reader).where(Thread.board == board.id, Thread.title != "")
    rows = leave_out(rows, reader.id if reader else None, Thread.author)
    if before:
        rows = rows.where(Thread.latest_post < before)
    if tag:
        rows = rows.where(Thread.id.in_(threads_tagged(tag, board.slug)))
    page = list(rows.order_by(Thread.latest_post.desc()).limit(limit).namedtuples())
    tagged = tags.of_threads(row.id for row in page)
    return [_line(row, tagged.get(row.id, ())) for row in page]


def thread(reader: Person | None, thread_id: int) -> ThreadLine:
    """Return one thread; raises NotFound when there is none that the reader may know of."""
    rows = _lines(reader).where(Thread.id == thread_id)
    row = (rows if can_read_all(reader) else rows.where(Board.guests_read)).namedtuples().first()
    if row is None:
        raise NotFound
    return _line(row, tags.of_threads([row.id]).get(row.id, ()))


def has_thread(reader: Person | None, thread_id: int) -> None:
    """Raise NotFound as `thread` does, without looking up what is said of it in a list."""
    board = Board.select(Board.guests_read).join(Thread).where(Thread.id == thread_id).first()
    if board is None or not (board.guests_read or can_read_all(reader)):
        raise NotFound


def _lines(reader: Person | None) -> ModelSelect[Thread]:
    """Return a query over what ThreadLines say. What is counted is asked only of threads that are shown."""
    eyes = eyes_of(reader.id, reader.floor_post, reads_all=reader.reads_all) if reader else None
    latest = Post.alias("latest")
    others = Post.select(SQL("1")).where(Post.thread == Thread.id, Post.removed_at.is_null(), _by_somebody_else())
    others = leave_out(others, reader.id if reader else None, Post.author)
    is_named = Thread.nameless == ""
    is_blocked = Thread.author.in_(blocked_by(reader.id, staff_too=False)) & is_named if reader else Value(0)
    rows = Thread.select(
        Thread.id,
        Board.slug.alias("board"),
        Board.title.alias("board_title"),
        Thread.title,
        Thread.note,
        Case(None, [(is_named, fn.COALESCE(Member.handle, ""))], "").alias("author"),
        Thread.latest_post,
        fn.COALESCE(latest.posted_at, Thread.started_at).alias("latest_at"),
        (count_in_thread(eyes, unread.POSTS_COUNTED + 1) if eyes else Value(0)).alias("new"),
        fn.EXISTS(others).alias("answered"),
        fn.COALESCE(is_blocked, 0).alias("blocked"),
        Thread.nameless,
        Thread.wish,
        fn.COALESCE(Thread.author == reader.id if reader else Value(0), 0).alias("mine"),
    )
    rows = rows.join(Board).switch(Thread).join(Member, JOIN.LEFT_OUTER).switch(Thread)
    rows = rows.join(latest, JOIN.LEFT_OUTER, on=(latest.id == Thread.latest_post)).switch(Thread)
    return with_mark(rows, eyes) if eyes else rows


def _by_somebody_else() -> Any:
    """Return the condition for posts by others than who began a thread, as readers see it.

    Who writes with and without their name are two people there, or their waiting thread would say that they are one.
    """
    by_another = (Post.author != Thread.author) | Post.author.is_null()
    return (Post.nameless != Thread.nameless) | ((Thread.nameless == "") & by_another)


def _line(row: Any, tagged: tuple[str, ...]) -> ThreadLine:
    states = {name: bool(getattr(row, name)) for name in ("answered", "blocked", "mine")}
    return ThreadLine(**{**row._asdict(), **states, "tags": tagged})
