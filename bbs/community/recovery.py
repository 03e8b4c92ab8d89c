"""Coming back with a recovery code, when the passphrase is lost."""

from __future__ import annotations

from bbs.community import members
from bbs.community.members import Person
from bbs.errors import Refusal
from bbs.language import N_
from store.tables import Member, RecoveryCode
from store.vault import Vault


def whose(vault: Vault, handle: str, code: str) -> Person | None:
    """Return whom a recovery code would let in under this handle, or None. The code stays unused."""
    row = (
        RecoveryCode.select(RecoveryCode, Member)
        .join(Member)
        .where(RecoveryCode.mark == vault.mark("recovery", code), RecoveryCode.used_at.is_null())
        .where(Member.handle == handle.strip().lower(), Member.left_at.is_null())
        .first()
    )
    return members.person_of(row.member) if row else None


def recover(vault: Vault, handle: str, code: str, *, hashed: str | None, now: int) -> Person:
    """Let somebody in by a recovery code, with the hash of a new passphrase (None keeps what they have).

    All their codes end with it, so that whoever has the rest of a lost list has nothing (SECURITY.md "Private data").
    Raises Refusal when the code was used meanwhile.
    """
    person = members.use_recovery_code(vault, handle, code, now=now)
    if person is None:
        raise Refusal(N_("That code was used meanwhile. Each works once; please take the next."))
    if hashed is not None:
        members.set_passphrase(person.id, hashed)
    members.keep_recovery_codes(vault, person.id, [], now=now)
    return person
