"""Which news somebody is told of in the middle of a visit: nothing that they muted, blocked, may not see, or saw."""

from __future__ import annotations

from typing import Final

from bbs.community import reading, unread
from bbs.community.members import Person
from bbs.errors import NotFound

MOST: Final = 1000
"""Posts of a stream that are looked at to count what came."""


def new_to(reader: Person | None, post_ids: list[int]) -> set[int]:
    """Return which of some posts are new to somebody, as New would show them."""
    return unread.new_of(reader, post_ids) if reader is not None else set()


def written_on(reader: Person | None, board_slug: str, post_ids: list[int]) -> set[int]:
    """Return which of some posts the stream of a board would show."""
    first, last = min(post_ids), max(post_ids)
    try:
        shown = reading.since(reader, board_slug, first - 1, limit=min(last - first + 1, MOST))
    except NotFound:
        return set()
    return {line.id for line in shown}.intersection(post_ids)
