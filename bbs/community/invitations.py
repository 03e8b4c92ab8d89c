"""Who came with whose joining code: the way back from one member, and everybody who came from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.community import members
from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.language import N_
from store.tables import Member

MOST: Final = 500
"""Members that are shown of a tree."""


@dataclass(frozen=True)
class Invited:
    """Somebody in the tree: who made the code they came with, "" for none; `depth` is how many codes lie between."""

    handle: str
    joined_at: int
    by: str
    depth: int


def path(staff: Person | None, member_id: int) -> list[str]:
    """Return who let somebody in, who let them in, and so on. Raises NotFound for all but the staff."""
    _only_for(staff)
    handles: list[str] = []
    seen, row = {member_id}, Member.get_or_none(Member.id == member_id)
    while row is not None and row.invited_by_id is not None and row.invited_by_id not in seen:
        seen.add(row.invited_by_id)
        row = row.invited_by
        if row.left_at is None:
            handles.append(row.handle)
    return handles


def tree(staff: Person | None, handle: str) -> list[Invited]:
    """Return who came from somebody, each behind who let them in. Raises NotFound for nobody, and all but staff."""
    _only_for(staff)
    person = members.by_handle(handle)
    if person is None:
        raise NotFound(N_("There is no member called {handle}."), handle=handle.strip())
    made: list[Invited] = []
    _follow(person.id, person.handle, 1, made, {person.id})
    return made


def _follow(member: int, handle: str, depth: int, made: list[Invited], seen: set[int]) -> None:
    rows = Member.select().where(Member.invited_by == member, Member.left_at.is_null()).order_by(Member.id)
    for row in rows:
        if row.id in seen or len(made) >= MOST:
            continue
        seen.add(row.id)
        made.append(Invited(row.handle, row.joined_at, handle, depth))
        _follow(row.id, row.handle, depth + 1, made, seen)


def _only_for(staff: Person | None) -> None:
    if staff is None or not staff.is_staff:
        raise NotFound
