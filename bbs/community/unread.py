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

from bbs.community import board_marks
from bbs.community.members import Person
from store import muting
from store.prepared import among, numbers, prepared
from store.sight import Sight
from store.tables import Board, BoardMark, Post, ReadAhead, Thread
from store.unseen import Eyes, eyes_of, has_news, is_new, is_unseen, seen, with_mark

THREADS_COUNTED: Final = 25
"""Threads with news of one board that are counted."""
POSTS_COUNTED: Final = 250
"""New posts that are counted, of all together or of one thread."""
AT_A_TIME: Final = 200
"""Threads of a board that are gone through with one post read."""


def _news(eyes: Eyes, threads: Any, *what: object) -> ModelSelect[Thread]:
    """Return a query over the posts of some threads that are new: `what` of each, joined with its thread.

    The threads are `numbers` as one value. The mark comes before the posts, so that only posts after it are looked at;
    order by Thread.id to keep it so.
    """
    after = seen(eyes)
    rows = with_mark(Thread.select(*what), eyes).join(Board).switch(Thread).join(Post)
    rows = rows.where(Thread.id.in_(among(threads)), Thread.latest_post > after, Post.id > after, *is_new(eyes))
    return eyes.sight.coming(eyes.sight.wanted(rows), eyes.member)


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
    own = eyes_of(reader)
    left: list[Any] = board_marks.left(own.member)
    left = _still_new(own.member, own.floor, numbers(left), sight=own.sight) if left else []
    for board, thread in (*left, *_not_gone_through(own.member, own.floor, THREADS_COUNTED + 1, sight=own.sight)):
        if len(threads := found.setdefault(board, set())) <= THREADS_COUNTED:
            threads.add(thread)
    return Fresh({board: frozenset(threads) for board, threads in found.items()})


@prepared
def _still_new(member: Any, floor: Any, threads: Any, *, sight: Sight) -> ModelSelect[Thread]:
    """Ask which of some threads have something new: (board, thread)."""
    own = Eyes(member, floor, sight)
    rows = with_mark(Thread.select(Thread.board, Thread.id), own).join(Board)
    return sight.coming(rows.where(Thread.id.in_(among(threads)), has_news(own)), member)


@prepared
def _not_gone_through(member: Any, floor: Any, most: Any, *, sight: Sight) -> ModelSelect[Board]:
    """Look at each board from its mark on, until enough is found: for every board there is one list of threads."""
    own, near = Eyes(member, floor, sight), Thread.alias("near")
    after = near.latest_post > fn.COALESCE(BoardMark.post, floor)
    found = with_mark(near.select(near.id), own, near).where(near.board == Board.id, after, has_news(own, near))
    found = found.order_by(near.latest_post).limit(most)
    mark = (BoardMark.board == Board.id) & (BoardMark.member == member)
    rows = Board.select(Board.id, Thread.id).join(BoardMark, JOIN.LEFT_OUTER, on=mark).switch(Board)
    return sight.coming(rows.join(Thread, on=Thread.id.in_(found)), member)


def has_missed(reader: Person, thread_id: int) -> bool:
    """Say whether a thread has something that a reader did not see, wanted or not."""
    own = eyes_of(reader)
    [(is_so,)] = _missed(own.member, own.floor, thread_id, sight=own.sight)
    return bool(is_so)


@prepared
def _missed(member: Any, floor: Any, thread: Any, *, sight: Sight) -> ModelSelect[Thread]:
    own = Eyes(member, floor, sight)
    return with_mark(Thread.select(is_unseen(own)), own).where(Thread.id == thread)


def new_among(reader: Person, thread_id: int, first: int, last: int) -> set[int]:
    """Return which posts of a thread are new to a reader, of those from one to another."""
    own = eyes_of(reader)
    return {
        post
        for (post,) in _new_between(
            own.member, own.floor, numbers([thread_id]), first, last, last - first + 1, sight=own.sight
        )
    }


def has_news_before(reader: Person, thread_id: int, post_id: int) -> bool:
    """Say whether something before a post of a thread is new to a reader."""
    own = eyes_of(reader)
    return bool(_new_between(own.member, own.floor, numbers([thread_id]), 0, post_id - 1, 1, sight=own.sight))


@prepared
def _new_between(
    member: Any, floor: Any, threads: Any, first: Any, last: Any, most: Any, *, sight: Sight
) -> ModelSelect[Thread]:
    rows = _news(Eyes(member, floor, sight), threads, Post.id).where(Post.id.between(first, last))
    return rows.order_by(Thread.id).limit(most)


def read_ahead(reader: Person, post_ids: list[int]) -> set[int]:
    """Return which of some posts a reader saw before their turn."""
    return {post for (post,) in _ahead(reader.id, numbers(post_ids))}


@prepared
def _ahead(member: Any, posts: Any) -> ModelSelect[ReadAhead]:
    return ReadAhead.select(ReadAhead.post).where(ReadAhead.member == member, ReadAhead.post.in_(among(posts)))


def new_of(reader: Person, post_ids: Iterable[int]) -> set[int]:
    """Return which of some posts, of any threads, are new to a reader."""
    ids = numbers(post_ids)
    threads = numbers(thread for (thread,) in _threads_of(ids))
    own = eyes_of(reader)
    return {post for (post,) in _new_of(own.member, own.floor, threads, ids, sight=own.sight)}


@prepared
def _threads_of(posts: Any) -> ModelSelect[Post]:
    return Post.select(Post.thread).where(Post.id.in_(among(posts))).distinct()


@prepared
def _new_of(member: Any, floor: Any, threads: Any, posts: Any, *, sight: Sight) -> ModelSelect[Thread]:
    return _news(Eyes(member, floor, sight), threads, Post.id).where(Post.id.in_(among(posts)))


@dataclass(frozen=True)
class Part:
    """A part of the new scan: some threads, and of them only `replies` to the reader, only others, or (None) all."""

    threads: list[int]
    replies: bool | None = None

    def holds(self, reader: Person, thread_id: int, post_id: int) -> bool:
        """Say whether a post belongs to it."""
        return thread_id in self.threads and (
            self.replies is None or bool(_is_reply(reader.id, post_id)) is self.replies
        )


@prepared
def _is_reply(member: Any, post: Any) -> ModelSelect[Post]:
    return Post.select(SQL("1")).where(Post.id == post, _to(member))


def _to(member: Any) -> Any:
    """Return what holds for a Post that is a reply to a member."""
    own = Post.alias("own")
    return fn.EXISTS(own.select(SQL("1")).where(own.id == Post.reply_to, own.author == member))


@prepared
def _in_part(
    member: Any, floor: Any, threads: Any, thread: Any, post: Any, most: Any, *, sight: Sight, replies: bool | None
) -> ModelSelect[Thread]:
    """Ask for the new posts of a part after a (thread, post), in the order they are read in."""
    rows = _news(Eyes(member, floor, sight), threads, Post.id).where((Thread.id > thread) | (Post.id > post))
    if replies is not None:
        rows = rows.where(_to(member) if replies else ~_to(member))
    return rows.order_by(Thread.id, Post.id).limit(most)


def _parts(reader: Person, threads: list[int]) -> list[Part]:
    """Divide threads with new posts in the order in which they are read, each by itself oldest first.

    Replies to the reader come first if they wish it, then what they follow.
    """
    chosen, first = muting.choices(reader.id), set[int]()
    if chosen.followed:
        rows: Any = Thread.select(Thread.id).where(Thread.id.in_(threads), chosen.first()).tuples()
        first = {thread for (thread,) in rows}
    rest = False if reader.replies_first else None
    parts = [Part([thread for thread in threads if (thread in first) is which], rest) for which in (True, False)]
    return [Part(threads, True), *parts] if reader.replies_first else parts


def posts_with_news(reader: Person, *, after: tuple[int, int], limit: int) -> list[int]:
    """Return the ids of posts new to a reader, part by part; `after` is a (thread, post) to go on from."""
    thread_id, post_id = after
    fresh, own = threads_with_news(reader).threads, eyes_of(reader)
    parts = _parts(reader, sorted({*fresh, thread_id} if post_id else fresh))
    begun = next((n for n, part in enumerate(parts) if part.holds(reader, thread_id, post_id)), 0) if post_id else 0
    found: list[int] = []
    for n, part in enumerate(parts[begun:]):
        start = after if n == 0 and post_id else (0, 0)
        threads = numbers(thread for thread in part.threads if thread >= start[0])
        asked = (own.member, own.floor, threads, *start, limit - len(found))
        found += [post for (post,) in _in_part(*asked, sight=own.sight, replies=part.replies)]
        if len(found) == limit:
            break
    return found


def count_posts(reader: Person, fresh: Fresh) -> int:
    """Count the posts new to a reader in their threads with new posts, at most one more than are counted."""
    if not fresh.by_board:
        return 0
    own, most = eyes_of(reader), POSTS_COUNTED + 1
    return len(_new_posts(own.member, own.floor, numbers(fresh.threads), most, sight=own.sight))


@prepared
def _new_posts(member: Any, floor: Any, threads: Any, most: Any, *, sight: Sight) -> ModelSelect[Thread]:
    return _news(Eyes(member, floor, sight), threads, Post.id).order_by(Thread.id).limit(most)


def forget_ahead(reader: Person, thread_id: int, post_id: int) -> None:
    """Let go of what is kept of posts that were read ahead, up to one to which the mark has come."""
    ahead = [post for (post,) in _ahead_of(reader.id, post_id)]
    if ahead:
        passed = Post.select(Post.id).where(Post.id.in_(ahead), Post.thread == thread_id)
        ReadAhead.delete().where(ReadAhead.member == reader.id, ReadAhead.post.in_(passed)).execute()


@prepared
def _ahead_of(member: Any, post: Any) -> ModelSelect[ReadAhead]:
    return ReadAhead.select(ReadAhead.post).where(ReadAhead.member == member, ReadAhead.post <= post)


def go_through(reader: Person, thread_id: int) -> None:
    """Take note that somebody read on in a thread, and go on through its board from where they are there.

    Call it after every mark that moves on, in its transaction. Where as many threads were left unread as are counted,
    it stays there until some are read.
    """
    [(board_id,)] = _board_of(thread_id)
    left = board_marks.left_on(reader.id, board_id)
    if thread_id in left and not has_missed(reader, thread_id):
        board_marks.leave_no_more(reader.id, thread_id)
        left.discard(thread_id)
    gone, own, room = board_marks.gone_to(reader.id, board_id), eyes_of(reader), THREADS_COUNTED + 1 - len(left)
    gone = reader.floor_post if gone is None else gone
    before, leaving = gone, list[int]()
    for other, latest, is_left in _beyond(own.member, own.floor, board_id, gone, AT_A_TIME, sight=own.sight):
        if is_left and len(leaving) >= room:
            break
        if is_left and other not in left:
            leaving.append(other)
        gone = latest
    again(reader, *leaving)
    if gone > before:
        board_marks.go_to(reader.id, board_id, gone)


@prepared
def _board_of(thread: Any) -> ModelSelect[Thread]:
    return Thread.select(Thread.board).where(Thread.id == thread)


@prepared
def _beyond(member: Any, floor: Any, board: Any, post: Any, most: Any, *, sight: Sight) -> ModelSelect[Thread]:
    """Ask for a board's threads after a mark, in the order of their latest posts: (id, latest post, not all seen)."""
    own = Eyes(member, floor, sight)
    rows = with_mark(Thread.select(Thread.id, Thread.latest_post, is_unseen(own)), own)
    return rows.where(Thread.board == board, Thread.latest_post > post).order_by(Thread.latest_post).limit(most)


def again(reader: Person, *threads: int) -> None:
    """Remember that threads have something new: call it when a mark in one moves back."""
    board_marks.leave(reader.id, *threads)
