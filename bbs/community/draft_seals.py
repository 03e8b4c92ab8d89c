"""How drafts are sealed: under the server key, or to their member's own key where what they become is sealed so.

Writing needs no key, so a draft can be kept while it is locked; reading it back does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final

from bbs.community import keyrings
from bbs.community.shelf import Closed, Kind, Owner
from store.sealing import Key, is_sealed_to_member
from store.tables import Draft
from store.tombstones import destroy
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

OF_KIND: Final = (("journal/", Kind.JOURNAL), ("plan/", Kind.PLAN), ("appointment", Kind.MOOD))
"""How the places begin of drafts that become something private, and of which kind that is."""


def kind_at(place: str) -> Kind | None:
    """Return of which kind what is written at a place will be, None where it will not be private."""
    return next((kind for begins, kind in OF_KIND if place.startswith(begins)), None)


def _bound_to(row: str, member_id: int) -> Place:
    return Place("draft", row, str(member_id))


def seal(vault: Vault, member_id: int, place: str, row: str, words: str) -> bytes:
    """Seal words that are kept at a place, in the draft of a name."""
    kind, bound = kind_at(place), _bound_to(row, member_id)
    ring = keyrings.of(member_id) if kind is not None else None
    return ring.lock.seal(bound, words) if ring and kind in ring.kinds else vault.seal(bound, words)


def opened(vault: Vault, draft: Draft, key: Key | None = None) -> str | None:
    """Return the words of a draft; None while they are locked, "" where no key here opens them any more."""
    sealed, bound = bytes(draft.sealed), _bound_to(draft.row, draft.member_id)
    try:
        if not is_sealed_to_member(sealed):
            return vault.open(bound, sealed)
        return key.open(bound, sealed) if key is not None else None
    except SealBrokenError:
        log.warning("a draft could not be opened: was the server key changed?")
        return ""


def seal_anew(owner: Owner, kinds: Iterable[Kind]) -> None:
    """Seal the drafts of some kinds as new ones are: after what a member seals was changed. Raises Closed."""
    wanted = frozenset(kinds)
    for draft in list(Draft.select().where(Draft.member == owner.member)):
        if kind_at(draft.place) not in wanted:
            continue
        words = opened(owner.vault, draft, owner.key)
        if words is None:
            raise Closed
        if words:
            draft.sealed = seal(owner.vault, owner.member, draft.place, draft.row, words)
            draft.save(only=[Draft.sealed])


def destroy_sealed(member_id: int) -> int:
    """Let go of drafts that are sealed to a key nothing opens any more; return how many they were."""
    rows = Draft.select(Draft.id, Draft.sealed).where(Draft.member == member_id)
    sealed = [row.id for row in rows if is_sealed_to_member(bytes(row.sealed))]
    return destroy(Draft, Draft.member == member_id, Draft.id.in_(sealed)) if sealed else 0
