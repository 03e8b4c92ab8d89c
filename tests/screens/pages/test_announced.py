"""What is announced: heard at the door, at home until it is put away, in about, and by a verb."""

from __future__ import annotations

from typing import cast

from bbs.community import members
from bbs.community.members import Person
from bbs.house import House
from tests import houses

FROM = "From the people who run this place: We move on Sunday."


def visit(house: House, typed: list[str], person: Person | None = None) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def announced(house: House, olive: Person) -> str:
    return visit(house, ["go office/announcements", "announce", "We move on Sunday.", "3", "yes"], olive)


def test_everybody_hears_it_and_who_puts_it_away_hears_it_no_more(house: House, olive: Person, sam: Person) -> None:
    assert "It is announced." in announced(house, olive)
    assert FROM in visit(house, [])
    said = visit(house, ["home", "put-away", "home"], sam)
    assert said.count(FROM) == 2, "at home, once more on coming back to it"
    assert "It is put away. About this place has it while it holds." in said
    sam = house_knows(house, sam)
    assert FROM not in visit(house, ["home"], sam)
    assert FROM in visit(house, ["go about"], sam)


def house_knows(house: House, person: Person) -> Person:
    """Return somebody as they are at their next visit."""
    return houses.write(house, members.by_id, person.id)


def test_it_is_changed_taken_back_and_ends_by_itself(house: House, olive: Person, sam: Person) -> None:
    announced(house, olive)
    said = visit(house, ["go office/announcements", "change", "We stay.", "1", "yes"], olive)
    assert "1. We move on Sunday., taken back" in said
    assert "We stay." in visit(house, ["home"], sam)
    assert "one until" in visit(house, ["go office", ""], olive)
    visit(house, ["go office/announcements", "take-back", "yes"], olive)
    assert "From the people who run" not in visit(house, ["home"], sam)
    announced(house, olive)
    cast(houses.HeldClock, house.clock).move(4 * 24 * 3600)
    assert "From the people who run" not in visit(house, ["home"], sam)
    assert "Nothing is announced just now." in visit(house, ["go announcement"], sam)


def test_a_script_reads_it_and_puts_it_away(house: House, olive: Person, sam: Person) -> None:
    assert "Nothing is announced just now." in houses.verb(house, "read announcement")[1]
    announced(house, olive)
    status, said, _ = houses.verb(house, "read announcement", sam)
    assert (status, FROM in said) == (0, True)
    assert houses.verb(house, "put-away announcement", sam)[0] == 0
    assert FROM not in houses.verb(house, "read home", house_knows(house, sam))[1]
    assert FROM in houses.verb(house, "read about")[1]


def test_what_is_too_long_is_asked_for_again_and_kept(house: House, olive: Person) -> None:
    said = visit(house, ["go office/announcements", "announce", "x" * 210, "back", "announce", "back"], olive)
    assert "That is 10 characters too long; 200 is the most." in said


def test_only_operators_find_the_office_of_it(house: House, olive: Person, wren: Person) -> None:
    assert "There is nothing at that address." in visit(house, ["go office/announcements"], wren)
