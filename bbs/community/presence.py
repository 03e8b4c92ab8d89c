"""Who is here: members who are connected now and want it seen. Nothing is stored but that wish."""

from __future__ import annotations

from collections.abc import Iterable

from bbs.community import boards
from bbs.community.members import Person
from store.tables import Block, Member


def here(reader: Person | None, connected: Iterable[int]) -> list[str]:
    """Return the handles of those connected who say that they are here, by name.

    Whoever blocks somebody, and whom they block, are not shown to each other.
    """
    if reader is None or not boards.can_read_all(reader):
        return []
    rows = Member.select(Member.handle).where(Member.id.in_(list(connected)), Member.here)
    rows = rows.where(Member.left_at.is_null(), Member.waiting_since.is_null(), Member.declined_at.is_null())
    rows = rows.where(Member.id.not_in(Block.select(Block.of).where(Block.by == reader.id)))
    rows = rows.where(Member.id.not_in(Block.select(Block.by).where(Block.of == reader.id)))
    return sorted(row.handle for row in rows)
