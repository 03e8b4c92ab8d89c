"""Reaching: one of the staff writes from the desk to a member whom no case is about, such as whom somebody threatens.

It is a case all the same: what was written, by whom, and what they answer stands where the others can go on from.
"""

from __future__ import annotations

from typing import Final

from bbs.community import handling, members
from bbs.community.cases import gather
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.case_rows import row_of
from store.vault import Vault

REASON: Final = "reach"
"""The reason such a case is kept under."""


def whom(staff: Person | None, handle: str) -> Person:
    """Return a member to whom one of the staff can write from the desk.

    Raises NotFound for anybody else than the staff, and where nobody has that name; Refusal for oneself, and for a
    moderator who writes to one of the staff: what is about those only operators see.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    person = members.by_handle(handle)
    if person is None or person.is_waiting or person.is_declined:
        raise NotFound(N_("Nobody here is called {handle}."), handle=handle)
    if person.id == staff.id:
        raise Refusal(N_("That is you."))
    if person.is_staff and staff.role is not Role.OPERATOR:
        raise Refusal(
            N_("{handle} looks after this place too. To leave word for them: go desk/handover."), handle=person.handle
        )
    return person


def hindered(staff: Person | None, handle: str) -> Refusal | None:
    """Return why one of the staff cannot write to a member from the desk, whatever is open; None where they can."""
    try:
        whom(staff, handle)
    except Refusal as refused:
        return refused
    return None


def begin(vault: Vault, staff: Person | None, handle: str, *, now: int) -> int:
    """Open a case in which one of the staff writes to a member, take it, and return it.

    What is open about that member as a member is gone on with. Raises as `whom` does, NotFound where what is open is
    for others to judge, Refusal where somebody else took it.
    """
    person = whom(staff, handle)
    case = gather(vault, f"member/{person.id}", reason=REASON, by=staff, now=now, found=True)
    row = row_of(staff, case)
    if staff is not None and row.claimed_by_id != staff.id:
        handling.take(vault, staff, case, row.version, now=now)
    return case
