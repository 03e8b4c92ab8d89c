"""Threads that were begun where somebody follows: on boards, and by writers, since they follow these.

Of each board and each writer only the newest threads are looked at, so that it takes no longer where there are many.
"""

from __future__ import annotations

from typing import Any, Final

from peewee import ModelSelect

from store.prepared import prepared
from store.sight import Sight
from store.tables import Board, Following, Post, Thread

OF_A_BOARD: Final = 50
"""Threads of a board that are looked at, the newest."""
OF_A_WRITER: Final = 20
"""Threads of a writer that are looked at, the newest that have their name."""


def on_boards(member: int, sight: Sight, *, limit: int, since: int = 0) -> list[int]:
    """Return the first posts of threads that others began on boards which somebody follows, newest first."""
    if not sight.chosen.followed.boards:
        return []
    return [post for (post,) in _on_boards(member, since, OF_A_BOARD, limit, sight=sight)]


def by_writers(member: int, sight: Sight, *, limit: int, since: int = 0) -> list[int]:
    """Return the first posts of threads that writers whom somebody follows began with their names, newest first."""
    if not sight.chosen.followed.writers:
        return []
    return [post for (post,) in _by_writers(member, since, OF_A_WRITER, limit, sight=sight)]


@prepared
def _on_boards(member: Any, since: Any, looked_at: Any, limit: Any, *, sight: Sight) -> ModelSelect[Following]:
    near = Thread.alias("near")
    newest = near.select(near.id).where(near.board == Following.board).order_by(near.id.desc()).limit(looked_at)
    return _begun(member, newest, since, sight).limit(limit)


@prepared
def _by_writers(member: Any, since: Any, looked_at: Any, limit: Any, *, sight: Sight) -> ModelSelect[Following]:
    near = Thread.alias("near")
    newest = near.select(near.id).where(near.author == Following.writer, near.nameless == "")
    return _begun(member, newest.order_by(near.id.desc()).limit(looked_at), since, sight).limit(limit)


def _begun(member: Any, newest: ModelSelect[Any], since: Any, sight: Sight) -> ModelSelect[Following]:
    """Return a query over the first posts of some threads for each board or writer that a member follows."""
    rows = (
        Following.select(Post.id)
        .join(Thread, on=Thread.id.in_(newest))
        .join(Board)
        .switch(Thread)
        .join(Post, on=(Post.thread == Thread.id) & (Post.number == 1))
        .where(
            Following.member == member,
            Following.followed_at.is_null(False),
            Post.posted_at > Following.followed_at,
            Post.posted_at > since,
            Post.author.is_null() | (Post.author != member),
            Post.removed_at.is_null(),
        )
    )
    return sight.coming(sight.wanted(rows), member).order_by(Post.id.desc())
