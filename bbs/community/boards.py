"""Boards and the threads on them: what is where, and what of it is new to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from peewee import JOIN, SQL, ModelSelect, Value, fn

from bbs.community import tags, unread
from bbs.community.members import Person
from bbs.community.unread import Fresh
from bbs.errors import NotFound
from store.blocking import without
from store.prepared import prepared
from store.sight import Sight, is_readable, sight_of
from store.tables import Board, Member, Post, Thread
from store.tables.board import INSIDE
from store.tagged import threads_tagged
from store.unseen import Eyes, count_in_thread, eyes_of, with_mark


@dataclass(frozen=True)
class BoardLine:
    """A board in a list. `new` is the number of its threads with something new to the reader.

    It is one more than unread.THREADS_COUNTED where there are more than that.
    `nameless` says that members may write there without their names. `group_for` is "" for a board, else who reads the
    threads of the support group that it is (store/tables/board.py). `put_away_at` is since when it is in no list and
    nobody writes there, None for one where one does.
    """

    id: int
    slug: str
    title: str
    about: str
    guests_read: bool
    new: int = 0
    nameless: bool = True
    group_for: str = ""
    put_away_at: int | None = None

    @property
    def is_inside_only(self) -> bool:
        """Whether it is a support group whose threads nobody reads who is not in it."""
        return self.group_for == INSIDE


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

    Support groups are not among them: groups.py lists those; nor is what was put away. `fresh` is what is new to them,
    if that was looked up.
    """
    rows = _all(reads_all=can_read_all(reader))
    if fresh is None and reader is not None:
        fresh = unread.threads_with_news(reader)
    new = {board: len(threads) for board, threads in fresh.by_board.items()} if fresh else {}
    return [_board_line(*row, new=new.get(row[0], 0)) for row in rows]


_BOARD: Final = (
    *(Board.id, Board.slug, Board.title, Board.about),
    *(Board.guests_read, Board.nameless, Board.group_for, Board.put_away_at),
)


@prepared
def _all(*, reads_all: bool) -> ModelSelect[Board]:
    rows = Board.select(*_BOARD).where(Board.group_for == "", Board.put_away_at.is_null()).order_by(Board.position)
    return rows if reads_all else rows.where(Board.guests_read)


@prepared
def _named(slug: Any, reader: Any, *, reads_all: bool) -> ModelSelect[Board]:
    return Board.select(*_BOARD).where(Board.slug == slug, is_readable(reader, reads_all=reads_all))


def _board_line(
    board_id: int,
    slug: str,
    title: str,
    about: str,
    guests_read: int,
    nameless: int,
    group_for: str,
    put_away_at: int | None,
    *,
    new: int = 0,
) -> BoardLine:
    return BoardLine(board_id, slug, title, about, bool(guests_read), new, bool(nameless), group_for, put_away_at)


def whole_list() -> list[BoardLine]:
    """Return all boards in the operator's order, and last those that were put away."""
    return [*(_board_line(*row) for row in _all(reads_all=True)), *put_away()]


def put_away() -> list[BoardLine]:
    """Return the boards that were put away, in the operator's order."""
    gone = (Board.group_for == "", Board.put_away_at.is_null(False))
    rows = Board.select(*_BOARD).where(*gone).order_by(Board.position)
    found: Iterable[Any] = rows.tuples()
    return [_board_line(*row) for row in found]


def can_read_all(reader: Person | None) -> bool:
    """Say whether somebody is a member who was let in: only they see what guests do not."""
    return reader is not None and reader.reads_all


def get(reader: Person | None, slug: str) -> BoardLine:
    """Return one board or support group; raises NotFound when there is none whose threads the reader may read."""
    found = _named(slug, reader.id if reader else 0, reads_all=can_read_all(reader))
    if not found:
        raise NotFound
    return _board_line(*found[0])


THREADS_A_PAGE = 20


def threads(
    reader: Person | None, board: BoardLine, *, before: int = 0, tag: str = "", limit: int = THREADS_A_PAGE
) -> list[ThreadLine]:
    """Return threads of a board, the latest written to first. `before` is a post id: only threads older than it.

    `tag` narrows them to those that have it.

    One of which nothing is left has no title, and is not listed.
    """
    own, guest = _eyes(reader), reader is None
    asked = (board.id, before or EVERY_POST, limit, tag, board.slug)
    page = [_Row(*row) for row in _on_board(*_who(own), *asked, sight=own.sight, guest=guest, tagged=bool(tag))]
    tagged = tags.of_threads(row.id for row in page)
    return [_line(own, row, tagged.get(row.id, ())) for row in page]


def thread(reader: Person | None, thread_id: int) -> ThreadLine:
    """Return one thread; raises NotFound when there is none that the reader may know of."""
    own = _eyes(reader)
    found = _one(*_who(own), thread_id, sight=own.sight, guest=reader is None)
    if not found:
        raise NotFound
    return _line(own, _Row(*found[0]), tags.of_threads([thread_id]).get(thread_id, ()))


EVERY_POST: Final = 2**62
"""An id that no post reaches."""


def _eyes(reader: Person | None) -> Eyes:
    return eyes_of(reader) if reader else Eyes(0, 0, sight_of(None))


def _who(eyes: Eyes) -> tuple[int, int, int]:
    """Return who asks, their floor, and how many new posts of a thread are counted."""
    return eyes.member, eyes.floor, unread.POSTS_COUNTED + 1


class _Row(NamedTuple):
    """What is asked of a thread in a list."""

    id: int
    board: str
    board_title: str
    title: str
    note: str
    author_id: int | None
    author: str
    latest_post: int
    latest_at: int
    new: int
    answered: int
    nameless: str
    wish: str


def _lines(eyes: Eyes, counted: Any, *, guest: bool) -> ModelSelect[Thread]:
    """Return a query for _Rows. What is counted is asked only of threads that are shown; to a guest nothing is new."""
    latest = Post.alias("latest")
    others = Post.select(SQL("1")).where(Post.thread == Thread.id, Post.removed_at.is_null(), _by_somebody_else())
    rows = Thread.select(
        Thread.id,
        Board.slug,
        Board.title,
        Thread.title,
        Thread.note,
        Thread.author,
        fn.COALESCE(Member.handle, ""),
        Thread.latest_post,
        fn.COALESCE(latest.posted_at, Thread.started_at),
        Value(0) if guest else count_in_thread(eyes, counted),
        fn.EXISTS(without(others, eyes.sight.closed, Post.author)),
        Thread.nameless,
        Thread.wish,
    )
    rows = rows.join(Board).switch(Thread)
    rows = rows.join(Member, JOIN.LEFT_OUTER, on=(Thread.author == Member.id) & Member.left_at.is_null()).switch(Thread)
    rows = rows.join(latest, JOIN.LEFT_OUTER, on=(latest.id == Thread.latest_post)).switch(Thread)
    return rows if guest else with_mark(rows, eyes)


@prepared
def _on_board(
    member: Any,
    floor: Any,
    counted: Any,
    board: Any,
    before: Any,
    most: Any,
    tag: Any,
    slug: Any,
    *,
    sight: Sight,
    guest: bool,
    tagged: bool,
) -> ModelSelect[Thread]:
    rows = _lines(Eyes(member, floor, sight), counted, guest=guest).where(Thread.board == board, Thread.title != "")
    rows = without(rows, sight.closed, Thread.author).where(Thread.latest_post < before)
    if tagged:
        rows = rows.where(Thread.id.in_(threads_tagged(tag, slug)))
    return rows.order_by(Thread.latest_post.desc()).limit(most)


@prepared
def _one(member: Any, floor: Any, counted: Any, thread: Any, *, sight: Sight, guest: bool) -> ModelSelect[Thread]:
    rows = _lines(Eyes(member, floor, sight), counted, guest=guest).where(Thread.id == thread)
    return sight.readable(rows, member)


def _by_somebody_else() -> Any:
    """Return the condition for posts by others than who began a thread, as readers see it.

    Who writes with and without their name are two people there, or their waiting thread would say that they are one.
    What the house begins, it does not answer.
    """
    by_another = (Post.author != Thread.author) | Post.author.is_null()
    return ~Post.by_house & ((Post.nameless != Thread.nameless) | ((Thread.nameless == "") & by_another))


def _line(eyes: Eyes, row: _Row, tagged: tuple[str, ...]) -> ThreadLine:
    named, theirs = not row.nameless, row.author_id is not None
    return ThreadLine(
        id=row.id,
        board=row.board,
        board_title=row.board_title,
        title=row.title,
        note=row.note,
        author=row.author if named else "",
        latest_post=row.latest_post,
        latest_at=row.latest_at,
        new=row.new,
        answered=bool(row.answered),
        blocked=named and row.author_id in eyes.sight.closed,
        nameless=row.nameless,
        wish=row.wish,
        tags=tagged,
        mine=theirs and row.author_id == eyes.member,
    )
