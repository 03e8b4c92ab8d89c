"""Feedback on how the place is run: notes to the desk whose authors say that they may be shown, with the answer.

An operator publishes both, and may change the words first. Nobody is named. Whoever wrote it takes it down again by
taking their note back, or, for a member, at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.community import desk, desk_answers, log
from bbs.community.desk import About, Note, NoteLine
from bbs.community.members import Person, Role
from bbs.community.wording import clean_text
from bbs.errors import NotFound
from store.tables import DeskNote, Feedback
from store.tombstones import destroy
from store.vault import Vault

A_PAGE: Final = 10


@dataclass(frozen=True)
class Published:
    """Feedback and its answer, as anybody reads them. `is_mine` is told to its author alone."""

    id: int
    question: str
    answer: str
    published_at: int
    is_mine: bool


def _operator(person: Person | None) -> Person:
    if person is None or person.role is not Role.OPERATOR:
        raise NotFound
    return person


def to_publish(operator: Person | None) -> list[NoteLine]:
    """Return the feedback that was answered, may be published and was not. Raises NotFound for all but operators."""
    rows = desk_answers.answered(_operator(operator), About.FEEDBACK_OPEN)
    taken = Feedback.select(Feedback.note)
    there = {row.id for row in DeskNote.select(DeskNote.id).where(DeskNote.row.not_in(taken))}
    return [line for line in rows if line.id in there]


def read(vault: Vault, operator: Person | None, note_id: int) -> Note:
    """Return feedback that can be published, with its answer. Raises NotFound."""
    if note_id not in {line.id for line in to_publish(operator)}:
        raise NotFound
    return desk_answers.answered_note(vault, _operator(operator), note_id)


def publish(vault: Vault, operator: Person | None, note_id: int, question: str, answer: str, *, now: int) -> int:
    """Show feedback and its answer to everybody, in these words. Raises NotFound as `read` does, NotUnderstood."""
    note, by = read(vault, operator, note_id), _operator(operator)
    words = {Feedback.question: clean_text(question, desk.LONGEST), Feedback.answer: clean_text(answer, desk.LONGEST)}
    made = Feedback.insert({Feedback.note: note.row, Feedback.member: note.member, Feedback.by: by.id, **words,
                            Feedback.published_at: now}).execute()  # fmt: skip
    log.record(vault, "feedback-published", by=by.id, about=None, now=now)
    return int(made)


def published(person: Person | None, *, skip: int = 0, limit: int = A_PAGE) -> list[Published]:
    """Return what was published, the newest first."""
    rows = Feedback.select().order_by(Feedback.published_at.desc(), Feedback.id.desc()).offset(skip).limit(limit)
    me = person.id if person else None
    return [
        Published(row.id, row.question, row.answer, row.published_at, me is not None and row.member_id == me)
        for row in rows
    ]


def take_down(vault: Vault, person: Person | None, feedback_id: int, *, now: int) -> None:
    """Take published feedback down: its author at any time, an operator on record. Raises NotFound for others."""
    row = Feedback.get_or_none(Feedback.id == feedback_id)
    if row is None or person is None or (row.member_id != person.id and person.role is not Role.OPERATOR):
        raise NotFound
    if row.member_id != person.id:
        log.record(vault, "feedback-taken-down", by=person.id, about=None, now=now)
    destroy(Feedback, Feedback.id == feedback_id)
