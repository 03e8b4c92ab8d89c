"""Giving and taking roles: by operators, logged, and never so that nobody runs the place."""

from __future__ import annotations

import pytest

from bbs.community import log, members, roles
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from bbs.house import House
from tests import houses


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)


def give(house: House, by: Person | None, handle: str, role: Role) -> Person:
    return houses.write(house, roles.give, house.vault, by, handle, role, now=house.clock.now())


def test_a_role_is_given_and_taken_and_the_log_says_so(house: House, olive: Person) -> None:
    houses.member(house, "sam")
    assert give(house, olive, "sam", Role.MODERATOR).role is Role.MODERATOR
    assert [one.handle for one in houses.write(house, roles.staff, olive)] == ["olive", "sam"]
    assert give(house, olive, "sam", Role.MEMBER).role is Role.MEMBER
    with pytest.raises(Refusal):
        give(house, olive, "sam", Role.MEMBER)
    assert house.vault is not None
    entries = houses.write(house, log.lately, house.vault, olive)
    assert [(one.act, one.by, one.about) for one in entries] == [
        ("role-taken", "olive", "sam"),
        ("moderator-made", "olive", "sam"),
    ]


def test_what_is_given_at_the_machine_is_in_the_log_too(house: House, olive: Person) -> None:
    houses.member(house, "sam")
    now = house.clock.now()
    for role in (Role.OPERATOR, Role.OPERATOR, Role.MODERATOR, Role.MEMBER):
        assert houses.write(house, roles.give_at_machine, house.vault, "sam", role, now=now).role is role
    with pytest.raises(NotFound):
        houses.write(house, roles.give_at_machine, house.vault, "nobody", Role.OPERATOR, now=now)
    entries = houses.write(house, log.lately, house.vault, olive)
    acts = ["role-taken-at-machine", "moderator-made-at-machine", "operator-made-at-machine"]
    assert [(one.act, one.by, one.about) for one in entries] == [(act, "", "sam") for act in acts]
    assert houses.write(house, log.check, house.vault).holds


def test_the_last_operator_stays_until_there_is_another(house: House, olive: Person) -> None:
    houses.member(house, "sam")
    for role in (Role.MEMBER, Role.MODERATOR):
        with pytest.raises(Refusal, match="no other operator"):
            give(house, olive, "olive", role)
    sam = give(house, olive, "sam", Role.OPERATOR)
    assert houses.write(house, roles.operators) == 2
    give(house, sam, "olive", Role.MEMBER)
    with pytest.raises(NotFound):
        give(house, olive, "sam", Role.MEMBER)  # in a visit that still shows her the office


def test_only_operators_and_only_members_who_were_let_in(house: House, olive: Person) -> None:
    houses.member(house, "sam")
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    houses.write(house, members.add, "rowan", now=1, waiting=True)
    for who, handle in ((wren, "sam"), (None, "sam"), (olive, "rowan"), (olive, "nobody")):
        with pytest.raises(NotFound):
            give(house, who, handle, Role.MODERATOR)
    for rule in (roles.staff, lambda who: roles.found(who, "s")):
        with pytest.raises(NotFound):
            houses.write(house, rule, wren)
    assert [one.handle for one in houses.write(house, roles.found, olive, " SA")] == ["sam"]
    assert houses.write(house, roles.found, olive, "row") == []
