"""What a new community begins with: its boards and the house's own first words on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from store import search
from store.tables import Board, BoardTag, Post, Thread


@dataclass(frozen=True)
class SeedThread:
    """A thread the house itself begins."""

    title: str
    text: str


@dataclass(frozen=True)
class SeedBoard:
    """A board to begin with."""

    slug: str
    title: str
    about: str
    guests_read: bool = False
    tags: tuple[str, ...] = ()
    nameless: bool = True
    threads: tuple[SeedThread, ...] = field(default=())


def plant(boards: Iterable[SeedBoard], *, now: int) -> bool:
    """Make the boards, in this order, in a community that has none; say whether that was so."""
    if Board.select().exists():
        return False
    for position, seed in enumerate(boards):
        board = Board.create(
            slug=seed.slug,
            title=seed.title,
            about=seed.about,
            guests_read=seed.guests_read,
            nameless=seed.nameless,
            position=position,
        )
        for n, word in enumerate(seed.tags):
            BoardTag.create(board=board, word=word, position=n)
        for thread in seed.threads:
            begin(board.id, thread, now=now)
    return True


def begin(board_id: int, thread: SeedThread, *, now: int) -> int:
    """Begin a thread on a board, as the house, and return its first post."""
    begun = Thread.create(board=board_id, title=thread.title, started_at=now)
    post = Post.create(thread=begun, by_house=True, text=thread.text, posted_at=now, number=1)
    search.add(post.id)
    Thread.update(latest_post=post.id).where(Thread.id == begun.id).execute()
    return int(post.id)
