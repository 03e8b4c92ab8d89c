"""Texts of this place's own: what operators write in the office in the stead of what comes with the package.

What holds is in memory (bbs/house.py), so that nobody waits for the disk to be greeted. Only what was written here is
in the database: an upgrade changes the shipped texts, and none of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peewee import DatabaseError, ModelSelect

from bbs.community import log
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.community.texts import Texts, paragraphs
from bbs.community.voices import KINDS, checked
from bbs.config import Community
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from store.database import Store
from store.prepared import prepared
from store.tables import OwnText
from store.vault import Vault

CHANGED: Final = "text-changed"
PUT_BACK: Final = "text-put-back"
"""What the log calls it."""


@dataclass(frozen=True)
class Own:
    """A text as it stands in the office: what holds since when, None for the shipped one, and what is being written."""

    text: str | None = None
    held_at: int | None = None
    written: str | None = None


def holding() -> dict[str, str]:
    """Return the texts of this place's own that hold, by their names."""
    return {name: text for name, text in _holding() if name in KINDS}


@prepared
def _holding() -> ModelSelect[OwnText]:
    return OwnText.select(OwnText.name, OwnText.text).where(OwnText.text.is_null(False))


def at_start(store: Store | None) -> dict[str, str]:
    """Return the texts to hold in memory; none where the store cannot be read: the shipped ones hold then."""
    try:
        return store.run(holding) if store is not None else {}
    except (BBSError, DatabaseError):
        return {}


def shipped(texts: Texts, community: Community, name: str) -> str:
    """Return the own words of a text as they come with the program, or as the settings file has them."""
    if name in ("name", "greeting"):
        return community.name if name == "name" else community.greeting
    if KINDS[name].is_drawn:
        return texts.shipped_harbour.written
    return "\n\n".join(paragraphs(texts.voices[name].words))


def read_now(texts: Texts, community: Community) -> dict[str, str]:
    """Return the own words of every text, as they hold."""
    return {name: shipped(texts, community, name) for name in KINDS} | holding()


def propose(name: str, words: str, *, now: int) -> bool:
    """Have words that came from elsewhere as what is being written; where something is, that stays. Say which.

    Raises NotFound, and NotUnderstood for words that cannot hold.
    """
    row = _row(name)
    if row.written is not None:
        return False
    row.written, row.changed_at, row.changed_by = checked(name, words), now, None
    row.save()
    return True


def _row(name: str) -> OwnText:
    if name not in KINDS:
        raise NotFound
    return OwnText.get_or_none(OwnText.name == name) or OwnText(name=name)


def _own(row: OwnText) -> Own:
    return Own(row.text, row.held_at, row.written)


def all_of(operator: Person | None) -> dict[str, Own]:
    """Return every text of the office by its name. Raises NotFound for all but operators."""
    operator_of(operator)
    kept = {row.name: _own(row) for row in OwnText.select()}
    return {name: kept.get(name, Own()) for name in KINDS}


def one(operator: Person | None, name: str) -> Own:
    """Return one text. Raises NotFound for one that there is not, and for all but operators."""
    operator_of(operator)
    return _own(_row(name))


def write(operator: Person | None, name: str, typed: str, *, now: int) -> None:
    """Keep words as what is being written. Raises NotFound, and NotUnderstood for words that cannot hold."""
    who, row = operator_of(operator), _row(name)
    row.written = checked(name, typed)
    _changed(row, who, now)


def _changed(row: OwnText, who: Person, now: int) -> None:
    row.changed_at = now
    row.changed_by = who.id  # type: ignore[assignment] # Peewee takes the number of a row for the row
    row.save()


def drop(operator: Person | None, name: str) -> None:
    """Let go of what is being written; what holds stays."""
    operator_of(operator)
    row = _row(name)
    if row.written is not None:
        row.written = None
        row.save()


def hold(vault: Vault, operator: Person | None, name: str, *, now: int) -> dict[str, str]:
    """Let what was written hold from now on; return all that hold. Raises NotFound, Refusal where nothing was."""
    who, row = operator_of(operator), _row(name)
    if row.written is None:
        raise Refusal(N_("Nothing new is written. To write it: {do:change/e}."))
    row.text, row.held_at, row.written = row.written, now, None
    _changed(row, who, now)
    log.record(vault, CHANGED, by=who.id, about=None, now=now, words=name)
    return holding()


def put_back(vault: Vault, operator: Person | None, name: str, *, now: int) -> dict[str, str]:
    """Let the shipped text hold again; return all of one's own that do. What it said waits as what is written.

    Raises NotFound, Refusal where the shipped one holds.
    """
    who, row = operator_of(operator), _row(name)
    if row.text is None:
        raise Refusal(N_("What came with the program holds already."))
    row.written = row.written or row.text
    row.text = row.held_at = None
    _changed(row, who, now)
    log.record(vault, PUT_BACK, by=who.id, about=None, now=now, words=name)
    return holding()
