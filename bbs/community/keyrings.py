"""Keyrings: the key of a member's own to which they may seal what is private, and what unlocks it.

The key is made when they first seal something. What seals is in the database as it is; what opens is there only wrapped
by their passphrase and by each of their recovery codes (SECURITY.md "Private data"). Nobody else can unlock it: not the
operator, and not somebody whom a member of the staff let in again under their name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import ModelSelect

from bbs.community.passphrases import normalise_code
from store.prepared import prepared
from store.sealing import Key, Lock
from store.tables import Keyring, KeyWrap
from store.tables.base import random_name
from store.vault import Place, Vault

SALT_BYTES: Final = 16


class Way(StrEnum):
    """What unlocks a key."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way
    JOURNAL = "journal"
    """A passphrase for this alone: who signs in with a key has no other."""
    CODE = "code"


@dataclass(frozen=True)
class Ring:
    """What seals to a member, and the kinds of private words that are sealed so."""

    lock: Lock
    kinds: frozenset[str]


@dataclass(frozen=True)
class Wrap:
    """A wrapped key: with `salt` and `cost`, what they know gives the bytes that unwrap it."""

    way: Way
    salt: bytes
    cost: str
    place: Place
    sealed: bytes = b""
    mark: bytes | None = None

    @classmethod
    def begin(cls, member_id: int, way: Way, cost: str, mark: bytes | None = None) -> Wrap:
        """Return a new wrap, to be `filled` with what its salt gives."""
        return cls(way, os.urandom(SALT_BYTES), cost, _place(random_name(), member_id), mark=mark)

    def filled(self, key: Key, derived: bytes) -> Wrap:
        """Return it with the key in it."""
        return Wrap(self.way, self.salt, self.cost, self.place, key.wrapped(derived, self.place), self.mark)

    def unwrapped(self, derived: bytes) -> Key | None:
        """Return the key, None where these bytes are not what wrapped it."""
        return Key.unwrapped(self.sealed, derived, self.place)


def _place(name: str, member_id: int) -> Place:
    return Place("key_wrap", name, str(member_id))


def of(member_id: int) -> Ring | None:
    """Return a member's ring, None where they seal nothing."""
    for public, kinds in _ring(member_id):
        return Ring(Lock(bytes(public)), frozenset(kinds.split()))
    return None


@prepared
def _ring(member: Any) -> ModelSelect[Keyring]:
    return Keyring.select(Keyring.public, Keyring.kinds).where(Keyring.member == member)


def begin(member_id: int, lock: Lock, kinds: Iterable[str], wraps: Iterable[Wrap], *, now: int) -> None:
    """Give a member a key, wrapped by what they know."""
    row = Keyring.create(member=member_id, public=lock.public, kinds=_in_words(kinds), made_at=now)
    _add(row.id, wraps, now)


def set_kinds(member_id: int, kinds: Iterable[str]) -> None:
    """Say which kinds are sealed; without any the key goes too. What is there is sealed anew by shelf.py."""
    said = _in_words(kinds)
    if said:
        Keyring.update(kinds=said).where(Keyring.member == member_id).execute()
    else:
        Keyring.delete().where(Keyring.member == member_id).execute()


def _in_words(kinds: Iterable[str]) -> str:
    return " ".join(sorted(kinds))


def rewrap(member_id: int, wraps: Iterable[Wrap], *, now: int) -> None:
    """Put new wraps in the place of those of the same ways. Nothing is done for somebody who has no key."""
    row, new = Keyring.get_or_none(Keyring.member == member_id), list(wraps)
    if row is None:
        return
    ways = {wrap.way.value for wrap in new}
    if ways & {Way.PASSPHRASE.value, Way.JOURNAL.value}:
        ways |= {Way.PASSPHRASE.value, Way.JOURNAL.value}  # one passphrase opens, whichever was chosen last
    KeyWrap.delete().where(KeyWrap.keyring == row.id, KeyWrap.way.in_(ways)).execute()
    _add(row.id, new, now)


def _add(keyring_id: int, wraps: Iterable[Wrap], now: int) -> None:
    for wrap in wraps:
        KeyWrap.create(
            keyring=keyring_id,
            way=wrap.way.value,
            mark=wrap.mark,
            name=wrap.place.row,
            salt=wrap.salt,
            cost=wrap.cost,
            sealed=wrap.sealed,
            made_at=now,
        )


def mark_of(vault: Vault, code: str) -> bytes:
    """Return the mark by which the wrap of a recovery code is found."""
    return vault.mark("wrap", normalise_code(code))


def wraps(vault: Vault, member_id: int, typed: str) -> list[Wrap]:
    """Return the wraps that what somebody typed may open: that of this recovery code, or else of a passphrase."""
    rows = KeyWrap.select().join(Keyring).where(Keyring.member == member_id)
    coded = list(rows.where(KeyWrap.mark == mark_of(vault, typed)))
    found = coded or list(rows.where(KeyWrap.way != Way.CODE.value))
    return [
        Wrap(Way(row.way), bytes(row.salt), row.cost, _place(row.name, member_id), bytes(row.sealed), row.mark)
        for row in found
    ]


def ways(member_id: int) -> frozenset[Way]:
    """Return what unlocks a member's key."""
    rows = KeyWrap.select(KeyWrap.way).join(Keyring).where(Keyring.member == member_id).distinct()
    return frozenset(Way(row.way) for row in rows)
