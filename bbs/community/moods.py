"""Check-ins: how it is for somebody at a moment, in one of five words, with tags, a note and an intention if they like.

Nobody but their member is shown them. They are kept on the shelf (shelf.py), so a check-in can be made while the kind
is sealed: keeping one needs no key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from bbs.community import care, hiding, shelf
from bbs.community.shelf import Kind, Owner, Record
from bbs.community.tags import tag_of
from bbs.errors import NotUnderstood
from bbs.language import N_

LONGEST: Final = 1_000
"""Characters of a note, and of an intention; longer words belong in the journal."""
MOST_TAGS: Final = 8
"""Tags of one check-in."""


class Mood(StrEnum):
    """Five words for how it is."""

    VERY_LOW = "very-low"
    LOW = "low"
    OKAY = "okay"
    GOOD = "good"
    VERY_GOOD = "very-good"

    @property
    def level(self) -> int:
        """Its place among the five, from 1 for very low."""
        return list(Mood).index(self) + 1


NAMES: Final = {
    Mood.VERY_LOW: N_("very low"),
    Mood.LOW: N_("low"),
    Mood.OKAY: N_("okay"),
    Mood.GOOD: N_("good"),
    Mood.VERY_GOOD: N_("very good"),
}
"""What they are called."""


def of_level(level: float) -> Mood:
    """Return the mood nearest to a level, such as the mean of a day; halfway, the better one."""
    return list(Mood)[min(len(Mood), max(1, int(level + 0.5))) - 1]


@dataclass(frozen=True)
class CheckIn:
    """One check-in. `at` is the moment it is about, `id` its record, 0 while it is not kept."""

    mood: Mood
    at: int
    tags: tuple[str, ...] = ()
    note: str = ""
    intention: str = ""
    id: int = 0

    def words(self) -> dict[str, Any]:
        """Return it as its record has it; what is empty is left out."""
        said = {"mood": self.mood.value, "tags": list(self.tags), "note": self.note, "intention": self.intention}
        return {name: value for name, value in said.items() if value}


def of_record(record: Record) -> CheckIn:
    """Return the check-in in a record."""
    words = record.words
    tags, note, intention = tuple(words.get("tags", ())), words.get("note", ""), words.get("intention", "")
    return CheckIn(Mood(words["mood"]), record.at, tags, note, intention, record.id)


def understood(typed: str) -> tuple[str, ...]:
    """Return the tags somebody named, with commas between them, none twice. Raises NotUnderstood for too many."""
    tags = tuple(dict.fromkeys(filter(None, (tag_of(tag_of(part).lstrip("+ ")) for part in typed.split(",")))))
    if len(tags) > MOST_TAGS:
        raise NotUnderstood(N_("{n} tags is the most."), n=MOST_TAGS)
    return tags


def in_one_line(typed: str) -> str:
    """Return a note as it is kept: one paragraph. Raises NotUnderstood when it is too long."""
    words = " ".join(typed.split())
    if len(words) > LONGEST:
        raise NotUnderstood(N_("That is longer than fits here; {n} characters is the most."), n=LONGEST)
    return words


def add(owner: Owner, entry: CheckIn) -> CheckIn:
    """Keep a check-in. Its tags join the member's own list, which is not sealed: unless check-ins are."""
    entry = replace(entry, id=shelf.keep(owner, Kind.MOOD, entry.words(), at=entry.at))
    care.learn_tags(owner, entry.tags)
    return entry


def change(owner: Owner, entry: CheckIn) -> CheckIn:
    """Put a check-in in the place of what it was. Raises NotFound."""
    shelf.change(owner, entry.id, Kind.MOOD, entry.words(), at=entry.at)
    care.learn_tags(owner, entry.tags)
    return entry


def one(owner: Owner, record_id: int) -> CheckIn:
    """Return one check-in. Raises NotFound, Closed."""
    return of_record(shelf.one(owner, record_id, Kind.MOOD))


def entries(owner: Owner, *, since: int = 0, until: int = 2**62, limit: int = shelf.MOST) -> list[CheckIn]:
    """Return the check-ins from a moment to before another, the newest first. Raises Closed."""
    found = shelf.records(owner, Kind.MOOD, since=since, until=until, limit=limit)
    return [of_record(each) for each in found if "mood" in each.words]  # a page for an appointment has none


def latest(owner: Owner) -> CheckIn | None:
    """Return the check-in that is about the latest moment. Raises Closed."""
    return next(iter(entries(owner, limit=1)), None)


def delete(owner: Owner, record_id: int, *, now: int) -> None:
    """Take a check-in out of sight; for a week it can be taken back."""
    hiding.hide(owner.member, Kind.MOOD, record_id, now=now)


def deleted(owner: Owner) -> int | None:
    """Return when the check-ins that were deleted last were, None where none can be taken back."""
    last = hiding.hidden_last(owner.member, Kind.MOOD)
    return last.at if last else None


def take_back(owner: Owner) -> int:
    """Undo the last deletion of check-ins; return how many came back."""
    return hiding.take_back_last(owner.member, Kind.MOOD)
