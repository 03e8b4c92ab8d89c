"""Leaving out of a query what is by somebody whom a member blocks."""

from __future__ import annotations

from typing import Any, TypeVar

from peewee import Field, ModelSelect

from store.prepared import prepared
from store.tables import Block, Member, Table

T = TypeVar("T", bound=Table)


def blocked_by(member: Any, *, staff_too: bool) -> ModelSelect[Block]:
    """Return the ids of whom a member blocks, for an IN; without those who look after the place, unless `staff_too`."""
    rows = Block.select(Block.of).where(Block.by == member)
    if staff_too:
        return rows
    return rows.join(Member, on=(Block.of == Member.id)).where(Member.role == "member")


@prepared
def _closed(member: Any, *, staff_too: bool) -> ModelSelect[Block]:
    return blocked_by(member, staff_too=staff_too)


def closed_to(member: int, *, staff_too: bool = False) -> frozenset[int]:
    """Return the ids of whom a member blocks; without those who look after the place, unless `staff_too`."""
    return frozenset(other for (other,) in _closed(member, staff_too=staff_too))


def leave_out(rows: ModelSelect[T], reader: int | None, *authors: Field, staff_too: bool = False) -> ModelSelect[T]:
    """Return a query without what is by somebody whom the reader blocks, in any of these columns.

    What is by nobody stays, and so does what staff wrote, but for what they write in private (`staff_too`). What was
    written without a name stays as well: whoever could block it away would know whose it is. Most block
    nobody: that is looked up first, and then nothing is added to the query.
    """
    return rows if reader is None else without(rows, closed_to(reader, staff_too=staff_too), *authors)


def without(rows: ModelSelect[T], closed: frozenset[int], *authors: Field) -> ModelSelect[T]:
    """Return a query as `leave_out` does, where it is known already whom the reader blocks."""
    for author in authors if closed else ():
        is_open = author.is_null() | author.not_in(closed)
        table = getattr(author, "source", author.model)  # an alias has columns of its own
        if (nameless := getattr(table, "nameless", None)) is not None:
            is_open |= nameless != ""
        rows = rows.where(is_open)
    return rows
