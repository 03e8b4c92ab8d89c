"""Answering the notes to the desk: which wait, who writes the answer, and what was answered."""

from __future__ import annotations

from peewee import Case, ModelSelect, fn

from bbs.community import raised
from bbs.community.desk import LONGEST, About, Count, Note, NoteLine, line_of, note_of, place_of
from bbs.community.members import Person
from bbs.community.wording import clean_text
from bbs.errors import NotFound
from bbs.language import N_
from store import note_rows
from store.tables import DeskNote
from store.vault import Vault


def _for(staff: Person | None) -> ModelSelect[DeskNote]:
    """Return the notes a staff member may see: all that wait, except their own. Raises NotFound for others."""
    if staff is None or not staff.is_staff:
        raise NotFound
    others = DeskNote.member.is_null() | (DeskNote.member != staff.id)
    return note_rows.with_people().where(DeskNote.answered_at.is_null(), others)


def waiting(staff: Person | None, *, limit: int = 100) -> list[NoteLine]:
    """Return the notes that wait: people in crisis first, then the oldest. Raises NotFound for all but staff."""
    crisis_first = Case(None, [(DeskNote.kind == About.CRISIS.value, 0)], 1)
    rows = _for(staff).order_by(crisis_first, DeskNote.made_at, DeskNote.id).limit(limit)
    return [line_of(row) for row in rows]


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
    return note_of(vault, row)


def take(vault: Vault, staff: Person | None, note_id: int, *, named: bool, now: int) -> None:
    """Say that one writes the answer; `named` lets whoever left the note know who. Raises NotFound as `read` does.

    Anybody may take it over: whoever had it may have been called away.
    """
    note = read(vault, staff, note_id)
    changed = {"taken_at": now, "taken_by": staff.id if staff else None, "taken_named": int(named)}
    DeskNote.update(**changed).where(DeskNote.row == note.row).execute()
    raised.at_desk(staff.id if staff else None)


def leave_to_others(vault: Vault, staff: Person | None, note_id: int) -> None:
    """Give a note back that one took. Raises NotFound as `read` does."""
    note = read(vault, staff, note_id)
    taken_by_them = note.taken is not None and staff is not None and note.taken.by == staff.id
    if taken_by_them:
        changed = {"taken_at": None, "taken_by": None, "taken_named": 0}
        DeskNote.update(**changed).where(DeskNote.row == note.row).execute()
        raised.at_desk(staff.id if staff else None)


def answer(vault: Vault, staff: Person | None, note_id: int, text: str, *, now: int) -> None:
    """Answer a note; `now` in UTC seconds. Raises NotFound as `read` does, so that nobody answers it twice."""
    note = read(vault, staff, note_id)
    words = clean_text(text, LONGEST)
    DeskNote.update(
        answer=vault.seal(place_of("desk_answer", note.row, note.member), words),
        answered_at=now,
        answered_by=staff.id if staff else None,
    ).where(DeskNote.row == note.row).execute()
    raised.at_desk(staff.id if staff else None)


def answered(staff: Person, about: About) -> list[NoteLine]:
    """Return the notes of a kind that were answered and are still kept, the newest answer first."""
    rows = note_rows.with_people().where(DeskNote.kind == about.value, DeskNote.answered_at.is_null(False))
    rows = rows.where(DeskNote.member.is_null() | (DeskNote.member != staff.id))
    return [line_of(row) for row in rows.order_by(DeskNote.answered_at.desc())]


def answered_note(vault: Vault, staff: Person, note_id: int) -> Note:
    """Return a note that was answered. Raises NotFound for what waits, for their own, and for all but the staff."""
    row = note_rows.with_people().where(DeskNote.id == note_id, DeskNote.answered_at.is_null(False)).first()
    if row is None or not staff.is_staff or row.member_id == staff.id:
        raise NotFound
    return note_of(vault, row)
