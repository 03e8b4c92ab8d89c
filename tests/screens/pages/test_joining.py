"""Joining, as it is heard: four questions in order, every refusal with a way on, a cut line that loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from bbs.arrival import Terminal
from bbs.community import credentials, joining, member_keys, members, recovery
from bbs.community.members import Person, Role
from bbs.house import House
from bbs.server.keeper import Keeper
from bbs.server.limits import Blocks, Penalties
from store.tables import Joining, Member
from tests import houses

KEY = "SHA256:canary-key"
OWN = "four odd words please"
WIDE = Terminal(kind="xterm", columns=500)


@pytest.fixture
def house(house: House) -> House:
    """A house with somebody at the door who hears passphrases, as behind a server."""
    house.doorkeeper = Keeper(house, Penalties(house.clock), Blocks(bytes(32)))
    return house


@pytest.fixture
def settled(house: House, request: pytest.FixtureRequest) -> House:
    """The house in another mode of joining."""
    mode = replace(house.config.joining, mode=request.param)
    house.config = replace(house.config, joining=mode)
    return house


def joins(house: House, typed: Iterable[str], **who: Any) -> str:
    """Let somebody come by the name for joining; return what was said, in a window wide enough for every sentence."""
    return houses.visit(house, typed, username="new", **{"terminal": WIDE, **who})


def known(house: House, handle: str) -> Person:
    person = houses.write(house, members.by_handle, handle)
    assert person is not None, f"{handle} is no member"
    return person


def nobody(house: House, handle: str) -> bool:
    return houses.write(house, members.by_handle, handle) is None


def offered(said: str) -> str:
    """Return the passphrase that was offered last."""
    return " ".join(re.findall(r"made for you: ([a-z\s]+)\.", said)[-1].split())


def signs_in(house: House, handle: str, passphrase: str) -> bool:
    return houses.CHEAP.verify(houses.write(house, credentials.stored_passphrase, handle)[1], passphrase)


def on_disk(house: House) -> bytes:
    return b"".join(path.read_bytes() for path in house.home.path.glob("warmline.db*"))


def test_a_stranger_becomes_a_member_in_five_answers(house: House) -> None:
    said = joins(house, ["yes", "yes", "yes", "sam", "", "later", "", "bye"])
    asked = ["Accept? yes or no: ", "18 or over?", "Agree?", "Handle: ", "Take it?", "How? all, one, later: "]
    places = [said.index(prompt) for prompt in asked]
    assert places == sorted(places)
    assert "7. We disagree kindly" in said
    assert "You are a member now, sam." in said
    assert said.index("we cannot send anyone") < said.index("Good evening, sam.")
    assert "Recovery codes, not made yet." in said
    person = known(house, "sam")
    assert houses.write(house, lambda: Member.get_by_id(person.id).consented_at) == house.clock.now()
    assert (person.role, person.accepted, person.welcomed, person.is_adult) == (Role.MEMBER, 1, True, True)
    assert signs_in(house, "sam", offered(said))


def test_who_does_not_agree_that_health_data_is_kept_is_no_member_and_nothing_is_kept(house: House) -> None:
    said = joins(house, ["y", "y", "no", "go join", "bye"])
    assert "What you write here may tell of your health; do you agree" in said
    assert "That is all right; nothing was kept." in said
    assert said.count("Accept? yes or no: ") == 2, "it begins anew"
    assert houses.write(house, Joining.select().count) == 0


def test_nothing_shown_or_typed_is_found_on_the_disk(house: House) -> None:
    said = joins(house, ["y", "y", "y", "sam", "", "all", "done", "bye"])
    word = re.search(r"come back with (\S+):", said)
    codes = re.findall(r"^\d\. ((?:[a-z]+-){4}[a-z]+)\.$", said, re.MULTILINE)
    assert word is not None
    assert len(codes) == 8
    written = on_disk(house)
    for secret in (word[1], offered(said), *codes):
        assert secret.encode() not in written
    found = [houses.write(house, recovery.use, house.vault, "sam", code, now=1) for code in codes]
    assert all(found)


def test_the_guidelines_can_be_read_with_examples_and_in_full_before_the_answer(house: House) -> None:
    said = joins(house, ["examples", "b", "long", "b", "y", "bye!"])
    assert 'Good: "That sounds like a long night.' in said
    assert "Guidelines in full." in said
    assert said.count("Accept? yes or no: ") == 3


def test_who_does_not_accept_keeps_help_and_a_look_around(house: House) -> None:
    said = joins(house, ["no", "look", "bye"])
    assert "That is all right." in said
    assert "You are looking around as a guest." in said


def test_enter_accepts_nothing(house: House) -> None:
    assert "18 or over?" not in joins(house, ["", "", "bye"])


def test_who_is_not_18_hears_what_is_open_and_nothing_is_kept(house: House) -> None:
    said = joins(house, ["y", "no", "y", "b", "look", "bye"])
    assert "You are not in trouble" in said
    assert "young" in said.split("What is open, choose: y")[1].casefold()
    assert "You are looking around as a guest." in said
    word = re.search(r"come back with (\S+):", said)
    assert word is not None
    mark = joining.by_word(house.vault, word[1])  # type: ignore[arg-type]
    assert houses.write(house, joining.kept, house.vault, mark, now=house.clock.now()) is None


def test_a_taken_name_comes_with_three_that_are_free(house: House) -> None:
    houses.member(house, "sam")
    said = joins(house, ["y", "y", "y", "5am", "sam rivers", "Sam", "bye!"])
    offers = [said_names.split() for said_names in re.findall(r"Three that are free: ([^.]+)\.", said)]
    assert len(offers) == 2
    first = " ".join(offers[1]).split(", ")
    assert len(first) == 3
    again = joins(house, ["y", "y", "y", first[0], "", "later", "", "bye"])
    assert f"You are a member now, {first[0]}." in again


def test_an_own_passphrase_is_typed_twice_and_judged_kindly(house: House) -> None:
    typed = ["y", "y", "y", "sam", "no", "short", OWN, "something else entirely", OWN, OWN, "later", "", "bye"]
    said = joins(house, typed)
    assert "Too short" in said
    assert "Those two were not the same." in said
    assert OWN not in said
    assert signs_in(house, "sam", OWN)
    assert OWN.encode() not in on_disk(house)


def test_without_a_terminal_the_passphrase_is_shown_and_never_typed(house: House) -> None:
    said = joins(house, ["y", "y", "y", "sam", "no", "yes", "later", "", "bye"], terminal=Terminal())
    assert "not shown" not in said
    assert said.count("A passphrase made for you: ") == 2
    assert signs_in(house, "sam", offered(said))


def test_crisis_help_is_at_every_question_and_loses_none(house: House) -> None:
    typed = ["help", "b", "y", "help", "y", "help", "y", "help", "sam", "help", "", "help", "b", "later", "", "bye"]
    said = joins(house, typed)
    assert said.count("In danger") + said.count("life is in danger") >= 5
    assert known(house, "sam").welcomed


def test_a_dropped_line_goes_on_with_the_word_that_was_told(house: House) -> None:
    cut = joins(house, ["y", "y", "y", "sam"])
    word = re.search(r"come back with (\S+):", cut)
    assert word is not None
    assert nobody(house, "sam")
    said = houses.visit(house, ["join", "return", word[1].replace("-", " "), "", "later", "", "bye"])
    assert "Welcome back. A passphrase made for you" in said
    assert "Handle" not in said
    assert known(house, "sam").accepted == 1


def test_a_name_that_was_taken_meanwhile_is_asked_for_again(house: House) -> None:
    cut = joins(house, ["y", "y", "y", "sam"])
    word = re.search(r"come back with (\S+):", cut)
    assert word is not None
    houses.member(house, "sam")
    said = joins(house, ["return", word[1], "lou", "", "later", "", "bye"])
    assert "Welcome back. Choose a handle" in said
    assert known(house, "lou")


def test_a_wrong_return_word_finds_nothing_and_an_old_one_neither(house: House) -> None:
    cut = joins(house, ["y", "y", "y", "sam"])
    word = re.search(r"come back with (\S+):", cut)
    assert word is not None
    assert "Nothing is kept under that word." in joins(house, ["return", "otter-1000", "bye"])
    house.clock.move(joining.KEPT_SECONDS)  # type: ignore[attr-defined]
    assert "Nothing is kept under that word." in joins(house, ["return", word[1], "bye"])


def test_return_words_cannot_be_guessed_for_long(house: House) -> None:
    typed = [line for n in range(12) for line in ("return", f"otter-{1000 + n}")]
    assert "Too many codes were wrong" in joins(house, [*typed, "bye"])


def test_leaving_a_question_loses_nothing_in_the_same_visit(house: House) -> None:
    said = joins(house, ["y", "y", "y", "back", "h", "j", "", "sam", "", "later", "", "bye"])
    assert "You were joining, and nothing was lost." in said
    assert said.count("18 or over?") == 1
    assert known(house, "sam")


def test_the_key_they_came_with_signs_them_in(house: House) -> None:
    said = joins(house, ["y", "y", "y", "sam", "yes", "my laptop", "later", "", "bye"], fingerprint=KEY)
    assert "passphrase made for you" not in said
    person = known(house, "sam")
    assert [key.label for key in houses.write(house, member_keys.keys, person.id)] == ["my laptop"]
    assert houses.write(house, member_keys.by_key, house.vault, KEY) == person
    assert houses.write(house, credentials.stored_passphrase, "sam") == (person.id, None)


def test_who_comes_with_a_key_and_drops_is_simply_asked_the_next_question(house: House) -> None:
    cut = joins(house, ["y", "y", "y"], fingerprint=KEY)
    assert "If the line drops" not in cut
    said = joins(house, ["", "sam", "no", "", "later", "", "bye"], fingerprint=KEY)
    assert "Accept?" not in said
    assert "18 or over?" not in said
    assert signs_in(house, "sam", offered(said))
    assert houses.write(house, member_keys.by_key, house.vault, KEY) is None


def test_a_visit_that_ends_after_the_account_was_made_goes_on_at_the_next_sign_in(house: House) -> None:
    joins(house, ["y", "y", "y", "sam", ""])
    person = known(house, "sam")
    assert not person.welcomed
    said = houses.visit(house, ["", "bye"], person)
    assert said.startswith("Welcome.\n")
    assert "Recovery codes, not made yet." in said
    assert known(house, "sam").welcomed


def test_codes_come_one_at_a_time_with_a_pause_after_each_word(house: House) -> None:
    person = houses.member(house, "sam")
    said = houses.visit(house, ["codes", "go codes", "one", *[""] * 7, "help", "b", "all", "done", "bye"], person)
    slow = re.findall(r"^Code \d of 8: ([a-z, ]+)\.$", said, re.MULTILINE)
    at_once = re.findall(r"^\d\. ((?:[a-z]+-){4}[a-z]+)\.$", said, re.MULTILINE)
    assert [words.replace(", ", "-") for words in slow] == at_once, "crisis help in between changes none of them"
    assert houses.write(house, recovery.left, person.id) == 8
    assert "not made yet" not in said.split("They are not shown again.")[1]


def test_codes_that_were_not_all_taken_down_open_nothing(house: House) -> None:
    person = houses.member(house, "sam")
    said = houses.visit(house, ["go codes", "one", "", "later", "bye"], person)
    assert "open nothing now" in said
    assert houses.write(house, recovery.left, person.id) == 0


def test_a_member_who_comes_to_join_is_sent_home(house: House) -> None:
    said = houses.visit(house, ["go join", "", "bye"], houses.member(house, "sam"))
    assert "You are a member already, as sam." in said
    assert said.count("Home, ") > 2


@pytest.mark.parametrize("settled", ["closed"], indirect=True)
def test_a_closed_place_says_so_kindly_and_leads_on(settled: House) -> None:
    said = joins(settled, ["y", "note", "b", "look", "bye"])
    assert "It is nothing about you" in said
    assert "Accept?" not in said
    assert "A note goes to the people who look after this place" in said
    assert "You are looking around as a guest." in said


@pytest.mark.parametrize("settled", ["closed", "code", "approval", "open"], indirect=True)
def test_the_first_operator_joins_with_a_code_whatever_is_locked(settled: House) -> None:
    settled.exempt_from_line_checks = False
    code = houses.write(settled, joining.make_code, settled.vault, Role.OPERATOR, now=settled.clock.now())
    said = joins(settled, ["code", code, "y", "y", "y", "olive", "", "later", "", "bye"])
    assert "That code is good." in said
    assert known(settled, "olive").role is Role.OPERATOR
    assert code.encode() not in on_disk(settled)
    assert "does not open anything" in joins(settled, ["code", code, "bye"])


def test_joining_waits_until_the_help_lines_were_checked(house: House) -> None:
    house.exempt_from_line_checks = False
    said = joins(house, ["y", "help", "h", "bye"])
    assert "Joining opens once the people here have checked the help lines" in said
    assert "18 or over?" not in said
    assert "You are looking around as a guest." in said


@pytest.mark.parametrize("settled", ["code"], indirect=True)
def test_where_a_code_is_needed_it_is_asked_first(settled: House) -> None:
    code = houses.write(settled, joining.make_code, settled.vault, Role.MEMBER, now=settled.clock.now())
    said = joins(settled, ["", "maple-orbit", "", code, "y", "y", "y", "sam", "", "later", "", "bye"])
    assert "does not open anything" in said
    assert said.index("Your code: ") < said.index("Accept? yes or no: ")
    assert known(settled, "sam").role is Role.MEMBER


@pytest.mark.parametrize("settled", ["approval"], indirect=True)
def test_an_applicant_waits_sees_what_guests_see_and_reads_the_answer(settled: House) -> None:
    said = joins(settled, ["y", "y", "y", "sam", "I cannot sleep, and the canary is called Pip.", "", "", "bye"])
    assert re.search(r"Your return code: [a-z]+-\d{4}\.", said)
    assert "A person will read what you wrote" in said
    assert b"called Pip" not in on_disk(settled)
    sam = known(settled, "sam")
    assert sam.is_waiting
    assert "boards." in said.split("Home, ")[1]
    assert "grief" not in houses.visit(settled, ["go boards", "bye"], sam)
    wren = houses.member(settled, "wren", role=Role.MODERATOR)
    heard = houses.visit(settled, ["go desk/applications", "1", "y", "Glad you came.", "yes", "bye"], wren)
    assert "  I cannot sleep, and the canary is called Pip." in heard
    assert "sam is a member now." in heard
    again = houses.visit(settled, ["go waiting", "", "", "bye"], known(settled, "sam"))
    assert "the people here have said yes" in again
    assert "  Glad you came." in again


@pytest.mark.parametrize("settled", ["approval"], indirect=True)
def test_who_is_not_let_in_is_told_why_and_keeps_a_way_to_write(settled: House) -> None:
    joins(settled, ["y", "y", "y", "sam", "", "", "bye"])
    wren = houses.member(settled, "wren", role=Role.MODERATOR)
    houses.visit(settled, ["go desk/applications", "1", "n", "We are full until June.", "yes", "bye"], wren)
    said = houses.visit(settled, ["note", "b", "bye"], known(settled, "sam"), terminal=WIDE)
    assert "Crisis help, the tools and the desk stay open to you." in said
    assert "  We are full until June." in said
    assert "A note goes to the people who look after this place" in said
