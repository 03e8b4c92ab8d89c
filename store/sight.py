"""What a member may read and wants to meet: that gives the queries over posts their shape.

Which boards somebody may read is said here and nowhere else, in two rules. `readable` is for what they go to: an
address, a search, their own bookmarks. `coming` is for what comes to them by itself (New, For you, who waits for an
answer): of a support group that comes to those alone who are in it, though all members may read some of them.

Who is in a group is asked of the table for each board that is one, and the member stands in the query as a value: a set
of their groups would make a query of its own of every member's.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeVar

from peewee import SQL, ModelSelect, fn

from store import muting
from store.blocking import closed_to, without
from store.muting import NOTHING, Choices
from store.tables import Board, GroupMember, Post, Table, Thread
from store.tables.board import INSIDE

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


def is_inside(member: Any) -> Any:
    """Return whether somebody is in the support group that a Board is."""
    theirs = (GroupMember.board == Board.id, GroupMember.member == member, GroupMember.joined_at.is_null(False))
    return fn.EXISTS(GroupMember.select(SQL("1")).where(*theirs))


def is_readable(member: Any, *, reads_all: bool) -> Any:
    """Return whether somebody may read the threads of a Board: staff are members like others here."""
    if not reads_all:
        return Board.guests_read & (Board.group_for == "")
    return (Board.group_for != INSIDE) | is_inside(member)


class Sight(NamedTuple):
    """What somebody reads: all boards or those that guests read, what they chose, and whom they block."""

    reads_all: bool
    chosen: Choices = NOTHING
    closed: frozenset[int] = frozenset()

    def readable(self, rows: ModelSelect[T], member: Any) -> ModelSelect[T]:
        """Return a query that is joined with boards without those that a member, who has this sight, may not read."""
        return rows.where(is_readable(member, reads_all=self.reads_all))

    def coming(self, rows: ModelSelect[T], member: Any) -> ModelSelect[T]:
        """Return the same query without groups they are not in too: for what comes to them by itself."""
        return (
            rows.where((Board.group_for == "") | is_inside(member)) if self.reads_all else self.readable(rows, member)
        )

    def wanted(self, rows: ModelSelect[T], thread: Any = Thread) -> ModelSelect[T]:
        """Return a query over posts in threads without those that they chose not to meet.

        What they choose may change at any time, so nothing that is kept beside the read marks knows of it.
        """
        rows = without(rows, self.closed, Post.author, thread.author)
        heard = self.chosen.heard(thread)
        return rows.where(*heard) if heard else rows


def sight_of(reader: Reader | None, *, staff_too: bool = False) -> Sight:
    """Look up what a reader chose and whom they block; a guest, who is None, chose nothing.

    Staff are closed to nobody, unless `staff_too` (blocking.py).
    """
    if reader is None:
        return Sight(reads_all=False)
    return Sight(reader.reads_all, muting.choices(reader.id), closed_to(reader.id, staff_too=staff_too))
