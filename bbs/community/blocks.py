"""Blocks: what a blocked member writes is closed to the one who blocked them, and does not reach them.

The blocked never learn of it: nothing that they can see or do is any different. What those who look after the place
write stays open, because it may be about the place itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.community import members
from bbs.community.members import Person, Role
from bbs.community.writing import may_write
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store import blocking
from store.tables import Block, Member
from store.tombstones import destroy

MOST: Final = 500
"""Members one member can block."""


@dataclass(frozen=True)
class Blocked:
    """Somebody who is blocked: their handle, "" for somebody who left, and whether they look after the place."""

    id: int
    handle: str
    is_staff: bool


def block(person: Person | None, handle: str, *, now: int) -> Blocked:
    """Block the member with this handle; again changes nothing. Raises SignInFirst, NotFound, Refusal."""
    person = may_write(person)
    other = members.by_handle(handle)
    if other is None:
        raise NotFound(N_("There is nobody of that name here now."))
    if other.id == person.id:
        raise Refusal(N_("That is you."))
    if Block.select().where(Block.by == person.id).count() >= MOST:
        raise Refusal(N_("You block {n} members, which is the most there can be. Undo one first: blocked."), n=MOST)
    Block.insert(by=person.id, of=other.id, blocked_at=now).on_conflict_ignore().execute()
    return Blocked(Block.get(Block.by == person.id, Block.of == other.id).id, other.handle, other.is_staff)


def unblock(person: Person, block_id: int) -> None:
    """Undo a block. Raises NotFound for one that is not there, or somebody else's."""
    if not destroy(Block, Block.id == block_id, Block.by == person.id):
        raise NotFound


def listed(person: Person) -> list[Blocked]:
    """Return whom a member blocks, by name; those who left come last."""
    rows = Block.select(Block, Member).join(Member, on=(Block.of == Member.id)).where(Block.by == person.id)
    found = [
        Blocked(row.id, "" if row.of.left_at is not None else row.of.handle, Role(row.of.role) is not Role.MEMBER)
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.handle, one.handle, one.id))


def of(person: Person, handle: str) -> Blocked | None:
    """Return somebody whom a member blocks, None for anybody else."""
    return next((one for one in listed(person) if one.handle and one.handle == handle), None)


def between(one: int, other: int) -> bool:
    """Say whether either of two members blocks the other: then neither writes to the other in private."""
    theirs = (Block.by == one) & (Block.of == other)
    return Block.select().where(theirs | (Block.by == other) & (Block.of == one)).exists()


def closed_to(reader: Person | None) -> frozenset[int]:
    """Return the ids of the members whose posts are closed to a reader."""
    return blocking.closed_to(reader.id) if reader else frozenset()
