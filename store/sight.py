"""What a member may read and wants to meet: that gives the queries over posts their shape."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeVar

from peewee import ModelSelect

from store import muting
from store.blocking import closed_to, without
from store.muting import NOTHING, Choices
from store.tables import Board, Post, Table, Thread

T = TypeVar("T", bound=Table)


class Reader(Protocol):
    """Whoever reads: bbs.community.members.Person is one."""

    @property
    def id(self) -> int:
        """Which member they are."""
        ...

    @property
    def floor_post(self) -> int:
        """The newest post of when they joined."""
        ...

    @property
    def reads_all(self) -> bool:
        """Whether they read what guests do not."""
        ...


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


def sight_of(reader: Reader, *, staff_too: bool = False) -> Sight:
    """Look up what a reader chose and whom they block; staff are closed to nobody, unless `staff_too` (blocking.py)."""
    return Sight(reader.reads_all, muting.choices(reader.id), closed_to(reader.id, staff_too=staff_too))
