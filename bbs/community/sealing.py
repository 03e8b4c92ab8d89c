"""Sealing some kinds of what is private to a member's own key, and taking that back: each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bbs.community import draft_seals, keyrings, recovery, shelf
from bbs.community.keyrings import Wrap
from bbs.community.shelf import SEALED_TOGETHER, Kind, Owner
from store.sealing import is_sealed_to_member
from store.tables import Private
from store.tombstones import destroy


def sealed_groups(member_id: int) -> frozenset[str]:
    """Return which of SEALED_TOGETHER a member seals."""
    ring = keyrings.of(member_id)
    return frozenset(name for name, kinds in SEALED_TOGETHER.items() if ring and kinds <= ring.kinds)


def begin(owner: Owner, group: str, wraps: Iterable[Wrap], codes: Sequence[str], *, now: int) -> None:
    """Seal the first group to the owner's new key, and give them new recovery codes, which open it too.

    `wraps` hold the key, one for the passphrase and one for each of the codes. Raises Closed without the key.
    """
    if owner.key is None:
        raise shelf.Closed
    keyrings.begin(owner.member, owner.key.lock, SEALED_TOGETHER[group], wraps, now=now)
    recovery.keep(owner.vault, owner.member, list(codes), now=now)
    _seal_anew(owner, SEALED_TOGETHER[group])


def seal_more(owner: Owner, group: str) -> None:
    """Seal another group to the key they have."""
    _change(owner, SEALED_TOGETHER[group], frozenset())


def unseal(owner: Owner, group: str) -> None:
    """Put a group back under the server key; when it was the last, the key is let go of. Raises Closed."""
    _change(owner, frozenset(), SEALED_TOGETHER[group])


def _change(owner: Owner, more: frozenset[Kind], less: frozenset[Kind]) -> None:
    if owner.key is None:
        raise shelf.Closed
    ring = keyrings.of(owner.member)
    kept = (ring.kinds if ring else frozenset()) | {kind.value for kind in more}
    kept -= {kind.value for kind in less}
    keyrings.set_kinds(owner.member, kept)
    _seal_anew(owner, more | less)


def _seal_anew(owner: Owner, kinds: frozenset[Kind]) -> None:
    shelf.seal_anew(owner, kinds)
    draft_seals.seal_anew(owner, kinds)


def start_over(member_id: int) -> int:
    """Let go of a key that nothing opens any more and of all that is sealed to it; return how many records that were.

    What was deleted and could be taken back is part of it, and so are drafts.
    From then on nothing is sealed, and a new key can be begun.
    """
    rows = Private.select(Private.id, Private.sealed).where(Private.member == member_id)
    sealed = [row.id for row in rows if is_sealed_to_member(bytes(row.sealed))]
    keyrings.set_kinds(member_id, ())
    draft_seals.destroy_sealed(member_id)
    return destroy(Private, Private.member == member_id, Private.id.in_(sealed))
