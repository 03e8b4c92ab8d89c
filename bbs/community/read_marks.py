"""Read marks: how far a member has read in each thread, and which posts are new to them by it."""

from __future__ import annotations

from typing import Any

from peewee import BaseQuery, ModelSelect, fn

from bbs.community import unread
from bbs.community.members import Person
from store.post_rows import PostRow
from store.prepared import prepared
from store.sight import Sight
from store.tables import Post, ReadMark


@prepared
def _mark(member: Any, thread: Any) -> ModelSelect[ReadMark]:
    return ReadMark.select(ReadMark.post).where(ReadMark.member == member, ReadMark.thread == thread)


def seen_up_to(reader: Person | None, thread_id: int) -> int | None:
    """Return the post up to which a reader saw a thread; None for a guest, to whom nothing is new or old."""
    if reader is None:
        return None
    marks: list[tuple[int]] = _mark(reader.id, thread_id)
    return max(reader.floor_post, *(post for (post,) in marks), 0)


def new_among(reader: Person | None, rows: list[PostRow], seen: int | None, sight: Sight) -> set[int]:
    """Return which of some posts of a thread are new, as unseen.is_new and Sight.wanted find of many."""
    if reader is None or not rows or not sight.chosen.hears(rows[0].board_id, rows[0].thread):
        return set()
    if not rows[0].begun_nameless and rows[0].begun_by in sight.closed:
        return set()
    deaf_to = sight.closed | sight.chosen.muted.writers
    new = {
        row.id
        for row in rows
        if row.id > (seen or 0)
        and row.removed_at is None
        and row.author_id != reader.id
        and (row.nameless or row.author_id not in deaf_to)
    }
    return new - unread.read_ahead(reader, list(new)) if new else new


def mark_read(reader: Person | None, thread_id: int, post_id: int) -> None:
    """Remember that a member saw a thread up to a post. Looking back at older posts never moves the mark back."""
    if reader is None:
        return
    _move(reader.id, thread_id, post_id)
    unread.forget_ahead(reader, thread_id, post_id)
    unread.go_through(reader, thread_id)


@prepared
def _move(member: Any, thread: Any, post: Any) -> BaseQuery:
    return ReadMark.insert(member=member, thread=thread, post=post).on_conflict(
        conflict_target=[ReadMark.member, ReadMark.thread], update={ReadMark.post: fn.MAX(ReadMark.post, post)}
    )


def mark_read_before(reader: Person, moment: int) -> None:
    """Call read whatever was posted before a moment (UTC seconds)."""
    latest = fn.MAX(Post.id)
    for row in Post.select(Post.thread, latest.alias("latest")).where(Post.posted_at < moment).group_by(Post.thread):
        mark_read(reader, row.thread_id, getattr(row, "latest"))  # noqa: B009 - an alias no type knows
