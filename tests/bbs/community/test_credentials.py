"""What members prove themselves with: kept as hashes, for whoever is here."""

from __future__ import annotations

import pytest

from bbs.community import credentials
from bbs.errors import NotFound
from bbs.house import House
from store.tables import Member
from tests import houses


def test_a_passphrase_is_found_by_the_handle_and_another_takes_its_place(house: House) -> None:
    sam = houses.member(house, "sam")
    houses.write(house, credentials.set_passphrase, sam.id, "a hash")
    assert houses.write(house, credentials.stored_passphrase, " Sam ") == (sam.id, "a hash")
    houses.write(house, credentials.set_passphrase, sam.id, "another")
    assert houses.write(house, credentials.stored_passphrase, "sam") == (sam.id, "another")
    assert houses.write(house, credentials.has_passphrase, sam.id)
    assert houses.write(house, credentials.stored_passphrase, "nobody") == (None, None)


def test_who_has_left_is_proven_and_given_nothing_new(house: House) -> None:
    sam = houses.member(house, "sam")
    houses.write(house, credentials.set_passphrase, sam.id, "a hash")
    houses.write(house, lambda: Member.update(left_at=house.clock.now()).where(Member.id == sam.id).execute())
    with pytest.raises(NotFound):
        houses.write(house, credentials.set_passphrase, sam.id, "another")
    with pytest.raises(NotFound):
        houses.write(house, credentials.has_passphrase, sam.id)
    assert houses.write(house, credentials.stored_passphrase, "sam") == (sam.id, "a hash"), "they can come back"


def test_a_pin_goes_with_what_is_asked_and_with_nothing_else(house: House) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    assert houses.write(house, credentials.set_again, sam.id, "pin", pin="a hash").asks_again == "pin"
    assert houses.write(house, credentials.stored_pin, sam.id) == "a hash"
    assert houses.write(house, credentials.stored_pin, lou.id) is None
    assert houses.write(house, credentials.set_again, sam.id, "").asks_again == ""
    assert houses.write(house, credentials.stored_pin, sam.id) is None
