"""The journal: what somebody writes for themselves. Nothing of it is indexed, counted for others, or told to anybody.

An entry is a record on the shelf. A letter to a later self is filed under the day it opens, so that it comes to hand
on that day, among what was written then; before it, its words are shown to nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bbs.community import hiding, shelf
from bbs.community.hiding import Hidden
from bbs.community.shelf import Kind, Owner, Record
from bbs.community.tags import tag_of
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line, safe_text

LONGEST: Final = 20_000
"""Characters of an entry."""
LONGEST_NAME: Final = 80
"""Characters of whom a letter is to."""
MOST_TAGS: Final = 8
TAG: Final = "tag:"
"""How a search begins that is for a tag."""
ENDLESS: Final = 2**62


class Form(StrEnum):
    """What an entry is."""

    FREE = "free"
    LETTER = "letter"
    """To somebody, and never sent: there is nowhere it could go."""
    LATER = "later"
    """To oneself, not opened before its day."""


@dataclass(frozen=True)
class Entry:
    """An entry. `written_at` is when it was written, `at` when that was which it tells of: there it is filed.

    A letter to oneself is filed under the day it opens. `prompt` is what it answers, `to` whom a letter is to.
    While it is closed its words are not given.
    """

    id: int
    at: int
    written_at: int
    form: Form
    text: str
    tags: tuple[str, ...] = ()
    prompt: str = ""
    to: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class New:
    """What is to be kept. `opens_at` is for a letter to oneself, `about` when that was which it tells of, 0 for now."""

    text: str
    form: Form = Form.FREE
    tags: tuple[str, ...] = ()
    prompt: str = ""
    to: str = ""
    opens_at: int = 0
    about: int = 0


@dataclass(frozen=True)
class Beside:
    """The entries before and after one, by id; 0 for none."""

    older: int = 0
    newer: int = 0


def tags_in(typed: str) -> tuple[str, ...]:
    """Return the tags somebody typed, with commas between them, each once. Raises NotUnderstood for too many."""
    tags = tuple(dict.fromkeys(filter(None, map(tag_of, typed.split(",")))))
    if len(tags) > MOST_TAGS:
        raise NotUnderstood(N_("{n} tags is the most."), n=MOST_TAGS)
    return tags


def keep(owner: Owner, new: New, *, now: int) -> int:
    """Keep an entry and return its id. Works while the journal is sealed. Raises NotUnderstood, Refusal."""
    if new.form is Form.LATER and new.opens_at <= now:
        raise NotUnderstood(N_("That day is here or over. Please name one still to come, such as: in 3 months."))
    said = {"text": _cleaned(new.text), "form": new.form.value, "tags": list(new.tags), "written": now}
    said |= {"prompt": new.prompt, "to": safe_line(new.to)[:LONGEST_NAME]}
    about = min(new.about or now, now)
    return shelf.keep(owner, Kind.JOURNAL, said, at=new.opens_at if new.form is Form.LATER else about)


def _cleaned(text: str) -> str:
    words = safe_text(text)
    if not words:
        raise NotUnderstood(N_("There are no words in it yet."))
    if len(words) > LONGEST:
        raise NotUnderstood(N_("An entry has {limit} characters at most; this is {n}."), limit=LONGEST, n=len(words))
    return words


def change(owner: Owner, entry_id: int, text: str, tags: tuple[str, ...], *, now: int, about: int = 0) -> None:
    """Put other words and tags into an entry, and file it under another moment if one is given.

    A letter to oneself keeps its day. Raises NotFound, Closed, Refusal for such a letter before it.
    """
    record = shelf.one(owner, entry_id, Kind.JOURNAL)
    entry = _entry(record, now)
    if entry.is_closed:
        raise Refusal(N_("It is closed until its day. It can be deleted, but not read or changed before."))
    at = min(about, now) if about and entry.form is not Form.LATER else None
    shelf.change(owner, entry_id, Kind.JOURNAL, {**record.words, "text": _cleaned(text), "tags": list(tags)}, at=at)


def one(owner: Owner, entry_id: int, *, now: int) -> Entry:
    """Return an entry. Raises NotFound, Closed."""
    return _entry(shelf.one(owner, entry_id, Kind.JOURNAL), now)


def _entry(record: Record, now: int) -> Entry:
    said: dict[str, Any] = record.words
    form = Form(said.get("form", Form.FREE))
    closed = form is Form.LATER and record.at > now
    return Entry(
        id=record.id,
        at=record.at,
        written_at=said.get("written", record.at),
        form=form,
        text="" if closed else said["text"],
        tags=() if closed else tuple(said.get("tags", ())),
        prompt=said.get("prompt", ""),
        to=said.get("to", ""),
        is_closed=closed,
    )


def entries(owner: Owner, *, now: int, since: int = 0, until: int = ENDLESS, limit: int = shelf.MOST) -> list[Entry]:
    """Return what is there up to now, the newest first; letters that opened stand at their day. Raises Closed."""
    records = shelf.records(owner, Kind.JOURNAL, since=since, until=min(until, now + 1), limit=limit)
    return [_entry(record, now) for record in records]


def waiting(owner: Owner, *, now: int) -> list[Entry]:
    """Return the letters to oneself that are not open yet, the next one first. Raises Closed."""
    records = shelf.records(owner, Kind.JOURNAL, since=now + 1)
    return [_entry(record, now) for record in reversed(records)]


def beside(member_id: int, entry_id: int, *, now: int) -> Beside:
    """Return what comes before and after an entry, of what is open."""
    ids = [record for record, _ in shelf.moments(member_id, Kind.JOURNAL, until=now + 1)]
    if entry_id not in ids:
        return Beside()
    at = ids.index(entry_id)
    return Beside(ids[at - 1] if at else 0, ids[at + 1] if at + 1 < len(ids) else 0)


def first_at(member_id: int, *, now: int) -> int:
    """Return when the first entry was written, 0 where there is none."""
    found = shelf.moments(member_id, Kind.JOURNAL, until=now + 1)
    return found[0][1] if found else 0


def find(owner: Owner, wanted: str, *, now: int) -> list[Entry]:
    """Return entries that hold all of some words, the newest first; after `tag:`, those with that tag. Raises Closed.

    The words are compared here, in memory: no index knows them.
    """
    tag = tag_of(wanted.removeprefix(TAG)) if wanted.startswith(TAG) else ""
    words = [] if tag else [_plain(word) for word in wanted.split()]
    if not tag and not words:
        return []
    return [each for each in entries(owner, now=now) if (tag in each.tags if tag else _holds(each, words))]


def _holds(entry: Entry, words: Iterable[str]) -> bool:
    said = _plain(" ".join((entry.text, entry.to, *entry.tags)))
    return all(word in said for word in words)


def _plain(text: str) -> str:
    return re.sub("[\u2018\u2019]", "'", text).casefold()


def tags_used(owner: Owner, *, now: int) -> list[str]:
    """Return the tags of entries, those that are used most first. Raises Closed."""
    used = Counter(tag for entry in entries(owner, now=now) for tag in entry.tags)
    return sorted(used, key=lambda tag: (-used[tag], tag))


def delete(member_id: int, entry_id: int, *, now: int) -> None:
    """Take an entry away; it can be brought back for some days. Raises NotFound. A seal does not matter."""
    if not hiding.hide(member_id, Kind.JOURNAL, entry_id, now=now):
        raise NotFound


def taken_away(member_id: int) -> Hidden | None:
    """Return what was taken away last and can be brought back, None for nothing."""
    return hiding.hidden_last(member_id, Kind.JOURNAL)


def bring_back(member_id: int) -> None:
    """Undo the last deletion. Raises NotFound where there is none."""
    if not hiding.take_back_last(member_id, Kind.JOURNAL):
        raise NotFound
