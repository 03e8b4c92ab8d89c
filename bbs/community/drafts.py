"""Drafts: what somebody began to write, kept sealed until it is posted or dropped."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from bbs.safe_text import safe_text
from store.tables import Draft
from store.tombstones import destroy
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)


TITLE = "/title"
"""How the place of a title ends, after that of its text."""


@dataclass(frozen=True)
class Kept:
    """Where a draft waits, and since when."""

    place: str
    kept_at: int


def _seal_place(row: str, member_id: int) -> Place:
    return Place("draft", row, str(member_id))


def keep(vault: Vault, member_id: int, place: str, text: str, *, now: int) -> None:
    """Keep what is being written at a place, in the stead of what was kept there; empty text drops it.

    A draft has one name as long as it lives: dropped, it is gone from every copy, whatever it said when that was made.
    """
    if not text.strip():
        drop(member_id, place)
        return
    before = Draft.get_or_none(Draft.member == member_id, Draft.place == place)
    row = before.row if before else secrets.token_hex(16)
    sealed = vault.seal(_seal_place(row, member_id), safe_text(text))
    Draft.insert(member=member_id, place=place, row=row, sealed=sealed, kept_at=now).on_conflict(
        conflict_target=[Draft.member, Draft.place], update={Draft.sealed: sealed, Draft.kept_at: now}
    ).execute()


def kept(vault: Vault, member_id: int, place: str) -> str:
    """Return what was kept at a place, "" if nothing was, or nothing that our server key opens.

    After a restore without the old key a member must still be able to write where a lost draft stands.
    """
    draft = Draft.get_or_none(Draft.member == member_id, Draft.place == place)
    if draft is None:
        return ""
    try:
        return vault.open(_seal_place(draft.row, member_id), draft.sealed)
    except SealBrokenError:
        log.warning("a draft could not be opened: was the server key changed?")
        return ""


def drop(member_id: int, place: str) -> None:
    """Forget what was kept at a place, and the title beside it."""
    destroy(Draft, Draft.member == member_id, Draft.place.in_((place, place + TITLE)))


def places(member_id: int) -> list[Kept]:
    """Return where a member has drafts, newest first. A title is kept beside its text, and is no draft by itself."""
    rows = Draft.select(Draft.place, Draft.kept_at).where(Draft.member == member_id).order_by(Draft.kept_at.desc())
    return [Kept(row.place, row.kept_at) for row in rows if not row.place.endswith(TITLE)]
