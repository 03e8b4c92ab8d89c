"""Signing in from inside, coming back with a recovery code, and being asked for the guidelines again."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from bbs.arrival import Terminal
from bbs.community import credentials, member_keys, members, recovery
from bbs.community.members import Person
from bbs.house import House
from bbs.server.keeper import Keeper
from bbs.server.limits import Blocks, Penalties
from tests import houses

R = TypeVar("R")

KEY = "SHA256:canary-key"
WRONG = "That did not open the door."
CODES = ["maple-orbit-candle-river-spoon", "maple-orbit-candle-river-fork"]
NEW = "four odd words please"


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Keeper(house, Penalties(house.clock), Blocks(bytes(32)))
    person = houses.member(house, "sam")
    houses.write(house, recovery.keep, house.vault, person.id, CODES, now=house.clock.now())
    return person


def signs_in(house: House, passphrase: str) -> bool:
    return houses.CHEAP.verify(houses.write(house, credentials.stored_passphrase, "sam")[1], passphrase)


def test_a_member_signs_in_at_the_door(house: House, sam: Person) -> None:
    said = houses.visit(house, ["in", "Sam", houses.PASSPHRASE, "bye"])
    assert "\nHandle: Sam\nPassphrase, not shown: \nGood evening, sam.\n" in said
    assert houses.PASSPHRASE not in said


def test_a_wrong_passphrase_and_an_unknown_name_hear_the_same(house: House, sam: Person) -> None:
    wrong = houses.visit(house, ["in", "sam", "not this one", "bye"])
    unknown = houses.visit(house, ["in", "lou", "not this one", "bye"])
    assert WRONG in wrong
    assert wrong.replace("Handle: sam", "") == unknown.replace("Handle: lou", "")


class Deaf:
    """Opens to nobody, at once: a real doorkeeper takes longer with every wrong guess."""

    async def passphrase(self, network: bytes, handle: str, typed: str) -> int | None:
        return None

    async def code(self, network: bytes, name: str, opens: Callable[[], Awaitable[R | None]]) -> R | None:
        return None

    def remember(self, network: bytes, member: int) -> None:
        pass


def test_six_tries_are_what_one_visit_has(house: House) -> None:
    house.doorkeeper = Deaf()
    said = houses.visit(house, [*["in", "lou", "not this one"] * 6, "in", "sam", houses.PASSPHRASE, "bye"])
    assert said.count(WRONG) == 6
    assert "That is enough tries for one visit." in said
    assert "Good evening" not in said


def test_guesses_inside_are_slowed_with_those_at_the_prompt(house: House, sam: Person) -> None:
    assert isinstance(house.doorkeeper, Keeper)
    houses.visit(house, [*["in", "sam", "not this one"] * 4, "bye"])
    penalties, blocks = house.doorkeeper.penalties, house.doorkeeper.blocks
    assert penalties.hear(b"network", blocks.handle("sam"), None).wait > 0


def test_without_a_terminal_no_passphrase_is_asked_for(house: House, sam: Person) -> None:
    said = houses.visit(house, ["in", "in", "", "bye"], terminal=Terminal())
    assert "your screen would show it" in said
    assert "Passphrase" not in said.replace("A passphrase", "")


def test_the_door_says_why_a_key_did_not_sign_in_and_signing_in_links_it(house: House, sam: Person) -> None:
    door = houses.visit(house, ["bye"], fingerprint=KEY)
    assert "Your key is not known here yet; sign in and you can add it." in door
    assert len(door.replace("\n", "\r\n").encode()) <= 700
    assert "not known here" not in houses.visit(house, ["bye"])
    said = houses.visit(house, ["in", "sam", houses.PASSPHRASE, "yes", "", "bye"], fingerprint=KEY)
    assert "came with a key we do not know yet" in said
    assert "That key signs you in from now on." in said
    found = houses.write(house, member_keys.by_key, house.vault, KEY)
    assert found is not None
    assert found.id == sam.id


def test_a_key_is_linked_only_when_they_say_so(house: House, sam: Person) -> None:
    assert "Good evening, sam." in houses.visit(house, ["in", "sam", houses.PASSPHRASE, "no", "bye"], fingerprint=KEY)
    assert houses.write(house, member_keys.by_key, house.vault, KEY) is None


def test_who_signed_in_inside_is_counted_among_the_visits(house: House, sam: Person) -> None:
    said = houses.visit(house, ["in", "sam", houses.PASSPHRASE, "go settings/sessions", "bye"])
    assert "Your visits" in said or "1 item" in said


def test_a_recovery_code_brings_back_with_a_new_passphrase_and_new_codes(house: House, sam: Person) -> None:
    typed = ["go sign-in", "recovery", "sam", CODES[0].replace("-", " ").upper(), "no", NEW, NEW, "all", "done", "bye"]
    said = houses.visit(house, typed)
    assert "You are back, sam." in said
    assert signs_in(house, NEW)
    assert not signs_in(house, houses.PASSPHRASE)
    assert houses.write(house, recovery.left, sam.id) == 8
    assert WRONG in houses.visit(house, ["go sign-in", "recovery", "sam", CODES[1], "bye"])


def test_a_code_is_not_used_up_by_a_line_that_drops_before_the_new_passphrase(house: House, sam: Person) -> None:
    houses.visit(house, ["go sign-in", "recovery", "sam", CODES[0]])
    assert houses.write(house, recovery.left, sam.id) == 2
    assert "That code is right." in houses.visit(house, ["go sign-in", "recovery", "sam", CODES[0], "bye!"])


def test_somebody_elses_code_and_no_code_hear_the_same(house: House, sam: Person) -> None:
    houses.member(house, "lou")
    for handle, code in (("lou", CODES[0]), ("sam", "maple-orbit"), ("kit", CODES[0])):
        assert WRONG in houses.visit(house, ["go sign-in", "recovery", handle, code, "bye"])


def test_who_has_a_key_may_come_back_without_a_new_passphrase(house: House, sam: Person) -> None:
    houses.write(house, member_keys.add_key, house.vault, sam.id, "SHA256:mine", "laptop", now=house.clock.now())
    said = houses.visit(house, ["go sign-in", "recovery", "sam", CODES[0], "no", "later", "bye"])
    assert "You are back, sam." in said
    assert signs_in(house, houses.PASSPHRASE)


def test_changed_guidelines_are_asked_for_again_with_what_changed(house: House, sam: Person) -> None:
    old = house.texts.guidelines
    short = (*old.short[:6], replace(old.short[6], line="We disagree very kindly.", since=2))
    house.texts = replace(house.texts, guidelines=replace(old, version=2, short=short))
    said = houses.visit(house, ["n", "bye"], sam)
    assert re.search(r"Number 7 changed\.\nBefore: We disagree kindly", said)
    assert re.search(r"Now: We disagree very kindly\.[^:]*(?s:.)*All of them:\n1\. ", said)
    assert "Guidelines, to read and accept." in said
    again = houses.visit(house, ["y", "bye"], sam)
    assert "Thank you.\nGood evening, sam." in again
    assert houses.write(house, members.by_id, sam.id).accepted == 2
    assert "Number 7 changed" not in houses.visit(house, ["bye"], houses.write(house, members.by_id, sam.id))
