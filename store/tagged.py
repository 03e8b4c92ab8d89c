"""Which threads have a tag, as a query that others narrow theirs with."""

from __future__ import annotations

from peewee import ModelSelect

from store.tables import Board, BoardTag, ThreadTag


def threads_tagged(word: str, board_slug: str = "") -> ModelSelect[ThreadTag]:
    """Return a query for the ids of the threads with a tag, on one board or on all: Thread.id.in_(threads_tagged(...)).

    It says nothing of who may read them.
    """
    rows = ThreadTag.select(ThreadTag.thread).join(BoardTag).where(BoardTag.word == word)
    return rows.switch(BoardTag).join(Board).where(Board.slug == board_slug) if board_slug else rows
