"""Searching in a test, without a page: what somebody finds who types something."""

from __future__ import annotations

from datetime import UTC, datetime

from bbs.community import finding, posts, reading
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.query import parse
from tests import stores


def finds(reader: Person | None, typed: str, *, limit: int = reading.POSTS_A_PAGE) -> list[PostLine]:
    """Return the posts that are found, as the page of them lists them."""
    query = parse(typed, datetime.fromtimestamp(stores.NOW, UTC))
    return posts.some(reader, finding.find(reader, query).posts[:limit])
