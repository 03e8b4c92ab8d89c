"""Greeting: the first post of somebody new that nobody has answered, for those who like to welcome people, and staff.

Found by a query in what is there. What was written without a name is left out: that it was somebody's first would say
something of who they are.
"""

from __future__ import annotations

from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community import posts
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from store.prepared import prepared
from store.sight import Sight, sight_of
from store.tables import Board, Member, Post, Thread

DAY: Final = 24 * 3600
IS_NEW: Final = 90 * DAY
"""Seconds for which a member is new."""
WAITS: Final = 60 * DAY
"""Seconds after which a first post does not wait any more: a welcome would come too late to be one."""
LOOKED_AT: Final = 1000
"""New members whose first posts are looked for, at most: those who joined last."""
A_PAGE: Final = 20


def greets(person: Person | None) -> bool:
    """Say whether somebody likes to welcome people, or looks after the place."""
    return person is not None and (person.greets or person.is_staff)


def waiting(reader: Person, *, now: int, after: int = 0, limit: int = A_PAGE) -> list[PostLine]:
    """Return first posts that nobody answered, the longest waiting first; `after` is the post to go on from."""
    found = _page(*_values(reader, now), after, limit, sight=sight_of(reader))
    return sorted(posts.by_id(reader, [post for (post,) in found]).values(), key=lambda line: line.id)


def any_waiting(reader: Person, *, now: int) -> bool:
    """Say whether anybody new waits."""
    return bool(_any(*_values(reader, now), sight=sight_of(reader)))


def _values(reader: Person, now: int) -> tuple[int, int, int]:
    return reader.id, now - IS_NEW, now - WAITS


@prepared
def _page(reader: Any, joined: Any, posted: Any, after: Any, most: Any, *, sight: Sight) -> ModelSelect[Member]:
    return _waiting(reader, joined, posted, sight).where(Post.id > after).order_by(Post.id).limit(most)


@prepared
def _any(reader: Any, joined: Any, posted: Any, *, sight: Sight) -> ModelSelect[Member]:
    return _waiting(reader, joined, posted, sight).limit(1)


def _waiting(reader: Any, joined_after: Any, posted_after: Any, sight: Sight) -> ModelSelect[Member]:
    """Return a query over the ids of the posts that wait; one's own waits for others.

    A first post is answered when somebody else wrote after it in its thread, and what they wrote still stands.
    """
    fresh = Member.alias("fresh")
    joined = fresh.select(fresh.id).where(fresh.joined_at > joined_after)
    joined = joined.order_by(fresh.id.desc()).limit(LOOKED_AT)
    written, later = Post.alias("written"), Post.alias("later")
    first = written.select(fn.MIN(written.id)).where(written.author == Member.id)
    answers = later.select(later.id).where(
        later.thread == Post.thread,
        later.id > Post.id,
        later.removed_at.is_null(),
        later.author.is_null() | (later.author != Post.author),
    )
    rows = Member.select(Post.id).join(Post, on=(Post.id == first)).join(Thread).join(Board)
    rows = rows.where(
        Member.id.in_(joined),
        Member.id != reader,
        Member.role == Role.MEMBER.value,
        Member.left_at.is_null(),
        Post.posted_at > posted_after,
        Post.removed_at.is_null(),
        Post.nameless == "",
        Board.put_away_at.is_null(),
        ~fn.EXISTS(answers),
    )
    return sight.coming(sight.wanted(rows), reader)
