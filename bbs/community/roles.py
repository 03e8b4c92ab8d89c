"""What members do for the place: operators give and take that, in the office, and the log tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import Case, ModelSelect, fn

from bbs.community import log, members
from bbs.community.line_checks import operator_of
from bbs.community.members import Person, Role, person_of
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from store import sanction_rows
from store.prepared import among, numbers, prepared
from store.tables import Member
from store.vault import Vault

ACTS: Final = {Role.MEMBER: "role-taken", Role.MODERATOR: "moderator-made", Role.OPERATOR: "operator-made"}
"""What the log calls it, by what somebody is afterwards."""
AT_THE_MACHINE: Final = {
    Role.MEMBER: "role-taken-at-machine",
    Role.MODERATOR: "moderator-made-at-machine",
    Role.OPERATOR: "operator-made-at-machine",
}
"""The same, where it was done on the machine itself: whoever can do that proves nothing more."""
MOST: Final = 30
"""Members found at once."""


@dataclass(frozen=True)
class Place:
    """What a member does for the place, and until when it is closed to them, 0 for not at all."""

    member: int
    role: Role
    shut_out_until: int

    @property
    def is_staff(self) -> bool:
        """Whether they look after it."""
        return self.role is not Role.MEMBER


@prepared
def _roles(ids: Any) -> ModelSelect[Member]:
    return Member.select(Member.id, Member.role).where(Member.id.in_(among(ids)), Member.left_at.is_null())


def places(members_here: Iterable[int]) -> list[Place]:
    """Return the places of some members."""
    found = _roles(numbers(members_here))
    return [Place(one, Role(role), sanction_rows.shut_out_until(one)) for one, role in found]


@prepared
def _operators() -> ModelSelect[Member]:
    return Member.select(fn.COUNT(Member.id)).where(Member.role == Role.OPERATOR.value, Member.left_at.is_null())


def operators() -> int:
    """Return how many operators there are."""
    [(count,)] = _operators()
    return int(count)


def _inside() -> Any:
    """Return the rule for who was let in and did not leave."""
    return Member.left_at.is_null() & Member.waiting_since.is_null() & Member.declined_at.is_null()


def staff(operator: Person | None) -> list[Person]:
    """Return who looks after this place, operators first. Raises NotFound for all but operators."""
    operator_of(operator)
    is_operator = Case(Member.role, ((Role.OPERATOR.value, 0),), 1)
    rows = Member.select().where(Member.role != Role.MEMBER.value, Member.left_at.is_null())
    return [person_of(row) for row in rows.order_by(is_operator, Member.handle)]


def found(operator: Person | None, typed: str) -> list[Person]:
    """Return members whose handle has these letters in it. Raises NotFound for all but operators."""
    operator_of(operator)
    rows = Member.select().where(_inside(), Member.handle.contains(typed.strip().lower()))
    return [person_of(row) for row in rows.order_by(Member.handle).limit(MOST)]


def member(operator: Person | None, handle: str) -> Person:
    """Return who has a handle and was let in. Raises NotFound, for all but operators too."""
    operator_of(operator)
    person = members.by_handle(handle)
    if person is None or not person.reads_all:
        raise NotFound(N_("There is no member called {handle}."), handle=handle)
    return person


def give(vault: Vault, operator: Person | None, handle: str, role: Role, *, now: int) -> Person:
    """Give a member a role, and log it; return them with it.

    Raises NotFound for all but operators, who still are one, and Refusal where nobody would be one any more.
    """
    who = operator_of(members.by_id(operator_of(operator).id))
    other = member(who, handle)
    if other.role is role:
        raise Refusal(N_("{handle} is that already."), handle=other.handle)
    if other.role is Role.OPERATOR and operators() == 1:
        raise Refusal(N_("There is no other operator. Make somebody else one first; then this can be taken."))
    changed = members.set_role(other.id, role)
    log.record(vault, ACTS[role], by=who.id, about=other.id, now=now)
    return changed


def give_at_machine(vault: Vault, handle: str, role: Role, *, now: int) -> Person:
    """Give a member a role for whoever sits at the machine, and log it where it is another one. Raises NotFound."""
    person = members.by_handle(handle)
    if person is None:
        raise NotFound(N_("There is no member called {handle}."), handle=handle)
    if person.role is role:
        return person
    changed = members.set_role(person.id, role)
    log.record(vault, AT_THE_MACHINE[role], by=None, about=person.id, now=now)
    return changed
