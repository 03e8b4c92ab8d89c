"""Notes to the desk as rows, each with whoever left it and whoever writes the answer."""

from __future__ import annotations

from peewee import JOIN, ModelSelect

from store.tables import DeskNote, Member

Taker = Member.alias()


def with_people() -> ModelSelect[DeskNote]:
    """Return a query of all notes, to be narrowed."""
    notes = DeskNote.select(DeskNote, Member, Taker)
    notes = notes.join(Member, JOIN.LEFT_OUTER, on=(DeskNote.member == Member.id)).switch(DeskNote)
    return notes.join(Taker, JOIN.LEFT_OUTER, on=(DeskNote.taken_by == Taker.id), attr="taken_by")
