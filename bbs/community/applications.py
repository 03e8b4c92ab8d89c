"""Applications: people who asked to join where somebody here says yes or no, and the answer they are given."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community import desk, members
from bbs.community.desk import About, Note
from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.language import N_
from store.tables import DeskNote, Member
from store.vault import Vault


@dataclass(frozen=True)
class Application:
    """Somebody who waits. `text` is what they wrote to the desk, "" once that note is gone."""

    member: int
    handle: str
    asked_at: int
    text: str = ""
    note: int | None = None


def waiting(staff: Person | None) -> list[Application]:
    """Return who waits for an answer, the longest first, without their words. Raises NotFound for all but staff."""
    _only_for(staff)
    rows = Member.select().where(*_who_wait()).order_by(Member.waiting_since, Member.id)
    return [Application(row.id, row.handle, row.waiting_since or 0) for row in rows]


def get(vault: Vault, staff: Person | None, member_id: int) -> Application:
    """Return one application with its words. Raises NotFound when it was answered, and for all but staff."""
    _only_for(staff)
    row = Member.get_or_none(Member.id == member_id, *_who_wait())
    if row is None:
        raise NotFound(N_("That application is not waiting any more: somebody answered it, or they left."))
    note = _note(row.id)
    if note is None or note.answered_at is not None:
        return Application(row.id, row.handle, row.waiting_since or 0)
    return Application(row.id, row.handle, row.waiting_since or 0, desk.read(vault, staff, note.id).text, note.id)


def decide(vault: Vault, staff: Person | None, member_id: int, text: str, *, approve: bool, now: int) -> Person:
    """Let somebody in or decline, with words to them; return them as they are now. Raises as `get` does."""
    application = get(vault, staff, member_id)
    if application.note is not None:
        desk.answer(vault, staff, application.note, text, now=now)
    return members.decide(member_id, approve=approve, now=now)


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
