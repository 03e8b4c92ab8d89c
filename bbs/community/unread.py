"""What is new to a reader: which posts and threads, found without a look at all they have read.

A reader's marks say what they saw of each thread. To ask every thread for its mark would take longer with every post
that is written, so two things are kept beside the marks: a BoardMark, up to which the threads of a board, in the order
of their latest posts, were gone through, and LeftUnread, the threads that were gone through with something new in
them. So of any thread that has news either its latest post comes after the BoardMark or it stands in LeftUnread. That
stays so when somebody writes, and when a mark moves on; who moves a mark back calls `again`.

Reading goes through (`go_through`): what is read has been gone through, what is not gone through is mostly unread, and
counting that ends at THREADS_COUNTED and POSTS_COUNTED. Beyond, people are told "more than".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import JOIN, SQL, ModelSelect, fn

from bbs.community.members import Person
from store import muting
from store.tables import Board, BoardMark, LeftUnread, Post, ReadAhead, Thread, database
from store.unseen import Eyes, has_news, is_new, is_unseen, seen, wanted, with_mark

THREADS_COUNTED: Final = 25
"""Threads with news of one board that are counted."""
POSTS_COUNTED: Final = 250
"""New posts that are counted, of all together or of one thread."""
AT_A_TIME: Final = 200
"""Threads of a board that are gone through with one post read."""


def _eyes(reader: Person) -> Eyes:
    return Eyes(reader.id, reader.floor_post)


def _news(reader: Person, threads: Iterable[int], *what: object) -> ModelSelect[Thread]:
    """Return a query over the posts of some threads that are new to a reader: `what` of each, joined with its thread.

    The mark comes before the posts, so that only posts after it are looked at; order by Thread.id to keep it so.
    """
    eyes = _eyes(reader)
    after = seen(eyes)
    rows = with_mark(Thread.select(*what), eyes).join(Board).switch(Thread).join(Post)
    among = SQL(f"({', '.join(str(int(thread)) for thread in threads)})")  # hundreds of parameters take their time
    rows = rows.where(Thread.id.in_(among), Thread.latest_post > after, Post.id > after, *is_new(eyes))
    rows = wanted(rows, eyes)
    return rows if reader.reads_all else rows.where(Board.guests_read)


@dataclass(frozen=True)
class Fresh:
    """The threads with something new to a reader, by board, as far as they are counted."""

    by_board: dict[int, frozenset[int]]

    @property
    def threads(self) -> list[int]:
        """All of them, oldest first."""
        return sorted(thread for threads in self.by_board.values() for thread in threads)

    @property
    def more(self) -> bool:
        """Whether there may be more of them than these."""
        return any(len(threads) > THREADS_COUNTED for threads in self.by_board.values())


def threads_with_news(reader: Person) -> Fresh:
    """Return the threads with something new to a reader: of each board one more than are counted, at most."""
    found: dict[int, set[int]] = {}
    for board, thread in (*_left(reader), *_not_gone_through(reader)):
        if len(threads := found.setdefault(board, set())) <= THREADS_COUNTED:
            threads.add(thread)
    return Fresh({board: frozenset(threads) for board, threads in found.items()})


def _left(reader: Person) -> list[tuple[int, int]]:
    left = LeftUnread.select(LeftUnread.thread).where(LeftUnread.member == reader.id)
    threads = [thread for (thread,) in _tuples(left)]
    if not threads:
        return []
    rows = with_mark(Thread.select(Thread.board, Thread.id), _eyes(reader)).join(Board)
    rows = rows.where(Thread.id.in_(threads), has_news(_eyes(reader)))
    return _tuples(rows if reader.reads_all else rows.where(Board.guests_read))


def _not_gone_through(reader: Person) -> list[tuple[int, int]]:
    """Look at each board from its mark on, until enough is found: for every board there is one list of threads."""
    near = Thread.alias("near")
    after = near.latest_post > fn.COALESCE(BoardMark.post, reader.floor_post)
    found = with_mark(near.select(near.id), _eyes(reader), near).where(
        near.board == Board.id, after, has_news(_eyes(reader), near)
    )
    found = found.order_by(near.latest_post).limit(THREADS_COUNTED + 1)
    mark = (BoardMark.board == Board.id) & (BoardMark.member == reader.id)
    rows = Board.select(Board.id, Thread.id).join(BoardMark, JOIN.LEFT_OUTER, on=mark).switch(Board)
    rows = rows.join(Thread, on=Thread.id.in_(found))
    return _tuples(rows if reader.reads_all else rows.where(Board.guests_read))


def has_missed(reader: Person, thread_id: int) -> bool:
    """Say whether a thread has something that a reader did not see, wanted or not."""
    return _looked_at(reader, Thread.id == thread_id)[0][2]


def new_among(reader: Person, thread_id: int, first: int, last: int) -> set[int]:
    """Return which posts of a thread are new to a reader, of those from one to another."""
    return {post for (post,) in _tuples(_news(reader, [thread_id], Post.id).where(Post.id.between(first, last)))}


def has_news_before(reader: Person, thread_id: int, post_id: int) -> bool:
    """Say whether something before a post of a thread is new to a reader."""
    return bool(_tuples(_news(reader, [thread_id], Post.id).where(Post.id < post_id).limit(1)))


def read_ahead(reader: Person, post_ids: list[int]) -> set[int]:
    """Return which of some posts a reader saw before their turn."""
    rows = ReadAhead.select(ReadAhead.post).where(ReadAhead.member == reader.id, ReadAhead.post.in_(post_ids))
    return {post for (post,) in _tuples(rows)}


def new_of(reader: Person, post_ids: Iterable[int]) -> set[int]:
    """Return which of some posts, of any threads, are new to a reader."""
    ids = list(post_ids)
    threads = [thread for (thread,) in _tuples(Post.select(Post.thread).where(Post.id.in_(ids)).distinct())]
    return {post for (post,) in _tuples(_news(reader, threads, Post.id).where(Post.id.in_(ids)))} if threads else set()


@dataclass(frozen=True)
class Part:
    """A part of the new scan: some threads, and of them only `replies` to the reader, only others, or (None) all."""

    threads: list[int]
    replies: bool | None = None

    def condition(self, reader: Person) -> tuple[Any, ...]:
        """Return what holds for its posts beside being new."""
        own = Post.alias("own")
        is_reply = fn.EXISTS(own.select(SQL("1")).where(own.id == Post.reply_to, own.author == reader.id))
        return () if self.replies is None else (is_reply,) if self.replies else (~is_reply,)

    def holds(self, reader: Person, thread_id: int, post_id: int) -> bool:
        """Say whether a post belongs to it."""
        is_one = Post.select(SQL("1")).where(Post.id == post_id, *self.condition(reader))
        return thread_id in self.threads and bool(_tuples(is_one))


def _parts(reader: Person, threads: list[int]) -> list[Part]:
    """Divide threads with news in the order in which they are read, each by itself oldest first.

    Replies to the reader come first if they wish it, then what they follow.
    """
    chosen, first = muting.choices(reader.id), set[int]()
    if chosen.followed:
        rows = Thread.select(Thread.id).where(Thread.id.in_(threads), chosen.first())
        first = {thread for (thread,) in _tuples(rows)}
    rest = False if reader.replies_first else None
    parts = [Part([thread for thread in threads if (thread in first) is which], rest) for which in (True, False)]
    return [Part(threads, True), *parts] if reader.replies_first else parts


def posts_with_news(reader: Person, *, after: tuple[int, int], limit: int) -> list[int]:
    """Return the ids of posts new to a reader, part by part; `after` is a (thread, post) to go on from."""
    thread_id, post_id = after
    fresh = threads_with_news(reader).threads
    parts = _parts(reader, sorted({*fresh, thread_id} if post_id else fresh))
    begun = next((n for n, part in enumerate(parts) if part.holds(reader, thread_id, post_id)), 0) if post_id else 0
    found: list[int] = []
    for n, part in enumerate(parts[begun:]):
        going_on = n == 0 and post_id
        threads = [thread for thread in part.threads if not going_on or thread >= thread_id]
        rows = _news(reader, threads, Post.id).where(Thread.id > 0, *part.condition(reader))
        if going_on:
            rows = rows.where((Thread.id > thread_id) | (Post.id > post_id))
        found += [post for (post,) in _tuples(rows.order_by(Thread.id, Post.id).limit(limit - len(found)))]
        if len(found) == limit:
            break
    return found


def count_posts(reader: Person, fresh: Fresh) -> int:
    """Count the posts new to a reader in their threads with news, at most one more than are counted."""
    if not fresh.by_board:
        return 0
    return len(_tuples(_news(reader, fresh.threads, Post.id).order_by(Thread.id).limit(POSTS_COUNTED + 1)))


def forget_ahead(reader: Person, thread_id: int, post_id: int) -> None:
    """Let go of what is kept of posts that were read ahead, up to one to which the mark has come."""
    own = (ReadAhead.member == reader.id, ReadAhead.post <= post_id)
    ahead = [post for (post,) in _tuples(ReadAhead.select(ReadAhead.post).where(*own))]
    if ahead:
        passed = Post.select(Post.id).where(Post.id.in_(ahead), Post.thread == thread_id)
        ReadAhead.delete().where(*own, ReadAhead.post.in_(passed)).execute()


def go_through(reader: Person, thread_id: int) -> None:
    """Take note that somebody read on in a thread, and go on through its board from where they are there.

    Call it after every mark that moves on, in its transaction. Where as many threads were left unread as are counted,
    it stays there until some are read.
    """
    board_id = Thread.get_by_id(thread_id).board_id
    theirs = LeftUnread.select(LeftUnread.thread).join(Thread).where(LeftUnread.member == reader.id)
    left = {thread for (thread,) in _tuples(theirs.where(Thread.board == board_id))}
    if thread_id in left and not has_missed(reader, thread_id):
        LeftUnread.delete().where(LeftUnread.member == reader.id, LeftUnread.thread == thread_id).execute()
        left.discard(thread_id)
    mark = BoardMark.get_or_none(BoardMark.member == reader.id, BoardMark.board == board_id)
    gone, room = mark.post if mark else reader.floor_post, THREADS_COUNTED + 1 - len(left)
    before, leaving = gone, list[int]()
    for other, latest, is_left in _looked_at(reader, Thread.board == board_id, Thread.latest_post > gone):
        if is_left and len(leaving) >= room:
            break
        if is_left and other not in left:
            leaving.append(other)
        gone = latest
    again(reader, *leaving)
    if gone > before:
        BoardMark.insert(member=reader.id, board=board_id, post=gone).on_conflict(
            conflict_target=[BoardMark.member, BoardMark.board], update={BoardMark.post: gone}
        ).execute()


def _looked_at(reader: Person, *which: Any) -> list[tuple[int, int, bool]]:
    """Return some threads in the order of their latest posts: id, latest post, whether it has something not seen."""
    eyes = _eyes(reader)
    rows = with_mark(Thread.select(Thread.id, Thread.latest_post, is_unseen(eyes)), eyes).where(*which)
    return _tuples(rows.order_by(Thread.latest_post).limit(AT_A_TIME))


def again(reader: Person, *threads: int) -> None:
    """Remember that threads have something new: call it when a mark in one moves back."""
    if threads:
        rows = [{"member": reader.id, "thread": thread} for thread in threads]
        LeftUnread.insert_many(rows).on_conflict_ignore().execute()


def _tuples(rows: Any) -> list[Any]:
    """Return all rows as SQLite gives them: numbers need no care, and there may be hundreds."""
    return list(database.execute(rows).fetchall())
