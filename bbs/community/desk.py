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

from peewee import JOIN, Case, ModelSelect, fn

from bbs.community import passphrases, raised
from bbs.community.members import Person
from bbs.community.wording import ANY, NO_WORDS, clean_text
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.tables import DeskNote, Feedback, Member
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

    `member` is the id of whoever left it, None for a guest, whose `handle` is "". `taken` says who writes the answer.
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
        sealed=vault.seal(_place("desk_note", row, owner), words),
        made_at=now,
    )
    if kind is About.CRISIS:
        raised.note(-left.id, owner)
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


def _place(what: str, row: str, member_id: int | None) -> Place:
    """Name where words belong; note and answer apart, so that one cannot pass for the other."""
    return Place(what, row, str(member_id or ""))


def _row_of(vault: Vault, code: str) -> DeskNote | None:
    row: DeskNote | None = _with_member().where(DeskNote.mark == mark(vault, code)).first()
    return row


Taker = Member.alias()


def _with_member() -> ModelSelect[DeskNote]:
    notes = DeskNote.select(DeskNote, Member, Taker)
    notes = notes.join(Member, JOIN.LEFT_OUTER, on=(DeskNote.member == Member.id)).switch(DeskNote)
    return notes.join(Taker, JOIN.LEFT_OUTER, on=(DeskNote.taken_by == Taker.id), attr="taken_by")


def _note(vault: Vault, row: DeskNote) -> Note:
    owner = row.member.id if row.member else None
    answer = vault.open(_place("desk_answer", row.row, owner), row.answer) if row.answer is not None else ""
    return Note(
        id=row.id,
        row=row.row,
        about=About(row.kind),
        member=owner,
        handle=row.member.handle if row.member else "",
        text=vault.open(_place("desk_note", row.row, owner), row.sealed),
        made_at=row.made_at,
        answer=answer,
        answered_at=row.answered_at,
        taken=_taken(row),
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
    return _note(vault, row) if row else None


def own(member: Person) -> list[NoteLine]:
    """Return a member's own notes, newest first."""
    return [_line(row) for row in _with_member().where(DeskNote.member == member.id).order_by(DeskNote.id.desc())]


def own_note(vault: Vault, member: Person, note_id: int) -> Note:
    """Return one of a member's own notes; raises NotFound for anybody else's."""
    row = _with_member().where(DeskNote.id == note_id, DeskNote.member == member.id).first()
    if row is None:
        raise NotFound
    return _note(vault, row)


def withdraw(note: Note) -> None:
    """Destroy a note, answered or not, for whoever left it; and what was published of it."""
    destroy(Feedback, Feedback.note == note.row)
    destroy(DeskNote, DeskNote.row == note.row)


# For those who look after this place


def _for(staff: Person | None) -> ModelSelect[DeskNote]:
    """Return the notes a staff member may see: all that wait, except their own. Raises NotFound for others."""
    if staff is None or not staff.is_staff:
        raise NotFound
    others = DeskNote.member.is_null() | (DeskNote.member != staff.id)
    return _with_member().where(DeskNote.answered_at.is_null(), others)


def _line(row: DeskNote) -> NoteLine:
    member, handle = (row.member.id, row.member.handle) if row.member else (None, "")
    taker = row.taken_by.handle if row.taken_by else ""
    return NoteLine(row.id, About(row.kind), member, handle, row.made_at, row.answered_at is not None, taker)


def waiting(staff: Person | None, *, limit: int = 100) -> list[NoteLine]:
    """Return the notes that wait: people in crisis first, then the oldest. Raises NotFound for all but staff."""
    crisis_first = Case(None, [(DeskNote.kind == About.CRISIS.value, 0)], 1)
    rows = _for(staff).order_by(crisis_first, DeskNote.made_at, DeskNote.id).limit(limit)
    return [_line(row) for row in rows]


def count_waiting(staff: Person | None) -> Count:
    """Count the notes that wait for this staff member. Raises NotFound for all but staff."""
    in_crisis = fn.SUM(Case(None, [(DeskNote.kind == About.CRISIS.value, 1)], 0))
    total, urgent = _for(staff).select(fn.COUNT(DeskNote.id), in_crisis).tuples().first() or (0, 0)
    return Count(total, urgent or 0)


def read(vault: Vault, staff: Person | None, note_id: int) -> Note:
    """Return one note that waits. Raises NotFound for all but staff, and when it was answered or taken back."""
    row = _for(staff).where(DeskNote.id == note_id).first()
    if row is None:
        raise NotFound(N_("That note is not waiting any more: somebody answered it, or took it back."))
    return _note(vault, row)


def take(vault: Vault, staff: Person | None, note_id: int, *, named: bool, now: int) -> None:
    """Say that one writes the answer; `named` lets whoever left the note know who. Raises NotFound as `read` does.

    Anybody may take it over: whoever had it may have been called away.
    """
    note = read(vault, staff, note_id)
    changed = {"taken_at": now, "taken_by": staff.id if staff else None, "taken_named": int(named)}
    DeskNote.update(**changed).where(DeskNote.row == note.row).execute()


def leave_to_others(vault: Vault, staff: Person | None, note_id: int) -> None:
    """Give a note back that one took. Raises NotFound as `read` does."""
    note = read(vault, staff, note_id)
    taken_by_them = note.taken is not None and staff is not None and note.taken.by == staff.id
    if taken_by_them:
        changed = {"taken_at": None, "taken_by": None, "taken_named": 0}
        DeskNote.update(**changed).where(DeskNote.row == note.row).execute()


def answer(vault: Vault, staff: Person | None, note_id: int, text: str, *, now: int) -> None:
    """Answer a note; `now` in UTC seconds. Raises NotFound as `read` does, so that nobody answers it twice."""
    note = read(vault, staff, note_id)
    words = clean_text(text, LONGEST)
    DeskNote.update(
        answer=vault.seal(_place("desk_answer", note.row, note.member), words),
        answered_at=now,
        answered_by=staff.id if staff else None,
    ).where(DeskNote.row == note.row).execute()


def answered(staff: Person, about: About) -> list[NoteLine]:
    """Return the notes of a kind that were answered and are still kept, the newest answer first."""
    rows = _with_member().where(DeskNote.kind == about.value, DeskNote.answered_at.is_null(False))
    rows = rows.where(DeskNote.member.is_null() | (DeskNote.member != staff.id))
    return [_line(row) for row in rows.order_by(DeskNote.answered_at.desc())]


def answered_note(vault: Vault, staff: Person, note_id: int) -> Note:
    """Return a note that was answered. Raises NotFound for what waits, for their own, and for all but the staff."""
    row = _with_member().where(DeskNote.id == note_id, DeskNote.answered_at.is_null(False)).first()
    if row is None or not staff.is_staff or row.member_id == staff.id:
        raise NotFound
    return _note(vault, row)
