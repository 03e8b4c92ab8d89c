"""Recovery codes: the way back when the passphrase is lost."""

from __future__ import annotations

from typing import Any

from peewee import ModelSelect, fn

from bbs.community import credentials, members, vouching
from bbs.community.members import Person
from bbs.errors import Refusal
from bbs.language import N_
from store.prepared import prepared
from store.tables import Member, RecoveryCode
from store.tombstones import bury, destroy
from store.vault import Vault


def _unused(vault: Vault, handle: str, code: str, now: int) -> RecoveryCode | None:
    found: RecoveryCode | None = (
        RecoveryCode.select(RecoveryCode, Member)
        .join(Member)
        .where(RecoveryCode.mark == vault.mark("recovery", code), RecoveryCode.used_at.is_null())
        .where(RecoveryCode.expires_at.is_null() | (RecoveryCode.expires_at > now))
        .where(Member.handle == handle.strip().lower(), Member.left_at.is_null())
        .first()
    )
    return found


def whose(vault: Vault, handle: str, code: str, *, now: int) -> Person | None:
    """Return whom a recovery code would let in under this handle, or None. The code stays unused."""
    row = _unused(vault, handle, code, now)
    return members.person_of(row.member) if row else None


def keep(vault: Vault, member_id: int, codes: list[str], *, now: int) -> None:
    """Replace a member's recovery codes by new ones; only their marks are stored."""
    destroy(RecoveryCode, RecoveryCode.member == member_id)
    for code in codes:
        RecoveryCode.create(member=member_id, mark=vault.mark("recovery", code), made_at=now)


def left(member_id: int) -> int:
    """Return how many unused recovery codes of their own a member has."""
    return int(_left(member_id)[0][0])


@prepared
def _left(member: Any) -> ModelSelect[RecoveryCode]:
    unused = (RecoveryCode.expires_at.is_null(), RecoveryCode.used_at.is_null())
    return RecoveryCode.select(fn.COUNT(RecoveryCode.id)).where(RecoveryCode.member == member, *unused)


def use(vault: Vault, handle: str, code: str, *, now: int) -> Person | None:
    """Sign somebody in by a recovery code, which is then used up; None when it is not theirs."""
    row = _unused(vault, handle, code, now)
    if row is None:
        return None
    row.used_at = now
    row.save(only=[RecoveryCode.used_at])
    bury(row.row)
    person = members.person_of(row.member)
    if row.expires_at is not None:
        vouching.used(vault, person.id, now=now)
    return person


def recover(vault: Vault, handle: str, code: str, *, hashed: str | None, now: int) -> Person:
    """Let somebody in by a recovery code, with the hash of a new passphrase (None keeps what they have).

    All their codes end with it, so that whoever has the rest of a lost list has nothing (SECURITY.md "Private data").
    Raises Refusal when the code was used meanwhile.
    """
    person = use(vault, handle, code, now=now)
    if person is None:
        raise Refusal(N_("That code was used meanwhile. Each works once; please take the next."))
    if hashed is not None:
        credentials.set_passphrase(person.id, hashed)
    keep(vault, person.id, [], now=now)
    return person
