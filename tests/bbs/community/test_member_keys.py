"""Whom a key signs in: a proven one its member, a pasted one only under their handle."""

from __future__ import annotations

import pytest

from bbs.community import credentials, member_keys, members
from bbs.errors import NotFound, Refusal
from bbs.house import House
from tests import houses

KEY = "SHA256:uhWMfKaJjSoIcabbeE9H15ocwkj37E7gMTPMHbsvg2k"


def add(house: House, member: int, fingerprint: str = KEY, label: str = "laptop", **how: bool) -> member_keys.Key:
    now = house.clock.now()
    return houses.write(house, member_keys.add_key, house.vault, member, fingerprint, label, now=now, **how)


def whose(house: House, username: str = "") -> str | None:
    person = houses.write(house, member_keys.by_key, house.vault, KEY, username)
    return person.handle if person else None


def test_a_proven_key_signs_in_under_any_name(house: House) -> None:
    add(house, houses.member(house, "sam").id)
    assert whose(house) == whose(house, "root") == whose(house, "sam") == "sam"


def test_a_pasted_key_signs_in_under_its_members_handle_alone(house: House) -> None:
    add(house, houses.member(house, "sam").id, is_proven=False)
    assert whose(house, "sam") == whose(house, " SAM ") == "sam"
    assert whose(house) is None
    assert whose(house, "root") is None


def test_pasting_somebodys_key_tells_nothing_and_takes_nothing(house: House) -> None:
    sam, ash = houses.member(house, "sam"), houses.member(house, "ash")
    add(house, sam.id)
    assert add(house, ash.id, is_proven=False).label == "laptop"
    assert whose(house) == whose(house, "sam") == whose(house, "root") == "sam"
    kit = houses.member(house, "kit")
    assert add(house, kit.id, is_proven=False)


def test_a_stranger_whose_key_was_pasted_arrives_as_nobody_and_can_still_link_it(house: House) -> None:
    ash, sam = houses.member(house, "ash"), houses.member(house, "sam")
    add(house, ash.id, is_proven=False)
    assert whose(house, "sam") is None
    add(house, sam.id)
    assert whose(house) == "sam"


def test_coming_with_a_pasted_key_proves_it(house: House) -> None:
    sam = houses.member(house, "sam")
    pasted = add(house, sam.id, is_proven=False)
    proven = add(house, sam.id, label="desk")
    assert (proven.id, proven.label, proven.is_proven) == (pasted.id, "desk", True)
    assert whose(house) == "sam"


def test_a_key_is_had_once(house: House) -> None:
    sam, ash = houses.member(house, "sam"), houses.member(house, "ash")
    add(house, sam.id)
    for proven in (True, False):
        with pytest.raises(Refusal, match="already, under the name"):
            add(house, sam.id, is_proven=proven)
    with pytest.raises(Refusal, match="belongs to one member"):
        add(house, ash.id)


def test_there_is_a_most(house: House) -> None:
    sam = houses.member(house, "sam")
    for n in range(member_keys.KEYS_MOST):
        add(house, sam.id, f"SHA256:{n}")
    with pytest.raises(Refusal, match="which is the most"):
        add(house, sam.id)


def test_the_last_sure_way_in_stays(house: House) -> None:
    person = houses.write(house, members.add, "sam", now=house.clock.now())
    key = add(house, person.id)
    add(house, person.id, "SHA256:pasted", is_proven=False)
    with pytest.raises(Refusal, match="only way in"):
        houses.write(house, member_keys.remove_key, person.id, key.id)
    houses.write(house, credentials.set_passphrase, person.id, "a hash")
    houses.write(house, member_keys.remove_key, person.id, key.id)
    assert [left.is_proven for left in houses.write(house, member_keys.keys, person.id)] == [False]


def test_nobody_names_or_removes_the_key_of_another(house: House) -> None:
    sam, ash = houses.member(house, "sam"), houses.member(house, "ash")
    key = add(house, sam.id)
    with pytest.raises(NotFound):
        houses.write(house, member_keys.name_key, ash.id, key.id, "mine")
    with pytest.raises(NotFound):
        houses.write(house, member_keys.remove_key, ash.id, key.id)
    houses.write(house, member_keys.name_key, sam.id, key.id, "attic")
    assert [own.label for own in houses.write(house, member_keys.keys, sam.id)] == ["attic"]
