"""Notes that whoever goes off shift leaves for whoever comes next: shown until somebody took note of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import JOIN, ModelSelect, fn

from bbs.community.members import Person
from bbs.community.wording import clean_text
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.sealed import opened, place_of
from store.tables import HandOver, Member
from store.tombstones import destroy
from store.vault import Vault

LONGEST: Final = 2_000
"""Characters of a note."""
KEPT_READ: Final = 7 * 24 * 3600
KEPT: Final = 30 * 24 * 3600
"""Seconds after which a note goes: since somebody took note of it, and since it was left."""


@dataclass(frozen=True)
class Note:
    """A note for whoever comes next: by whom ("" for who left), its words, when; `is_read` once somebody noted it."""

    id: int
    by: str
    is_mine: bool
    text: str
    made_at: int
    is_read: bool


def _staff(staff: Person | None) -> Person:
    if staff is None or not staff.is_staff:
        raise NotFound
    return staff


def leave(vault: Vault, staff: Person | None, text: str, *, now: int) -> None:
    """Leave a note for whoever comes on shift next. Raises NotFound for all but the staff, NotUnderstood."""
    who, words = _staff(staff), clean_text(text, LONGEST)
    row = HandOver(by=who.id, made_at=now)
    row.sealed = vault.seal(place_of(row), words)
    row.save()


def notes(vault: Vault, staff: Person | None) -> list[Note]:
    """Return the notes that are kept: those that wait first, each part the newest first. Raises NotFound."""
    who = _staff(staff)
    rows = HandOver.select(HandOver, Member).join(Member, JOIN.LEFT_OUTER, on=(HandOver.by == Member.id), attr="by")
    return [
        Note(
            row.id,
            row.by.handle if row.by else "",
            row.by_id == who.id,
            opened(vault, row),
            row.made_at,
            row.read_at is not None,
        )
        for row in rows.order_by(HandOver.read_at.is_null(False), HandOver.id.desc())
    ]


def waiting(staff: Person | None) -> int:
    """Return how many notes of others wait for one of the staff. Raises NotFound."""
    return int(_waiting(_staff(staff).id)[0][0])


@prepared
def _waiting(staff: Any) -> ModelSelect[HandOver]:
    others = HandOver.by.is_null() | (HandOver.by != staff)
    return HandOver.select(fn.COUNT(HandOver.id)).where(HandOver.read_at.is_null(), others)


def take_note(staff: Person | None, note_id: int, *, now: int) -> None:
    """Take note of one: it is shown to nobody as waiting any more. Raises NotFound, Refusal for one's own."""
    who = _staff(staff)
    if HandOver.select().where(HandOver.id == note_id, HandOver.by == who.id).exists():
        raise Refusal(N_("That is your own; it is the others who take note of it."))
    others = (HandOver.id == note_id, HandOver.by.is_null() | (HandOver.by != who.id))
    changed = HandOver.update(read_at=now, read_by=who.id).where(*others, HandOver.read_at.is_null()).execute()
    if not changed:
        raise NotFound(N_("That note is not waiting any more: somebody read it, or took it back."))


def take_back(staff: Person | None, note_id: int) -> None:
    """Take one's own note away, for good. Raises NotFound."""
    if not destroy(HandOver, HandOver.id == note_id, HandOver.by == _staff(staff).id):
        raise NotFound(N_("That note is not yours to take back, or it is gone."))


def destroy_old(now: int) -> None:
    """Destroy the notes whose time is over. Once a day."""
    HandOver.delete().where((HandOver.read_at <= now - KEPT_READ) | (HandOver.made_at <= now - KEPT)).execute()
