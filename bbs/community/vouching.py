"""Vouching: staff make a one-time recovery code for a member who lost every other way in, and hand it over outside.

It lets somebody in and no more: what a member sealed is wrapped for their own passphrase and codes, never for this one.
Whoever has it is in, so the member is told, every member of the staff can see it, and nobody makes many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import ModelSelect

from bbs.community import log, members, passphrases
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store.prepared import prepared
from store.tables import Member, RecoveryCode, StaffAct
from store.tombstones import destroy
from store.vault import Vault

CODE_SECONDS: Final = 24 * 3600
"""How long a code waits to be used."""
MOST_A_DAY: Final = 5
"""Codes one of the staff makes in a day: a stolen moderator's account must not open everybody's."""
TOLD_SECONDS: Final = 30 * 24 * 3600
"""How long a member is told, from the first time: whoever stole the code may be the first to hear of it."""
SHOWN: Final = 10
"""Acts that the desk shows."""


class Act(StrEnum):
    """What can happen with a code."""

    MADE = "recovery-code-made"
    USED = "recovery-code-used"


@dataclass(frozen=True)
class Vouched:
    """A code that was made or used: for whom, by whom ("" for whoever used it, or left since), when."""

    act: Act
    handle: str
    by: str
    at: int


def whom(staff: Person | None, handle: str) -> Person:
    """Return the member that somebody of the staff may make a code for.

    Raises NotFound for an unknown handle, and for who is not staff; Refusal for oneself, and for staff unless an
    operator asks.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    member = members.by_handle(handle)
    if member is None:
        raise NotFound(N_("There is no member called {handle}."), handle=handle.strip())
    if member.id == staff.id:
        raise Refusal(N_("For yourself there are your own recovery codes; another of the staff can vouch for you."))
    if member.is_staff and staff.role is not Role.OPERATOR:
        raise Refusal(N_("{handle} is one of the staff: only an operator can vouch for them."), handle=member.handle)
    return member


def vouch(vault: Vault, staff: Person, handle: str, *, now: int) -> str:
    """Make a code for a member, and record who did. It takes the place of one made before. Raises as `whom` does."""
    staff = members.by_id(staff.id)  # the role they have now
    member = whom(staff, handle)
    today = StaffAct.select().where(StaffAct.by == staff.id, StaffAct.act == Act.MADE.value)
    if today.where(StaffAct.at > now - 24 * 3600).count() >= MOST_A_DAY:
        raise Refusal(N_("You made {n} codes within a day, which is the most. Another of the staff can."), n=MOST_A_DAY)
    _end(member.id)
    (code,) = passphrases.recovery_codes(1)
    RecoveryCode.create(member=member.id, mark=vault.mark("recovery", code), made_at=now, expires_at=now + CODE_SECONDS)
    log.record(vault, Act.MADE.value, by=staff.id, about=member.id, now=now)
    return code


def _end(member_id: int) -> None:
    destroy(RecoveryCode, RecoveryCode.member == member_id, RecoveryCode.expires_at.is_null(False))


def used(vault: Vault, member_id: int, *, now: int) -> None:
    """Record that a code which staff made let somebody in."""
    log.record(vault, Act.USED.value, by=None, about=member_id, now=now)


def lately(staff: Person | None) -> list[Vouched]:
    """Return what happened last, newest first, for the staff. Raises NotFound for anybody else."""
    if staff is None or not staff.is_staff:
        raise NotFound
    rows = StaffAct.select().where(StaffAct.act.in_([act.value for act in Act]))
    rows = rows.order_by(StaffAct.id.desc()).limit(SHOWN)
    known = Member.select(Member.id, Member.handle).where(Member.id.in_(_named(rows)))
    names: dict[int | None, str] = {row.id: row.handle for row in known}
    return [Vouched(Act(row.act), names.get(row.member_id, ""), names.get(row.by_id, ""), row.at) for row in rows]


def _named(rows: Iterable[StaffAct]) -> list[int]:
    return [who for row in rows for who in (row.member_id, row.by_id) if who is not None]


def to_tell(member_id: int, *, now: int) -> list[int]:
    """Return when codes were made for a member, as far as they are to be told of it, oldest first."""
    return [at for (at,) in _made(member_id, now - TOLD_SECONDS)]


@prepared
def _made(member: Any, told_after: Any) -> ModelSelect[StaffAct]:
    is_new = StaffAct.told_at.is_null() | (StaffAct.told_at > told_after)
    rows = StaffAct.select(StaffAct.at).where(StaffAct.member == member, StaffAct.act == Act.MADE.value, is_new)
    return rows.order_by(StaffAct.id)


def told(member_id: int, *, now: int) -> None:
    """Remember that a member was told of everything up to now."""
    theirs = (StaffAct.member == member_id, StaffAct.act.in_([act.value for act in Act]))
    StaffAct.update(told_at=now).where(*theirs, StaffAct.told_at.is_null()).execute()


def forget_expired(now: int) -> None:
    """Remove codes whose day is over; that they were made stays on record."""
    RecoveryCode.delete().where(RecoveryCode.expires_at <= now).execute()
