"""Notes to the desk: from anybody, with or without an account, to the people who look after this place.

Whoever leaves a note is given a return code and reads the answer with it; a member finds their notes without it too.
Only the code's keyed mark is stored, and words and answers are sealed. Callers limit how often codes are tried
(bbs/community/guesses.py) and how often notes are left.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bbs.community import passphrases, raised
from bbs.community.members import Person
from bbs.community.wording import ANY, NO_WORDS, clean_text
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store import note_rows
from store.tables import DeskNote, Feedback
from store.tombstones import destroy
from store.vault import Place, Vault

LONGEST: Final = 4_000
"""Characters of a note or an answer."""
KEPT_UNANSWERED: Final = 90 * 24 * 3600
KEPT_ANSWERED: Final = 30 * 24 * 3600
"""Seconds after which a note is destroyed, counted from when it was left, and from its answer."""
GUESTS_MOST: Final = 200
GUESTS_MOST_IN_CRISIS: Final = 400
"""Unanswered notes of guests that are kept at one time: beyond the first only those of people in crisis."""


class About(StrEnum):
    """What a note is about: somebody who needs a person, wants to join, met a help line that fails, or anything.

    Feedback is on how the place is run; it is open where its author says that it may be shown with the answer.
    """

    CRISIS = "crisis"
    JOINING = "joining"
    LINE = "line"
    NOTE = "note"
    FEEDBACK = "feedback"
    FEEDBACK_OPEN = "feedback-open"


@dataclass(frozen=True)
class NoteLine:
    """A note in a list, without its words. `member` is None and `handle` "" for a guest.

    `taken_by` is the handle of whoever writes the answer, "" while nobody does.
    """

    id: int
    about: About
    member: int | None
    handle: str
    made_at: int
    answered: bool
    taken_by: str = ""


@dataclass(frozen=True)
class Taken:
    """Who took a note, and when. `name` is their handle, "" unless they said that it may be told; `role` is theirs."""

    at: int
    by: int | None
    role: str
    name: str


@dataclass(frozen=True)
class Note:
    """A note with its words. `row` is a random name that nobody is shown: having it is having been let to read this.

    `member` is the id of whoever left it, None for a guest, whose `handle` is "". `taken` says who writes the answer,
    `came_back` that somebody meant to and was away, so that it waits again (away.py).
    """

    id: int
    row: str
    about: About
    member: int | None
    handle: str
    text: str
    made_at: int
    answer: str
    answered_at: int | None
    taken: Taken | None = None
    came_back: bool = False


@dataclass(frozen=True)
class Count:
    """How many notes wait, and how many of them ask for somebody now."""

    waiting: int
    in_crisis: int


WORDLESS: Final = frozenset({About.CRISIS, About.JOINING})
"""What can be left without any words: that somebody asks is enough."""


def leave(vault: Vault, about: str, text: str, member: Person | None, now: int) -> str:
    """Leave a note and return the code with which its answer is read.

    `about` is one of About, `member` whoever leaves it, None for a guest, `now` in UTC seconds. Raises NotUnderstood
    for no words or too many, Refusal when guests left more than anybody can read.
    """
    kind = About(about)
    destroy_old(now)
    words = clean_text(text, LONGEST, none=ANY if kind in WORDLESS else NO_WORDS)
    if member is None:
        _leave_room(kind)
    code = passphrases.return_code(lambda code: _row_of(vault, code) is not None)
    row, owner = secrets.token_hex(16), member.id if member else None
    left = DeskNote.create(
        mark=mark(vault, code),
        kind=kind.value,
        member=owner,
        row=row,
        sealed=vault.seal(place_of("desk_note", row, owner), words),
        made_at=now,
    )
    if kind is About.CRISIS:
        raised.note(-left.id, owner)
    raised.at_desk(owner)
    return code


def mark(vault: Vault, code: str) -> bytes:
    """Return what a return code is found by; capitals, blanks and dashes are forgiven."""
    return vault.mark("desk", passphrases.normalise_code(code))


def _leave_room(kind: About) -> None:
    """Refuse when guests left more than anybody could read: a flood would bury whoever needs an answer."""
    held = DeskNote.select().where(DeskNote.member.is_null(), DeskNote.answered_at.is_null()).count()
    if held >= (GUESTS_MOST_IN_CRISIS if kind is About.CRISIS else GUESTS_MOST):
        raise Refusal(
            N_("More notes wait than we can read here, so yours was not taken. {Do:help/Ctrl+G} for people who answer.")
        )


def destroy_old(now: int) -> None:
    """Destroy the notes whose time is over; `now` in UTC seconds."""
    DeskNote.delete().where(
        (DeskNote.answered_at < now - KEPT_ANSWERED)
        | (DeskNote.answered_at.is_null() & (DeskNote.made_at < now - KEPT_UNANSWERED))
    ).execute()


def place_of(what: str, row: str, member_id: int | None) -> Place:
    """Name where words belong; note and answer apart, so that one cannot pass for the other."""
    return Place(what, row, str(member_id or ""))


def _row_of(vault: Vault, code: str) -> DeskNote | None:
    row: DeskNote | None = note_rows.with_people().where(DeskNote.mark == mark(vault, code)).first()
    return row


def line_of(row: DeskNote) -> NoteLine:
    """Return a row as a line of a list."""
    member, handle = (row.member.id, row.member.handle) if row.member else (None, "")
    taker = row.taken_by.handle if row.taken_by and row.taken_at is not None else ""
    return NoteLine(row.id, About(row.kind), member, handle, row.made_at, row.answered_at is not None, taker)


def note_of(vault: Vault, row: DeskNote) -> Note:
    """Return a row as a note with its words."""
    owner = row.member.id if row.member else None
    answer = vault.open(place_of("desk_answer", row.row, owner), row.answer) if row.answer is not None else ""
    return Note(
        id=row.id,
        row=row.row,
        about=About(row.kind),
        member=owner,
        handle=row.member.handle if row.member else "",
        text=vault.open(place_of("desk_note", row.row, owner), row.sealed),
        made_at=row.made_at,
        answer=answer,
        answered_at=row.answered_at,
        taken=_taken(row),
        came_back=row.taken_at is None and row.taken_by is not None,
    )


def _taken(row: DeskNote) -> Taken | None:
    """Return who took a note. Whoever is a member no more has no role and no name."""
    if row.taken_at is None:
        return None
    taker = row.taken_by
    if taker is None:
        return Taken(row.taken_at, None, "", "")
    return Taken(row.taken_at, taker.id, taker.role, taker.handle if row.taken_named else "")


def by_code(vault: Vault, code: str) -> Note | None:
    """Return the note a return code was given for, or None."""
    row = _row_of(vault, code)
    return note_of(vault, row) if row else None


def own(member: Person) -> list[NoteLine]:
    """Return a member's own notes, newest first."""
    return [
        line_of(row) for row in note_rows.with_people().where(DeskNote.member == member.id).order_by(DeskNote.id.desc())
    ]


def own_note(vault: Vault, member: Person, note_id: int) -> Note:
    """Return one of a member's own notes; raises NotFound for anybody else's."""
    row = note_rows.with_people().where(DeskNote.id == note_id, DeskNote.member == member.id).first()
    if row is None:
        raise NotFound
    return note_of(vault, row)


def withdraw(note: Note) -> None:
    """Destroy a note, answered or not, for whoever left it; and what was published of it."""
    destroy(Feedback, Feedback.note == note.row)
    destroy(DeskNote, DeskNote.row == note.row)
    raised.at_desk(None)
