"""The words that are read in measurements: a board of many threads, some of them of long posts."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community import posts, texts
from bbs.community.members import Person

BOARD = "everyday"
TEXT = ("The kettle is on and the window is open a little. It rains, as it does. " * 14)[:1000].strip()
LONG = " ".join(f"{n}. The kettle is on, and the window is open a little." for n in range(1, 120))
"""A post that is longer than a window, no two rows of it alike."""
POSTS = 4
THREADS = 24
ONE, FOUR, LENGTHY = 1, 2, 3
"""Where these threads stand in the list of the board."""


@dataclass(frozen=True)
class Corpus:
    """Where it is: the number of the board in the list of boards, and the address of the thread of four posts."""

    board: int
    thread: str


def plant(author: Person, *, now: int) -> Corpus:
    """Write the threads; the last one written is the first of the list. One transaction."""
    for n in range(THREADS):
        posts.start(author, BOARD, f"Small things, week {n + 1}", "The first crocus.", now=now)
    posts.start(author, BOARD, "A long night", LONG, now=now)
    first = posts.start(author, BOARD, "Kettle and rain", TEXT, now=now)
    for _ in range(POSTS - 1):
        posts.reply(author, first.thread, TEXT, now=now)
    posts.start(author, BOARD, "The window is open", TEXT, now=now)
    slugs = [board.slug for board in texts.load().boards]
    return Corpus(slugs.index(BOARD) + 1, f"boards/{BOARD}/{first.thread}")
