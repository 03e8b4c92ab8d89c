"""The new scan: everything a member has not read, counted and one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bbs.community import boards, unread
from bbs.community.boards import BoardLine
from bbs.community.members import Person
from bbs.community.posts import PostLine, by_id
from bbs.community.reading import POSTS_A_PAGE
from bbs.community.unread import Fresh


@dataclass(frozen=True)
class NewCount:
    """How much is new to somebody. With `more` it is more than that: nobody counts on."""

    posts: int
    threads: int
    more: bool = False


def count_new(reader: Person, fresh: Fresh | None = None) -> NewCount:
    """Count what the new scan would show. `fresh` is what is new to them, if that was looked up already."""
    fresh = fresh or unread.threads_with_news(reader)
    found, threads = unread.count_posts(reader, fresh), len(fresh.threads)
    more = fresh.more or found > unread.POSTS_COUNTED
    return NewCount(found - 1 if more else found, threads, more)


def overview(reader: Person) -> tuple[NewCount, list[BoardLine]]:
    """Return what home says of posts: what is new, and the boards. What is new is looked up once for both."""
    fresh = unread.threads_with_news(reader)
    return count_new(reader, fresh), boards.readable(reader, fresh)


def next_posts(reader: Person, *, after: tuple[int, int] = (0, 0), limit: int = POSTS_A_PAGE) -> list[PostLine]:
    """Return posts new to a member, as unread.posts_with_news orders them. `after` is the (thread, post) shown last."""
    lines = by_id(reader, ids := unread.posts_with_news(reader, after=after, limit=limit))
    return [replace(lines[post], new=True) for post in ids]
