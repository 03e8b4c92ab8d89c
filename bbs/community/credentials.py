"""What a member proves themselves with, as hashes: their passphrase, and the PIN of their private pages."""

from __future__ import annotations

from typing import Any

from peewee import ModelSelect

from bbs.community import members
from bbs.community.members import Person
from bbs.errors import NotFound
from store.prepared import prepared
from store.tables import Member


def stored_passphrase(handle: str) -> tuple[int | None, str | None]:
    """Return (member id, passphrase hash) for a handle; (None, None) when there is none, for the dummy check.

    Somebody who left is among them as long as they can come back: they prove who they are as everybody does.
    """
    for member, hashed in _stored(handle.strip().lower()):
        return member, hashed
    return None, None


@prepared
def _stored(handle: Any) -> ModelSelect[Member]:
    return Member.select(Member.id, Member.passphrase).where(Member.handle == handle)


def has_passphrase(member_id: int) -> bool:
    """Say whether a member has a passphrase; whoever joined with a key may have none."""
    row = Member.get_or_none(Member.id == member_id, Member.left_at.is_null())
    if row is None:
        raise NotFound
    return row.passphrase is not None


def set_passphrase(member_id: int, hashed: str) -> None:
    """Keep a new passphrase hash."""
    here = (Member.id == member_id) & Member.left_at.is_null()
    if not Member.update(passphrase=hashed).where(here).execute():
        raise NotFound


def set_again(member_id: int, asks: str, *, pin: str | None = None) -> Person:
    """Keep what a member's private pages ask for after a pause, and the hash of their PIN, if that is it."""
    Member.update(asks_again=asks, pin=pin).where(Member.id == member_id).execute()
    return members.by_id(member_id)


def stored_pin(member_id: int) -> str | None:
    """Return the hash of a member's PIN, None if they have none."""
    found: str | None = Member.select(Member.pin).where(Member.id == member_id).scalar()
    return found
