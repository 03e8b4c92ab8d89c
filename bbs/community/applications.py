"""Applications: people who asked to join where somebody here says yes or no, and the answer they are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bbs.community import desk, desk_answers, log, members, raised
from bbs.community.desk import About, Note
from bbs.community.members import Person
from bbs.community.wording import clean_text
from bbs.errors import NotFound
from bbs.language import N_
from store.tables import Case, DeskNote, Member, Report
from store.vault import Vault

LOGGED: Final = {True: "member-let-in", False: "member-not-let-in"}
"""The act that the log is told, by whether they are let in."""


@dataclass(frozen=True)
class Application:
    """Somebody who waits. `text` is what they wrote to the desk, "" once that note is gone.

    `is_noticed` says that what they wrote sounds as if they had a hard time.
    """

    member: int
    handle: str
    asked_at: int
    text: str = ""
    note: int | None = None
    is_noticed: bool = False


def waiting(staff: Person | None) -> list[Application]:
    """Return who waits for an answer, without their words: whose words sound heavy first, then the longest.

    Raises NotFound for all but staff.
    """
    _only_for(staff)
    rows = Member.select().where(*_who_wait()).order_by(Member.waiting_since, Member.id)
    notes = DeskNote.select().where(DeskNote.kind == About.JOINING.value, DeskNote.answered_at.is_null())
    by_member = {note.member.id: note for note in notes.order_by(DeskNote.id) if note.member}
    heavy = _noticed(note.row for note in by_member.values())
    found = [_line(row, by_member.get(row.id), heavy) for row in rows]
    return sorted(found, key=lambda one: not one.is_noticed)


def _line(row: Member, note: DeskNote | None, heavy: set[str]) -> Application:
    noticed = note is not None and note.row in heavy
    return Application(row.id, row.handle, row.waiting_since or 0, note=note.id if note else None, is_noticed=noticed)


def _noticed(rows: Iterable[str]) -> set[str]:
    """Return those of some notes in which the software noticed something, whatever came of that."""
    targets = [f"note/{row}" for row in rows]
    cases = Case.select(Case.target).join(Report).where(Case.target.in_(targets), Report.by_software)
    return {case.target.partition("/")[2] for case in cases}


def get(vault: Vault, staff: Person | None, member_id: int) -> Application:
    """Return one application with its words. Raises NotFound when it was answered, and for all but staff."""
    _only_for(staff)
    row = Member.get_or_none(Member.id == member_id, *_who_wait())
    if row is None:
        raise NotFound(N_("That application is not waiting any more: somebody answered it, or they left."))
    note = _note(row.id)
    if note is None or note.answered_at is not None:
        return Application(row.id, row.handle, row.waiting_since or 0)
    text = desk_answers.read(vault, staff, note.id).text
    return replace(_line(row, note, _noticed([note.row])), text=text)


def decide(vault: Vault, staff: Person | None, member_id: int, text: str, *, approve: bool, now: int) -> Person:
    """Let somebody in or decline, with words to them; return them as they are now. Raises as `get` does."""
    application = get(vault, staff, member_id)
    if application.note is not None:
        desk_answers.answer(vault, staff, application.note, text, now=now)
    person = members.decide(member_id, approve=approve, now=now)
    raised.at_desk(staff.id if staff else None)
    log.record(vault, LOGGED[approve], by=staff.id if staff else None, about=person.id, now=now)
    return person


def decide_together(
    vault: Vault, staff: Person | None, chosen: Iterable[Application], text: str, *, approve: bool, now: int
) -> tuple[list[str], list[str]]:
    """Let several in or decline, with the same words to each; return the handles of those, and of who was left out.

    Left out is who is not as they were when they were chosen: answered, gone, with another note, or noticed since.
    Raises NotFound for all but staff, NotUnderstood for words that are missing or too many.
    """
    clean_text(text, desk.LONGEST)
    now_waiting = {one.member: one for one in waiting(staff)}
    answered, left = [], []
    for one in chosen:
        if now_waiting.get(one.member) != one:
            left.append(one.handle)
            continue
        decide(vault, staff, one.member, text, approve=approve, now=now)
        answered.append(one.handle)
    return answered, left


def own(vault: Vault, applicant: Person) -> Note | None:
    """Return the application somebody made themselves, with the answer once there is one; None when there is none."""
    note = _note(applicant.id)
    return desk.own_note(vault, applicant, note.id) if note else None


def _note(member_id: int) -> DeskNote | None:
    found: DeskNote | None = (
        DeskNote.select()
        .where(DeskNote.member == member_id, DeskNote.kind == About.JOINING.value)
        .order_by(DeskNote.id.desc())
        .first()
    )
    return found


def _who_wait() -> tuple[object, ...]:
    return (Member.waiting_since.is_null(False), Member.declined_at.is_null(), Member.left_at.is_null())


def _only_for(staff: Person | None) -> None:
    if staff is None or not staff.is_staff:
        raise NotFound
