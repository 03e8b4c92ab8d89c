"""Members: names that cannot be mistaken, roles, settings, guidelines, recovery codes."""

from __future__ import annotations

import pytest

from bbs.community import credentials, members, posts, recovery
from bbs.community.members import Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from store.tables import Member
from tests import houses

NOW = houses.STARTED


def add(house: House, handle: str, **how: object) -> members.Person:
    return houses.write(house, members.add, handle, now=NOW, **how)


@pytest.mark.parametrize("lookalike", ["willow", "w1llow", "wi11ow", "wil-low", "will0w"])
def test_a_handle_that_looks_like_anothers_is_taken(house: House, lookalike: str) -> None:
    add(house, "willow")
    assert houses.write(house, members.is_taken, f" {lookalike.upper()} ")
    with pytest.raises(Refusal) as refused:
        add(house, f" {lookalike.upper()} ")
    assert "is taken. Please choose another" in refused.value.words()
    assert houses.write(house, lambda: Member.select().where(Member.handle.startswith("w")).count()) == 1


def test_the_handle_of_somebody_who_left_stays_theirs(house: House) -> None:
    person = add(house, "willow")
    houses.write(house, lambda: Member.update(left_at=NOW).where(Member.id == person.id).execute())
    assert houses.write(house, members.by_handle, "willow") is None
    assert houses.write(house, credentials.stored_passphrase, "willow") == (person.id, None), "they can come back"
    with pytest.raises(NotFound):
        houses.write(house, members.by_id, person.id)
    with pytest.raises(Refusal):
        add(house, "willow")


@pytest.mark.parametrize(
    "handle", ["", "a", "help", "guest", "new", "line", "admin", "x" * 21, "sa m", "sam\n\x1b", "1234"]
)
def test_what_cannot_be_a_handle_makes_no_member(house: House, handle: str) -> None:
    with pytest.raises(NotUnderstood):
        add(house, handle)
    assert houses.write(house, lambda: Member.select().count()) == 0


def test_a_new_member_starts_where_the_place_stands(house: House) -> None:
    sam = add(house, "sam", passphrase="hash", guidelines=3)
    line = houses.write(house, posts.start, sam, "sleep", "Awake", "Hello?", now=NOW)
    lou = add(house, "lou", waiting=True, adult=False)
    assert (sam.role, sam.welcomed, sam.is_waiting, sam.is_adult, sam.is_staff) == (
        Role.MEMBER, False, False, True, False,
    )  # fmt: skip
    assert (lou.floor_post, lou.is_waiting, lou.is_adult) == (line.id, True, False)
    assert houses.write(house, members.accepted_guidelines, sam.id) == 3
    assert houses.write(house, members.accepted_guidelines, lou.id) == 0
    assert houses.write(house, credentials.stored_passphrase, " SAM ") == (sam.id, "hash")


def test_a_member_is_found_by_exactly_their_handle(house: House) -> None:
    add(house, "willow")
    found = houses.write(house, members.by_handle, " Willow ")
    assert found is not None
    assert found.handle == "willow"
    for other in ("w1llow", "willo", "", "willow%"):
        assert houses.write(house, members.by_handle, other) is None


def test_a_picture_of_a_member_cannot_be_changed(house: House) -> None:
    sam = add(house, "sam")
    with pytest.raises(AttributeError):
        sam.role = Role.OPERATOR  # type: ignore[misc]


def test_roles_are_given_and_known(house: House) -> None:
    sam = add(house, "sam")
    assert not houses.write(house, members.any_in_role, Role.OPERATOR)
    assert houses.write(house, members.set_role, sam.id, Role.OPERATOR).is_staff
    assert houses.write(house, members.any_in_role, Role.OPERATOR)


def test_members_set_what_is_theirs_to_set_and_nothing_else(house: House) -> None:
    sam = add(house, "sam")
    assert houses.write(house, members.set_setting, sam.id, "zone", "Europe/Oslo").zone == "Europe/Oslo"
    for name in ("role", "handle", "passphrase", "left_at", "floor_post"):
        with pytest.raises(ValueError, match=name):
            houses.write(house, members.set_setting, sam.id, name, "operator")
    assert houses.write(house, members.by_id, sam.id).role is Role.MEMBER


def test_whoever_waits_is_let_in_or_declined(house: House) -> None:
    kit = add(house, "kit", waiting=True)
    declined = houses.write(house, members.decide, kit.id, approve=False, now=NOW)
    assert (declined.is_waiting, declined.is_declined) == (True, True)
    approved = houses.write(house, members.decide, kit.id, approve=True, now=NOW)
    assert (approved.is_waiting, approved.is_declined) == (False, False)


def test_accepting_guidelines_twice_is_accepting_them(house: House) -> None:
    sam = add(house, "sam", guidelines=1)
    for version in (2, 2, 1):
        houses.write(house, members.accept_guidelines, sam.id, version, now=NOW)
    assert houses.write(house, members.accepted_guidelines, sam.id) == 2


def test_a_recovery_code_signs_its_member_in_once(house: House) -> None:
    sam = add(house, "sam")
    add(house, "lou")
    houses.write(house, recovery.keep, house.vault, sam.id, ["river-stone", "quiet-moss"], now=NOW)

    def use(handle: str, code: str) -> members.Person | None:
        return houses.write(house, recovery.use, house.vault, handle, code, now=NOW)

    assert use("lou", "river-stone") is None
    assert use("sam", "river-stones") is None
    assert houses.write(house, recovery.left, sam.id) == 2
    assert use(" Sam", "river-stone") == sam
    assert use("sam", "river-stone") is None
    assert houses.write(house, recovery.left, sam.id) == 1


def test_new_recovery_codes_end_the_old_ones(house: House) -> None:
    sam = add(house, "sam")
    for codes in (["river-stone"], ["quiet-moss"]):
        houses.write(house, recovery.keep, house.vault, sam.id, codes, now=NOW)
    used = houses.write(house, recovery.use, house.vault, "sam", "river-stone", now=NOW)
    assert used is None
    assert houses.write(house, recovery.left, sam.id) == 1
