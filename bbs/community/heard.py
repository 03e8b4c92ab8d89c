"""Read to the end: somebody lets the author of a post know that they read all of it. No words, and nothing is counted.

The author hears it privately, as somebody's unless the reader says who they are. Whoever wrote without their name hears
it too, and the reader is not told who that is.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bbs.community import thanks
from bbs.community.members import Person
from bbs.community.writing import HOUR, may_write
from bbs.pace import pause
from store.tables import Heard, Post
from store.tombstones import destroy

AN_HOUR: Final = 60
"""Posts one member lets authors know about in an hour."""


class How(StrEnum):
    """What the author of a post is told."""

    NOT = "not"
    UNNAMED = "unnamed"
    NAMED = "named"


def told(reader: Person | None, post_id: int) -> How:
    """Return what a reader lets the author of a post know. Raises as thanks.post_to_thank_for does."""
    thanks.post_to_thank_for(reader, post_id)
    row = Heard.get_or_none(Heard.post == post_id, Heard.by == may_write(reader).id)
    if row is None:
        return How.NOT
    return How.NAMED if row.named else How.UNNAMED


def tell(reader: Person | None, post_id: int, how: How, *, now: int) -> None:
    """Let the author of a post know that somebody read all of it, or take that back; the same again changes nothing.

    Saying who they are is news to the author; taking the name away is not. Raises as thanks.post_to_thank_for does,
    Busy for too many in an hour.
    """
    before = told(reader, post_id)
    reader = may_write(reader)
    mine = (Heard.post == post_id, Heard.by == reader.id)
    if how is before:
        return
    if how is How.NOT:
        destroy(Heard, *mine)
    elif before is How.NOT:
        _keep_pace(reader, now)
        author = Post.get_by_id(post_id).author_id
        Heard.create(post=post_id, by=reader.id, to=author, named=how is How.NAMED, heard_at=now)
    elif how is How.NAMED:
        Heard.update(named=True, heard_at=now).where(*mine).execute()
    else:
        Heard.update(named=False).where(*mine).execute()


def _keep_pace(reader: Person, now: int) -> None:
    rows = Heard.select(Heard.heard_at).where(Heard.by == reader.id).order_by(Heard.heard_at.desc())
    nth = rows.offset(AN_HOUR - 1).limit(1).scalar()
    if nth is not None and now - HOUR < nth <= now:
        raise pause(nth + HOUR - now)
