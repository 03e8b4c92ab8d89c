"""Repeats: the same words sent again by the same hand within minutes are one post.

Somebody whose line was cut cannot know whether their words arrived, and a script tries again. Words for another place,
with another note, or with a name where there was none are another post; so are the same words later on.
"""

from __future__ import annotations

from typing import Final

from bbs.community.members import Person
from store.tables import Post, Thread

AGAIN: Final = 600
"""Seconds in which the same words are taken for a repeat."""
LOOKED_AT: Final = 20
"""Newest posts of somebody that are looked at."""


def _lately(author: Person, now: int) -> list[Post]:
    rows = Post.select(Post, Thread).join(Thread).where(Post.author == author.id)
    return [
        row
        for row in rows.order_by(Post.id.desc()).limit(LOOKED_AT)
        if row.removed_at is None and now - AGAIN < row.posted_at <= now
    ]


def first_post(author: Person, board: int, title: str, text: str, *, note: str, nameless: bool, now: int) -> int | None:
    """Return the id of the first post of a thread begun with these words a moment ago, None where there is none."""
    said = (board, title, text, note, nameless)
    for row in _lately(author, now):
        thread = row.thread
        if row.number == 1 and (thread.board_id, thread.title, row.text, row.note, bool(row.nameless)) == said:
            return int(row.id)
    return None


def answer(
    author: Person, thread: int, text: str, *, reply_to: int | None, note: str, nameless: bool, now: int
) -> int | None:
    """Return the id of what somebody answered with these words a moment ago, None where there is none."""
    said = (thread, reply_to, text, note, nameless)
    for row in _lately(author, now):
        if (row.thread_id, row.reply_to_id, row.text, row.note, bool(row.nameless)) == said:
            return int(row.id)
    return None
