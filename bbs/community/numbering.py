"""Which number a post has in its thread: what an address names it by. Posts taken away keep theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import fn

from store.tables import Post


def number_of(thread_id: int, post_id: int) -> int:
    """Return the number of one post in its thread."""
    return Post.select().where(Post.thread == thread_id, Post.id <= post_id).count()


def numbers(ids: Sequence[int]) -> dict[int, int]:
    """Return the number of each of some posts, with one question for all of them."""
    earlier = Post.alias("earlier")
    count = earlier.select(fn.COUNT(earlier.id)).where(earlier.thread == Post.thread, earlier.id <= Post.id)
    pairs: Iterable[Any] = Post.select(Post.id, count).where(Post.id.in_(ids)).tuples()
    return dict(pairs)
