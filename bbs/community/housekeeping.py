"""Housekeeping: letting go of what was promised to go."""

from __future__ import annotations

from typing import Final

from bbs.community import desk, vouching
from bbs.community.joining import KEPT_SECONDS
from store.tables import Joining, Post

DAY: Final = 24 * 3600
TAKEN_AWAY_DAYS: Final = 7
"""Days until a post that its author took away is overwritten: time for a moderator to look at what was reported."""


def purge(now: int) -> None:
    """Overwrite posts their authors took away a week ago, and drop old notes and joinings nobody can go on with.

    Called at start-up and once a day. What was taken away left the search index at once.
    """
    old = Post.removed_at <= now - TAKEN_AWAY_DAYS * DAY
    both_left = Post.removed_by.is_null() & Post.author.is_null()
    by_author = (Post.removed_by == Post.author) | both_left
    Post.update(text="", note="").where(old, by_author, (Post.text != "") | (Post.note != "")).execute()
    desk.destroy_old(now)
    vouching.forget_expired(now)
    Joining.delete().where(Joining.kept_at <= now - KEPT_SECONDS).execute()
