"""Posts with all that a reader is told of them, by their ids or by their places in a thread: asked with every page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from peewee import JOIN, ModelSelect

from store.prepared import among, numbers, prepared
from store.sight import is_readable
from store.tables import Board, FoldedPost, Member, Post, Thread


class PostRow(NamedTuple):
    """A post, where it stands, its author, what it answers, what is covered, why it is folded; None is for nothing."""

    id: int
    author_id: int | None
    by_house: int
    text: str
    note: str
    posted_at: int
    removed_at: int | None
    removed_by_id: int | None
    edited_at: int | None
    nameless: str
    number: int
    closed_at: int | None
    remark: str
    thread: int
    title: str
    thread_note: str
    begun_by: int | None
    begun_nameless: str
    board_id: int
    board: str
    board_title: str
    handle: str | None
    role: str | None
    answers: int | None
    answered_by: int | None
    answered_house: int | None
    answered_nameless: str | None
    answered_handle: str | None
    covered: str
    folded: str | None


_answered, _answered_author = Post.alias("answered"), Member.alias("answered_author")
_COLUMNS: Final = (
    *(Post.id, Post.author, Post.by_house, Post.text, Post.note, Post.posted_at, Post.removed_at, Post.removed_by),
    *(Post.edited_at, Post.nameless, Post.number, Post.closed_at, Post.remark),
    *(Thread.id, Thread.title, Thread.note, Thread.author, Thread.nameless),
    *(Board.id, Board.slug, Board.title),
    *(Member.handle, Member.role),
    *(_answered.id, _answered.author, _answered.by_house, _answered.nameless, _answered_author.handle),
    Post.covered,
    FoldedPost.reason,
)
"""In the order of PostRow."""


def _whole() -> ModelSelect[Post]:
    """Return a query over all posts. Who left has no name any more, though they may return."""
    rows = Post.select(*_COLUMNS).join(Thread).join(Board).switch(Post)
    rows = rows.join(Member, JOIN.LEFT_OUTER, on=(Post.author == Member.id) & Member.left_at.is_null()).switch(Post)
    rows = rows.join(FoldedPost, JOIN.LEFT_OUTER, on=(FoldedPost.post == Post.id)).switch(Post)
    rows = rows.join(_answered, JOIN.LEFT_OUTER, on=(Post.reply_to == _answered.id))
    return rows.join(
        _answered_author,
        JOIN.LEFT_OUTER,
        on=(_answered.author == _answered_author.id) & _answered_author.left_at.is_null(),
    )


def _visible(reader: Any, reads_all: bool) -> ModelSelect[Post]:
    """Return a query over the posts that somebody may read."""
    return _whole().where(is_readable(reader, reads_all=reads_all))


@prepared
def _among(ids: Any, reader: Any, *, reads_all: bool) -> ModelSelect[Post]:
    return _visible(reader, reads_all).where(Post.id.in_(among(ids)))


@prepared
def _between(thread: Any, first: Any, end: Any, reader: Any, *, reads_all: bool) -> ModelSelect[Post]:
    of_thread = (Post.thread == thread, Post.number >= first, Post.number < end)
    return _visible(reader, reads_all).where(*of_thread).order_by(Post.number)


def of(ids: Iterable[int], reader: int, *, reads_all: bool) -> dict[int, PostRow]:
    """Return those of some posts that somebody may read, by their ids. `reader` is a member, 0 for a guest."""
    return {row[0]: PostRow(*row) for row in _among(numbers(ids), reader, reads_all=reads_all)}


def in_thread(thread_id: int, first: int, end: int, reader: int, *, reads_all: bool) -> list[PostRow]:
    """Return the posts of a thread from a number on, up to another, if somebody may read them."""
    return [PostRow(*row) for row in _between(thread_id, first, end, reader, reads_all=reads_all)]


def looked_at(thread_id: int, first: int, end: int) -> list[PostRow]:
    """Return the same posts whoever asks: for a look that was given a reason (bbs/community/group_looks.py) alone."""
    of_thread = (Post.thread == thread_id, Post.number >= first, Post.number < end)
    rows: Iterable[Any] = _whole().where(*of_thread).order_by(Post.number).tuples()
    return [PostRow(*row) for row in rows]


@prepared
def _numbers_of(thread: Any) -> ModelSelect[Post]:
    return Post.select(Post.number).where(Post.thread == thread).order_by(Post.number.desc()).limit(1)


def last_number(thread_id: int) -> int:
    """Return the number of the newest post of a thread, 0 where there is none."""
    return next((number for (number,) in _numbers_of(thread_id)), 0)


@prepared
def _number_at(thread: Any, post: Any) -> ModelSelect[Post]:
    rows = Post.select(Post.number).where(Post.thread == thread, Post.id <= post)
    return rows.order_by(Post.id.desc()).limit(1)


def number_at(thread_id: int, post_id: int) -> int:
    """Return the number of the newest post of a thread that is not newer than another post, 0 where there is none."""
    return next((number for (number,) in _number_at(thread_id, post_id)), 0)
