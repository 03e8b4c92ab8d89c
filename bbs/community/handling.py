"""What one of the staff does with a case besides deciding it, written into the log in the same transaction.

The log does not say whom the case is about: a report is not told to them before somebody decides to write.
"""

from __future__ import annotations

from bbs.community import cases, log, staff_notes
from bbs.community.members import Person
from bbs.errors import NotFound
from store.case_rows import row_of
from store.vault import Vault


def take(vault: Vault, staff: Person | None, case_id: int, version: int, *, now: int) -> None:
    """Take a case. Raises as cases.claim does."""
    cases.claim(staff, case_id, version, now=now)
    log.record(vault, "case-taken", by=staff.id if staff else None, about=None, case=case_id, now=now)


def give_back(vault: Vault, staff: Person | None, case_id: int, version: int, *, now: int) -> None:
    """Let a case go to the others again. Raises as cases.release does."""
    cases.release(staff, case_id, version, now=now)
    log.record(vault, "case-given-back", by=staff.id if staff else None, about=None, case=case_id, now=now)


def ask_others(staff: Person | None, case_id: int, version: int, *, now: int) -> None:
    """Ask for somebody else to take a case. Nobody has to say why, so it is not in the log. Raises as pass_on does."""
    if staff is None:
        raise NotFound
    cases.pass_on(staff, case_id, version, now=now)


def put_off(vault: Vault, staff: Person | None, case_id: int, version: int, *, until: int, now: int) -> None:
    """Let a case wait until a time. Raises as cases.snooze does."""
    cases.snooze(staff, case_id, version, until=until, now=now)
    log.record(vault, "case-put-off", by=staff.id if staff else None, about=None, case=case_id, now=now)


def note(vault: Vault, staff: Person | None, case_id: int, text: str, *, now: int) -> None:
    """Note something about whom a case is about. Raises NotFound for who left or gave no name; NotUnderstood."""
    row = row_of(staff, case_id)
    is_nameless = row.post is not None and bool(row.post.nameless)
    if staff is None or row.about_id is None or is_nameless:
        raise NotFound
    staff_notes.note(vault, staff, row.about_id, text, case=case_id, now=now)
    log.record(vault, "member-noted", by=staff.id, about=row.about_id, case=case_id, now=now)
