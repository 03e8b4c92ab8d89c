"""Leaving for good: out of sight at once, to be undone by signing in for some days, and then destroyed.

Nobody takes over the handle of somebody who left: of it a keyed mark is kept, and nothing else of them.
"""

from __future__ import annotations

import json
from typing import Final

from bbs.community import handles, members
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.parting import back_in_sight, out_of_sight, part_with
from store.sealed import opened, place_of
from store.tables import Leaving, LeftHandle, Member, Thread
from store.vault import Vault

UNDO: Final = 7 * 24 * 3600
"""Seconds for which leaving can be undone."""


def may_leave(person: Person) -> None:
    """Raise Refusal for the only operator: nobody could open the place's own rooms any more."""
    others = Member.select().where(Member.role == Role.OPERATOR.value, Member.id != person.id, Member.left_at.is_null())
    if person.role is Role.OPERATOR and not others.exists():
        raise Refusal(N_("You are the only operator here. Give somebody else that role first; then you can leave."))


def leave(vault: Vault, person: Person, *, now: int) -> None:
    """Take a member out of sight with all they wrote. Raises NotFound for who left already, Refusal as `may_leave`."""
    may_leave(person)
    row = Member.get_or_none(Member.id == person.id, Member.left_at.is_null())
    if row is None:
        raise NotFound
    begun = Thread.select(Thread.id, Thread.title, Thread.note, Thread.wish).where(Thread.author == person.id)
    kept = [[thread.id, thread.title, thread.note, thread.wish] for thread in begun]
    note = Leaving(member=person.id, sealed=b"")
    note.sealed = vault.seal(place_of(note), json.dumps(kept))
    note.save()
    out_of_sight(person.id, now)
    Member.update(left_at=now).where(Member.id == person.id).execute()


def until(member_id: int) -> int | None:
    """Return the moment until which somebody who left can come back; None for who has not left, or is gone."""
    left_at = Member.select(Member.left_at).where(Member.id == member_id).scalar()
    return None if left_at is None else int(left_at) + UNDO


def who_left(member_id: int) -> Person | None:
    """Return somebody who left and can still come back."""
    row = Member.get_or_none(Member.id == member_id, Member.left_at.is_null(False))
    return members.person_of(row) if row else None


def come_back(vault: Vault, member_id: int) -> Person:
    """Undo it all. Raises NotFound where nobody left, or is gone."""
    row = Member.get_or_none(Member.id == member_id, Member.left_at.is_null(False))
    if row is None:
        raise NotFound
    note = Leaving.get_or_none(Leaving.member == member_id)
    for thread, title, about, wish in json.loads((opened(vault, note) if note else "") or "[]"):
        Thread.update(title=title, note=about, wish=wish).where(Thread.id == thread).execute()
    back_in_sight(member_id, row.left_at or 0)
    Leaving.delete().where(Leaving.member == member_id).execute()
    Member.update(left_at=None).where(Member.id == member_id).execute()
    return members.by_id(member_id)


def destroy_left(vault: Vault, *, now: int) -> int:
    """Destroy those whose days are over, and return how many they were. Once a day."""
    gone = list(Member.select(Member.id, Member.skeleton).where(Member.left_at <= now - UNDO))
    for member in gone:
        LeftHandle.insert(mark=handle_mark(vault, member.skeleton)).on_conflict_ignore().execute()
        part_with(member.id, now)
    return len(gone)


def handle_mark(vault: Vault, skeleton: str) -> bytes:
    """Return the mark by which a handle that somebody had is known again."""
    return vault.mark("left-handle", skeleton)


def is_anybodys(vault: Vault, handle: str) -> bool:
    """Say whether a handle, or one that looks like it, belongs to somebody, or did."""
    return members.is_taken(handle) or _was_somebodys(vault, handle)


def _was_somebodys(vault: Vault, handle: str) -> bool:
    mark = handle_mark(vault, handles.skeleton(handle.strip().lower()))
    return LeftHandle.select().where(LeftHandle.mark == mark).exists()


def refuse_left(vault: Vault, handle: str) -> None:
    """Raise Refusal for a handle that belonged to somebody who is gone."""
    if _was_somebodys(vault, handle):
        raise Refusal(N_("The name {handle} is taken. Please choose another."), handle=handle)
