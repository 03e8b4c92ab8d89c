"""How to be with somebody: what they wrote of it while they were well, for those who reply to them.

The words are sealed. Nobody but their author reads them until the author lets those see them who reply.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from bbs.community import boards
from bbs.community.members import Person
from bbs.community.profiles import own_words
from bbs.community.writing import may_write
from bbs.errors import NotFound
from bbs.language import N_
from store.tables import BeingWith, Member
from store.tables.base import random_name
from store.tombstones import destroy
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

LONGEST: Final = 1000


@dataclass(frozen=True)
class Words:
    """What somebody wrote of how to be with them, and whether others see it."""

    text: str
    is_shown: bool


def own(vault: Vault, person: Person) -> Words:
    """Return a member's own words; "" where there are none."""
    row = BeingWith.get_or_none(BeingWith.member == person.id)
    return Words(_words(vault, row), row.shown_at is not None) if row else Words("", False)


def write(vault: Vault, writer: Person | None, text: str) -> None:
    """Keep the words, in the stead of those before; who sees them stays as it was. Raises as `profiles.write` does."""
    person = may_write(writer)
    text = own_words(text, LONGEST)
    before = BeingWith.get_or_none(BeingWith.member == person.id)
    row = before.row if before else random_name()
    sealed = vault.seal(_place(row, person.id), text)
    if before:
        BeingWith.update(sealed=sealed).where(BeingWith.id == before.id).execute()
    else:
        BeingWith.create(member=person.id, row=row, sealed=sealed)


def show(person: Person, *, now: int) -> None:
    """Let those see the words who reply. Raises NotFound where there are none."""
    if not BeingWith.update(shown_at=now).where(BeingWith.member == person.id).execute():
        raise NotFound


def hide(person: Person) -> None:
    """Keep the words to oneself again."""
    BeingWith.update(shown_at=None).where(BeingWith.member == person.id).execute()


def take_away(person: Person) -> None:
    """Take one's words away, for good."""
    destroy(BeingWith, BeingWith.member == person.id)


def of(vault: Vault, reader: Person | None, handle: str) -> str:
    """Return how to be with a member, "" where they say nothing of it to others, or to this reader."""
    if reader is None or not handle or not boards.can_read_all(reader):
        return ""
    rows = BeingWith.select(BeingWith).join(Member).where(Member.handle == handle, Member.left_at.is_null())
    row = rows.where(BeingWith.shown_at.is_null(False)).first()
    return _words(vault, row) if row else ""


def read(vault: Vault, reader: Person | None, handle: str) -> str:
    """Return the same, or raise NotFound."""
    if not (words := of(vault, reader, handle.strip().lower())):
        raise NotFound(N_("There is nothing of that to read now. Their page may say more of them."))
    return words


def _place(row: str, member: int) -> Place:
    return Place("being_with", row, str(member))


def _words(vault: Vault, row: BeingWith) -> str:
    try:
        return vault.open(_place(row.row, row.member_id), bytes(row.sealed))
    except SealBrokenError:
        log.warning("how to be with a member could not be opened: was the server key changed?")
        return ""
