"""Members' keys: which public keys sign somebody in. Only the keyed mark of each is kept."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community.credentials import has_passphrase
from bbs.community.members import Person, person_of
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.tables import Member, MemberKey
from store.tombstones import destroy
from store.vault import Vault


@dataclass(frozen=True)
class Key:
    """A public key of a member: only its label, when it was added, and whether they ever came with it can be known."""

    id: int
    label: str
    added_at: int
    is_proven: bool


KEYS_MOST = 20


def by_key(vault: Vault, fingerprint: str, username: str = "", *, left: bool = False) -> Person | None:
    """Return whom a key that was just proven signs in, or None. `username` is the name the caller gave.

    With `left` it is looked for among those who left.

    A key that was only ever pasted opens nothing but its member's own handle: else whoever pastes a stranger's key
    (code hosts publish them) would have them arrive under a false name, and would see that they came.
    """
    rows = MemberKey.select(MemberKey, Member).join(Member)
    found = list(rows.where(MemberKey.mark == vault.mark("key", fingerprint), Member.left_at.is_null(not left)))
    named = [row for row in found if row.member.handle == username.strip().lower()]
    proven = [row for row in found if row.proven_at is not None]
    return next((person_of(row.member) for row in (*named, *proven)), None)


def add_key(vault: Vault, member_id: int, fingerprint: str, label: str, *, now: int, is_proven: bool = True) -> Key:
    """Let a key sign a member in. Only its keyed mark is stored. Raises Refusal.

    `is_proven` says that they came with it. A proven key belongs to one member. A pasted one can be anybody's, and
    whether somebody else has it is not told: that would say whether the owner of a public key is a member.
    """
    own = MemberKey.select().where(MemberKey.member == member_id)
    mark = vault.mark("key", fingerprint)
    if row := own.where(MemberKey.mark == mark).first():
        if not is_proven or row.proven_at is not None:
            raise Refusal(N_("You have that key already, under the name {label}."), label=row.label)
    elif own.count() >= KEYS_MOST:
        raise Refusal(N_("You have {n} keys, which is the most there can be. Remove one first."), n=KEYS_MOST)
    if is_proven and MemberKey.select().where(MemberKey.mark == mark, MemberKey.proven_at.is_null(False)).exists():
        raise Refusal(N_("That key already signs somebody in. Each key belongs to one member."))
    row = row or MemberKey(member=member_id, mark=mark, added_at=now)
    row.label, row.proven_at = label, now if is_proven else None
    row.save()
    return Key(row.id, row.label, row.added_at, is_proven)


def keys(member_id: int) -> list[Key]:
    """Return a member's keys, oldest first."""
    rows = MemberKey.select().where(MemberKey.member == member_id).order_by(MemberKey.id)
    return [Key(row.id, row.label, row.added_at, row.proven_at is not None) for row in rows]


def _own_key(member_id: int, key_id: int) -> MemberKey:
    row = MemberKey.get_or_none(MemberKey.id == key_id, MemberKey.member == member_id)
    if row is None:
        raise NotFound
    return row


def name_key(member_id: int, key_id: int, label: str) -> None:
    """Give one's own key another name; raises NotFound for anybody else's."""
    row = _own_key(member_id, key_id)
    row.label = label
    row.save(only=[MemberKey.label])


def remove_key(member_id: int, key_id: int) -> None:
    """Take one's own key away; refuses to take the last sure way in. A pasted key nobody came with is not sure."""
    row = _own_key(member_id, key_id)
    others = MemberKey.select().where(MemberKey.member == member_id, MemberKey.id != key_id)
    if not has_passphrase(member_id) and not others.where(MemberKey.proven_at.is_null(False)).exists():
        raise Refusal(N_("That may be your only way in. Set a passphrase first, then remove the key."))
    destroy(MemberKey, MemberKey.id == row.id)
