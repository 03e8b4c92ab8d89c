"""The words that are read in measurements: a thread of posts of 1,000 characters."""

from __future__ import annotations

from bbs.community import posts
from bbs.community.members import Person

BOARD = "everyday"
TEXT = ("The kettle is on and the window is open a little. It rains, as it does. " * 14)[:1000].strip()
POSTS = 4


def plant(author: Person, *, now: int) -> str:
    """Write the thread and return its address. One transaction."""
    first = posts.start(author, BOARD, "Kettle and rain", TEXT, now=now)
    for _ in range(POSTS - 1):
        posts.reply(author, first.thread, TEXT, now=now)
    return f"boards/{BOARD}/{first.thread}"
