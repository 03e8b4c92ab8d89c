"""What a member may read and wants to meet: that gives the queries over posts their shape."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from peewee import ModelSelect

from store import muting
from store.blocking import closed_to, without
from store.muting import NOTHING, Choices
from store.tables import Board, Post, Table, Thread

T = TypeVar("T", bound=Table)


class Sight(NamedTuple):
    """What somebody reads: all boards or those that guests read, what they chose, and whom they block."""

    reads_all: bool
    chosen: Choices = NOTHING
    closed: frozenset[int] = frozenset()

    def readable(self, rows: ModelSelect[T]) -> ModelSelect[T]:
        """Return a query that is joined with boards without those they may not read."""
        return rows if self.reads_all else rows.where(Board.guests_read)

    def wanted(self, rows: ModelSelect[T], thread: Any = Thread) -> ModelSelect[T]:
        """Return a query over posts in threads without those that they chose not to meet.

        What they choose may change at any time, so nothing that is kept beside the read marks knows of it.
        """
        rows = without(rows, self.closed, Post.author, thread.author)
        heard = self.chosen.heard(thread)
        return rows.where(*heard) if heard else rows


def sight_of(member: int, *, reads_all: bool, staff_too: bool = False) -> Sight:
    """Look up what a member chose and whom they block; staff are closed to nobody, unless `staff_too` (blocking.py)."""
    return Sight(reads_all, muting.choices(member), closed_to(member, staff_too=staff_too))
