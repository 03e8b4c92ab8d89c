"""Parts of queries that say what a member has not seen: what every look at what is new is made of.

A member is meant by their id and their floor, the newest post of when they joined.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from peewee import JOIN, SQL, ModelSelect, Select, fn

from store.sight import Reader, Sight, sight_of
from store.tables import Post, ReadAhead, ReadMark, Thread


class Eyes(NamedTuple):
    """Whose they are, the newest post of when they joined, and what they may and want to meet.

    The first two may be gaps of a query that is prepared (store/prepared.py).
    """

    member: Any
    floor: Any
    sight: Sight


def eyes_of(reader: Reader) -> Eyes:
    """Return a reader's eyes: what they may and want to meet is looked up, once for all that a function asks."""
    return Eyes(reader.id, reader.floor_post, sight_of(reader))


def with_mark(rows: ModelSelect[Thread], eyes: Eyes, thread: Any = Thread) -> ModelSelect[Thread]:
    """Return a query over threads, each with the member's ReadMark of it or none. The other parts need it."""
    mark = (ReadMark.thread == thread.id) & (ReadMark.member == eyes.member)
    return rows.join(ReadMark, JOIN.LEFT_OUTER, on=mark).switch(thread)


def seen(eyes: Eyes) -> Any:
    """Return up to which post a thread was seen."""
    return fn.MAX(fn.COALESCE(ReadMark.post, 0), eyes.floor)


def is_new(eyes: Eyes) -> tuple[Any, ...]:
    """Return what makes a Post new, beside coming after what was seen: by others, there, and not read ahead."""
    ahead = ReadAhead.select(ReadAhead.post).where(ReadAhead.member == eyes.member)
    return Post.removed_at.is_null(), Post.author.is_null() | (Post.author != eyes.member), Post.id.not_in(ahead)


def _new_in(eyes: Eyes, thread: Any) -> ModelSelect[Post]:
    return Post.select(SQL("1")).where(Post.thread == thread.id, Post.id > seen(eyes), *is_new(eyes))


def is_unseen(eyes: Eyes, thread: Any = Thread) -> Any:
    """Return whether a thread has something that was not seen, wanted or not."""
    return (thread.latest_post > seen(eyes)) & fn.EXISTS(_new_in(eyes, thread))


def has_news(eyes: Eyes, thread: Any = Thread) -> Any:
    """Return whether a thread has something new to a member."""
    return (thread.latest_post > seen(eyes)) & fn.EXISTS(eyes.sight.wanted(_new_in(eyes, thread), thread))


def count_in_thread(eyes: Eyes, most: int) -> Any:
    """Return how many posts of a Thread are new: `most` of them at most."""
    return Select([eyes.sight.wanted(_new_in(eyes, Thread)).limit(most).alias("new")], [fn.COUNT(SQL("1"))])
