"""The shelf: everything that is a member's own, one sealed record each. Nothing private is kept any other way.

A record is a small JSON object; even a mood's value is inside. It is sealed under the server key, or to the member's
own key where they seal its kind (bbs/community/keyrings.py); whoever keeps or reads one does not see which. What is
deleted is out of sight at once, can be taken back for some days, and is then destroyed (hiding.py).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community import consent, keyrings
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.sealing import Key, is_sealed_to_member
from store.tables import Private
from store.tables.base import random_name
from store.vault import Place, SealBrokenError, Vault

log = logging.getLogger(__name__)

MOST: Final = 20_000
"""Records of one kind a member can keep: a check-in every hour for two years."""
LARGEST: Final = 128 * 1024
"""Bytes of one record."""


class Kind(StrEnum):
    """What a record is."""

    MOOD = "mood"
    QUESTIONS = "questions"
    JOURNAL = "journal"
    PLAN = "plan"
    KIND_WORDS = "kind-words"
    TOOLS = "tools"
    CARE = "care"
    """What a member chose about check-ins and the like: their own tags, which offers they want."""


KINDS: Final = {
    Kind.MOOD: N_("Check-ins"),
    Kind.QUESTIONS: N_("Questionnaires"),
    Kind.JOURNAL: N_("Journal"),
    Kind.PLAN: N_("Safety plan"),
    Kind.KIND_WORDS: N_("Kind words"),
    Kind.TOOLS: N_("Which tools were of use"),
    Kind.CARE: N_("Your own words for check-ins, and what you want offered"),
}
"""What each is called."""
SEALED_TOGETHER: Final = {
    "journal": frozenset({Kind.MOOD, Kind.QUESTIONS, Kind.JOURNAL, Kind.KIND_WORDS}),
    "plan": frozenset({Kind.PLAN}),
}
"""What a member may seal to their own key. The plan is by itself: it must open on a bad night."""


class Closed(Refusal):
    """It is sealed, and not unlocked in this visit."""

    def __init__(
        self,
        message: str = N_("That is sealed. Open it with your passphrase first."),
        /,
        **values: object,
    ) -> None:
        super().__init__(message, **values)


@dataclass(frozen=True)
class Owner:
    """Whose shelf it is: the member, the vault of the server, and their own key while it is unlocked."""

    vault: Vault
    member: int
    key: Key | None = None


@dataclass(frozen=True)
class Record:
    """Something kept. `at` is the moment it is about, in UTC seconds; `said` its words as JSON."""

    id: int
    at: int
    said: str

    @property
    def words(self) -> dict[str, Any]:
        """What it says."""
        found: dict[str, Any] = json.loads(self.said)
        return found


def _seal(owner: Owner, kind: Kind, name: str, said: str) -> bytes:
    ring = keyrings.of(owner.member)
    place = _place(kind, name, owner.member)
    return ring.lock.seal(place, said) if ring and kind in ring.kinds else owner.vault.seal(place, said)


def _place(kind: Kind, name: str, member_id: int) -> Place:
    return Place(f"private/{kind.value}", name, str(member_id))


def _open(owner: Owner, kind: Kind, name: str, sealed: bytes) -> str:
    place = _place(kind, name, owner.member)
    if not is_sealed_to_member(sealed):
        return owner.vault.open(place, sealed)
    if owner.key is None:
        raise Closed
    return owner.key.open(place, sealed)


def _as_json(words: Mapping[str, Any]) -> str:
    said = json.dumps(words, ensure_ascii=False)
    if len(said.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Refusal(N_("That is longer than fits here. Please divide it in two."))
    return said


def keep(owner: Owner, kind: Kind, words: Mapping[str, Any], *, at: int) -> int:
    """Keep something new and return its id.

    Raises NotAgreed without their consent, Refusal when it is too long, or when there is too much.
    """
    consent.require(owner.member)
    said = _as_json(words)
    if count(owner.member, kind) >= MOST:
        raise Refusal(N_("There is no room for more of these. You can export them and delete old ones, under My data."))
    name = random_name()
    row = Private.create(member=owner.member, kind=kind.value, row=name, sealed=_seal(owner, kind, name, said), at=at)
    return int(row.id)


def change(owner: Owner, record_id: int, kind: Kind, words: Mapping[str, Any], *, at: int | None = None) -> None:
    """Put other words in the place of a record's. Raises NotFound, NotAgreed, Refusal."""
    consent.require(owner.member)
    said, row = _as_json(words), _own(owner.member, record_id, kind)
    row.sealed = _seal(owner, kind, row.row, said)
    row.at = row.at if at is None else at
    row.save(only=[Private.sealed, Private.at])


def _own(member_id: int, record_id: int, kind: Kind) -> Private:
    row: Private | None = Private.get_or_none(
        Private.id == record_id, Private.member == member_id, Private.kind == kind.value, Private.hidden_at.is_null()
    )
    if row is None:
        raise NotFound
    return row


def one(owner: Owner, record_id: int, kind: Kind) -> Record:
    """Return one record. Raises NotFound, Closed."""
    row = _own(owner.member, record_id, kind)
    found = list(_opened(owner, kind, [(row.id, row.at, row.row, row.sealed)]))
    if not found:
        raise Refusal(N_("Its words cannot be opened: the server key here was changed."))
    return found[0]


def records(owner: Owner, kind: Kind, *, since: int = 0, until: int = 2**62, limit: int = MOST) -> list[Record]:
    """Return records from a moment to before another, the newest first. Raises Closed.

    One that no key here opens is left out: the server key was changed, and the log says so.
    """
    return list(_opened(owner, kind, _rows(owner.member, kind.value, since, until, limit)))


@prepared
def _rows(member: Any, kind: Any, since: Any, until: Any, most: Any) -> ModelSelect[Private]:
    rows = Private.select(Private.id, Private.at, Private.row, Private.sealed)
    rows = rows.where(Private.member == member, Private.kind == kind, Private.hidden_at.is_null())
    return (
        rows.where(Private.at >= since, Private.at < until).order_by(Private.at.desc(), Private.id.desc()).limit(most)
    )


def _opened(owner: Owner, kind: Kind, rows: Iterable[tuple[int, int, str, bytes]]) -> Iterable[Record]:
    for record_id, at, name, sealed in rows:
        try:
            yield Record(record_id, at, _open(owner, kind, name, bytes(sealed)))
        except SealBrokenError:
            log.warning("a private record could not be opened: was the server key changed?")


def count(member_id: int, kind: Kind) -> int:
    """Return how many records of a kind somebody has."""
    return int(_count(member_id, kind.value)[0][0])


@prepared
def _count(member: Any, kind: Any) -> ModelSelect[Private]:
    rows = Private.select(fn.COUNT(Private.id))
    return rows.where(Private.member == member, Private.kind == kind, Private.hidden_at.is_null())


def kinds_of(member_id: int) -> frozenset[Kind]:
    """Return the kinds of which somebody has records: what home offers them."""
    return frozenset(Kind(kind) for (kind,) in _kinds_of(member_id))


@prepared
def _kinds_of(member: Any) -> ModelSelect[Private]:
    return Private.select(Private.kind).distinct().where(Private.member == member, Private.hidden_at.is_null())


def moments(member_id: int, kind: Kind, *, since: int = 0, until: int = 2**62) -> list[tuple[int, int]]:
    """Return the id and moment of each record from one moment to before another, the oldest first.

    Nothing of what they say: a seal does not matter.
    """
    return [(record, at) for record, at in _moments(member_id, kind.value, since, until)]


@prepared
def _moments(member: Any, kind: Any, since: Any, until: Any) -> ModelSelect[Private]:
    rows = Private.select(Private.id, Private.at)
    rows = rows.where(Private.member == member, Private.kind == kind, Private.hidden_at.is_null())
    return rows.where(Private.at >= since, Private.at < until).order_by(Private.at, Private.id)


def seal_anew(owner: Owner, kinds: Iterable[Kind]) -> None:
    """Seal what is there of some kinds as new records are sealed: after what a member seals was changed. Raises Closed.

    What was deleted and can be taken back is part of it.
    """
    for kind in kinds:
        rows = Private.select().where(Private.member == owner.member, Private.kind == kind.value)
        for row in list(rows):
            try:
                said = _open(owner, kind, row.row, bytes(row.sealed))
            except SealBrokenError:
                log.warning("a private record could not be opened: was the server key changed?")
                continue
            row.sealed = _seal(owner, kind, row.row, said)
            row.save(only=[Private.sealed])
