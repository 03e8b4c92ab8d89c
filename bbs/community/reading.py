"""Reading a thread in order: a stretch of its posts at a time, from the first that is new, and what comes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

from peewee import fn

from bbs.community import boards, posts
from bbs.community.boards import ThreadLine
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.read_marks import new_among, seen_up_to
from store import muting, post_rows
from store.blocking import leave_out
from store.sight import sight_of
from store.tables import Post, Thread

POSTS_A_PAGE = 20
"""Posts that are shown at a time."""


@dataclass(frozen=True)
class Stretch:
    """Some consecutive posts of a thread; `total` counts all of them, `more` says whether others follow."""

    thread: ThreadLine
    posts: tuple[PostLine, ...]
    total: int

    @property
    def more(self) -> bool:
        """Whether posts follow this stretch."""
        return bool(self.posts) and self.posts[-1].number < self.total


def stretch(reader: Person | None, thread_id: int, *, first: int | None = None, limit: int = POSTS_A_PAGE) -> Stretch:
    """Return posts of a thread from number `first` (counted from 1); by default from the first one that is new."""
    thread = boards.thread(reader, thread_id)
    seen = seen_up_to(reader, thread_id)
    total = post_rows.last_number(thread_id)
    if first is None:
        read = post_rows.number_at(thread_id, seen or 0)
        first = read + 1 if seen is not None and read < total else 1
    first = max(1, min(first, total))
    sight = sight_of(reader)
    own = reader.id if reader else 0
    rows = post_rows.in_thread(thread_id, first, first + limit, own, reads_all=sight.reads_all)
    new = new_among(reader, rows, seen, sight)
    return Stretch(thread, posts.as_read(reader, rows, sight, new=new), total)


def since(reader: Person | None, board_slug: str, post_id: int, *, limit: int = 50) -> list[PostLine]:
    """Return posts on a board written after one, oldest first: what a live view shows, without what they muted."""
    board = boards.get(reader, board_slug)
    rows = Post.select(Post.id).join(Thread).where(Thread.board == board.id, Thread.latest_post > post_id)
    rows = rows.where(Post.id > post_id, Post.removed_at.is_null())
    if reader is not None and (heard := muting.choices(reader.id).heard(on_any_board=True)):
        rows = rows.where(*heard)
    page = leave_out(rows, reader.id if reader else None, Post.author, Thread.author).order_by(Post.id).limit(limit)
    lines = posts.by_id(reader, ids := [row.id for row in page])
    return [replace(lines[post], new=True) for post in ids]


def newest(reader: Person | None, board_slug: str) -> int:
    """Return the id of the newest post on a board, 0 if there is none."""
    board = boards.get(reader, board_slug)
    latest = Thread.select(fn.COALESCE(fn.MAX(Thread.latest_post), 0)).where(Thread.board == board.id).scalar()
    return int(latest)
