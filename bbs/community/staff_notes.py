"""What the staff note about a member, for each other. The member reads it, if they ask what is held about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peewee import JOIN

from bbs.community.members import Person
from bbs.community.wording import clean_text
from bbs.errors import NotFound
from store.sealed import opened, place_of
from store.tables import Member, StaffNote
from store.tables.base import random_name
from store.tombstones import destroy
from store.vault import Vault

LONGEST: Final = 2_000


@dataclass(frozen=True)
class Noted:
    """A note about a member: `by` is the handle of who made it, "" for who left."""

    id: int
    text: str
    by: str
    is_mine: bool
    made_at: int
    case: int | None


def note(vault: Vault, staff: Person | None, member_id: int, text: str, *, now: int, case: int | None = None) -> None:
    """Note something about a member. Raises NotFound for who is not staff or is it about; NotUnderstood."""
    if staff is None or not staff.is_staff or staff.id == member_id or Member.get_or_none(id=member_id) is None:
        raise NotFound
    words = clean_text(text, LONGEST)
    row = StaffNote(about=member_id, by=staff.id, case=case, row=random_name(), made_at=now)
    row.sealed = vault.seal(place_of(row), words)
    row.save(force_insert=True)


def about(vault: Vault, staff: Person | None, member_id: int) -> list[Noted]:
    """Return what is noted about a member, newest first. Raises NotFound for who is not staff, or is it about."""
    if staff is None or not staff.is_staff or staff.id == member_id:
        raise NotFound
    rows = StaffNote.select(StaffNote, Member).join(Member, JOIN.LEFT_OUTER, on=(StaffNote.by == Member.id), attr="by")
    return [
        Noted(
            row.id,
            opened(vault, row),
            row.by.handle if row.by else "",
            row.by is not None and row.by.id == staff.id,
            row.made_at,
            row.case_id,
        )
        for row in rows.where(StaffNote.about == member_id).order_by(StaffNote.id.desc())
    ]


def remove(staff: Person | None, note_id: int) -> None:
    """Destroy a note of one's own; an operator may destroy anybody's. Raises NotFound."""
    row = StaffNote.get_or_none(StaffNote.id == note_id)
    if row is None or staff is None or not staff.is_staff or row.about_id == staff.id:
        raise NotFound
    if row.by_id != staff.id and staff.role != "operator":
        raise NotFound
    destroy(StaffNote, StaffNote.id == note_id)
