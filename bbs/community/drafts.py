"""Drafts: what somebody began to write, kept sealed until it is posted or dropped.

The same text may be written on two devices. The newest words have the place; words that another device kept there, and
that this one never saw, are put beside them, to be found under Drafts. So are those that are sealed to the
member's own key (bbs/community/draft_seals.py) while it is locked: nothing is written over that cannot be read.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect

from bbs.community import draft_seals
from bbs.community.hands import ALL, TITLE, Hand, text_of
from bbs.community.shelf import Closed, Kind
from bbs.errors import NotFound
from bbs.safe_text import safe_text
from store.prepared import first_of, prepared
from store.sealing import Key
from store.tables import Draft
from store.tables.base import random_name
from store.tombstones import destroy
from store.vault import Vault

MOST_ENDS = 3
"""Blanks and line ends that are kept at the end of a draft."""
BESIDE = "/beside/"
"""What stands between a place and the name of the writing whose words were put beside it."""


@dataclass(frozen=True)
class Begun:
    """What was kept at a place, its version, and the name of the draft; all "" where nothing was, or it is locked."""

    text: str = ""
    version: str = ""
    row: str = ""


@dataclass(frozen=True)
class Keeping:
    """How keeping went: the version that is kept now, where, in which draft, and whether another device's is too."""

    version: str = ""
    place: str = ""
    row: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Kept:
    """Where a draft waits, and since when. `id` tells it; `returned` says that it could not go out at its hour."""

    place: str
    kept_at: int
    id: int = 0
    returned: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether it is the other version of a text that two devices wrote."""
        return BESIDE in self.place

    @property
    def to(self) -> str:
        """The place where it is gone on with."""
        return _first(self.place)


def _first(place: str) -> str:
    return place.partition(BESIDE)[0]


def _at(member_id: int, place: str) -> Draft | None:
    return first_of(Draft, _kept_at(member_id, place))


@prepared
def _kept_at(member: Any, place: Any) -> ModelSelect[Draft]:
    return Draft.select().where(Draft.member == member, Draft.place == place)


def keep(
    vault: Vault,
    member_id: int,
    place: str,
    text: str,
    *,
    now: int,
    hand: Hand | None = None,
    typed_at: int | None = None,
    returned: bool = False,
    key: Key | None = None,
) -> Keeping:
    """Keep what is being written at a place, in the stead of what was kept there; empty text drops it.

    Words that another hand kept there since this one looked are put beside. Words that were typed before those (at
    `typed_at`, and kept now that their line was cut) are put there themselves. `key` is the member's own, if it is
    unlocked.

    A draft has one name as long as it lives: dropped, it is gone from every copy, whatever it said when that was made.
    """
    hand = hand or Hand()
    before, words = _at(member_id, place), _as_begun(text)
    is_strange = before is not None and before.hand != hand.name and before.version != hand.version
    if not words.strip():
        if not is_strange:
            drop(member_id, place)
        return Keeping(place=place)
    is_beside = False
    if before is not None and is_strange:
        theirs = draft_seals.opened(vault, before, key)
        if typed_at is not None and typed_at < before.kept_at:
            if theirs is not None and words.strip() in theirs:
                return Keeping(hand.version, place)
            place, is_beside = _beside(place, hand.name), True
            before = _at(member_id, place)
        else:
            destroy(Draft, Draft.member == member_id, Draft.place == _beside(place, hand.name))  # its own, older ones
            if theirs is None or theirs.strip() not in words:
                _put_beside(before)
                before, is_beside = None, True
    row = before.row if before else random_name()
    version = secrets.token_hex(8)
    new = {
        Draft.sealed: draft_seals.seal(vault, member_id, place, row, words),
        Draft.kept_at: now,
        Draft.hand: hand.name,
        Draft.version: version,
        Draft.returned_at: now if returned else None,
    }
    Draft.insert({Draft.member: member_id, Draft.place: place, Draft.row: row, **new}).on_conflict(
        conflict_target=[Draft.member, Draft.place], update=new
    ).execute()
    return Keeping(version, place, row, is_beside)


def _as_begun(text: str) -> str:
    """Return a text as it is kept: that of a post, but with the space or the line that was begun after it.

    Or what is typed next, after a cut line, would join on to its last word.
    """
    return safe_text(text) + text[len(text.rstrip(" \n")) :][:MOST_ENDS]


def _beside(place: str, hand: str) -> str:
    """Return the place beside one. What belongs to a text stays with it."""
    text = text_of(place)
    return f"{text}{BESIDE}{hand or secrets.token_hex(8)}{place[len(text) :]}"


def _put_beside(row: Draft) -> None:
    """Make room for newer words. What the same hand had there is older than these, and part of the same writing."""
    place = _beside(row.place, row.hand)
    destroy(Draft, Draft.member == row.member_id, Draft.place == place)
    Draft.update(place=place).where(Draft.id == row.id).execute()


def begun(vault: Vault, member_id: int, place: str, key: Key | None = None) -> Begun:
    """Return what was kept at a place. It has no words where nothing was, or nothing that our server key opens.

    What is locked is as if it were not there, so that what is written now goes beside it.

    After a restore without the old key a member must still be able to write where a lost draft stands.
    """
    draft = _at(member_id, place)
    words = draft_seals.opened(vault, draft, key) if draft else None
    return Begun(words, draft.version, draft.row) if draft and words is not None else Begun()


def kept(vault: Vault, member_id: int, place: str, key: Key | None = None) -> str:
    """Return the words kept at a place, "" if there are none, or they are locked."""
    return begun(vault, member_id, place, key).text


def waits_at(member_id: int, place: str) -> bool:
    """Say whether something is kept at a place."""
    return _at(member_id, place) is not None


def drop(member_id: int, place: str) -> None:
    """Forget what was kept at a place, and the title, the note and all else that belongs to it."""
    destroy(Draft, Draft.member == member_id, Draft.place.in_([place + end for end in ALL]))


def sent(member_id: int, written: Mapping[str, Hand]) -> None:
    """Forget what these hands kept at these places, now that it is posted. Words of others that they never saw stay."""
    for place, hand in written.items():
        destroy(
            Draft,
            Draft.member == member_id,
            ((Draft.place == place) & ((Draft.hand == hand.name) | (Draft.version == hand.version)))
            | (Draft.place == _beside(place, hand.name)),
        )


@prepared
def _kept(member: Any) -> ModelSelect[Draft]:
    rows = Draft.select(Draft.id, Draft.place, Draft.kept_at, Draft.returned_at.is_null(False))
    return rows.where(Draft.member == member).order_by(Draft.kept_at.desc(), Draft.id.desc())


def places(member_id: int) -> list[Kept]:
    """Return where a member has drafts, newest first. What belongs to a text is no draft by itself."""
    found = {
        place: Kept(place, kept_at, draft, bool(came_back)) for draft, place, kept_at, came_back in _kept(member_id)
    }
    return [
        one
        for place, one in found.items()
        if text_of(place) == place or (BESIDE in place and place.endswith(TITLE) and text_of(place) not in found)
    ]


@dataclass(frozen=True)
class Other:
    """A draft as it is read by itself: the other version of a text that two devices wrote, or what has no place now."""

    kept: Kept
    title: str
    text: str


def kind_of(member_id: int, draft_id: int) -> Kind | None:
    """Return what kind of private words a draft is to become, None for others; raises NotFound."""
    row = Draft.get_or_none(Draft.id == draft_id, Draft.member == member_id)
    if row is None:
        raise NotFound
    return draft_seals.kind_at(row.place)


def other(vault: Vault, member_id: int, draft_id: int, key: Key | None = None) -> Other:
    """Return a draft by itself; another version has the one title where it has none. Raises NotFound, Closed."""
    row = Draft.get_or_none(Draft.id == draft_id, Draft.member == member_id)
    if row is None:
        raise NotFound
    if draft_seals.opened(vault, row, key) is None:
        raise Closed
    place = text_of(row.place)
    text, title, first = (kept(vault, member_id, at, key) for at in (place, place + TITLE, _first(place) + TITLE))
    return Other(Kept(place, row.kept_at, row.id), title or first, text)


def exchange(member_id: int, draft_id: int) -> str:
    """Give the other version the place, put what has it beside, and return the place; raises NotFound."""
    row = Draft.get_or_none(Draft.id == draft_id, Draft.member == member_id)
    if row is None or BESIDE not in row.place:
        raise NotFound
    beside = text_of(row.place)
    place, name = _first(beside), secrets.token_hex(8)
    for end in ALL:
        chosen, first = _at(member_id, beside + end), _at(member_id, place + end)
        if chosen is None:
            continue
        if first is not None:
            Draft.update(place=_beside(first.place, name)).where(Draft.id == first.id).execute()
        # It is no longer what a writing that is still open on another device saw last.
        version = secrets.token_hex(8)
        Draft.update(place=place + end, hand=name, version=version).where(Draft.id == chosen.id).execute()
    return place
