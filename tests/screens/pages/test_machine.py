"""What an operator sees of the machine: numbers in words, nobody's name, and what the doctor says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bbs.community.members import Person, Role
from bbs.examining import Examination, Examined
from bbs.house import House
from bbs.running import Crowd, look
from tests import houses


class Doctor(Examination):
    """One that says what a test has it say."""

    found = Examined(is_well=True, lines=("All is well.",))

    async def look(self) -> Examined:
        """Say it."""
        return self.found


def visit(house: House, typed: list[str], person: Person) -> str:
    return " ".join(houses.visit(house, [*typed, "", "", "bye"], person).split())


def test_it_is_told_in_words_and_numbers(house: House, olive: Person) -> None:
    house.crowd = lambda: Crowd(members=3, guests=2, helped=0, at_the_door=1, turned_away=4)
    house.next_host_words = ("river-stone", house.clock.now() + 40 * 24 * 3600)
    state = look(house.home, house.clock.now())
    house.gauge.last = replace(
        state, memory=90, most_memory=120, free=3277, disk=20480, database=12, write_log=0, copies=7,
        newest_copy=date(2026, 5, 28), is_encrypted=True, key_is_kept=True, has_deletions=True,
    )  # fmt: skip
    said = visit(house, ["go office/machine"], olive)
    for words in (
        "Visits now: 3 of members, 2 of guests, 0 with crisis help alone, 1 on their way in.",
        "4 found the house full since the start",
        "Memory of the server: 90 MiB; 120 MiB at most.",
        "Disk: 3.2 GiB free of 20.0 GiB.",
        "Database: 12 MiB.",
        "Its write-ahead log: less than 1 MiB.",
        "28 May, encrypted, checked when it was made.",
        "7 daily and weekly copies",
        "its words are kept elsewhere",
        "another one: river-stone",
        "Operators: 1, you; how to have another: office/members.",
    ):
        assert words in said, said
    assert "olive" not in said.partition("The machine")[2]


def test_what_is_missing_is_said(house: House, olive: Person) -> None:
    said = visit(house, ["go office/machine"], olive)
    assert "Newest copy: none yet." in said
    assert "not known to be kept elsewhere: warmline server-key" in said
    assert "Host key: no change under way." in said
    assert "Visits now" not in said, "where nobody listens, nobody is counted"


def test_the_doctor_is_asked_by_a_key(house: House, olive: Person) -> None:
    house.doctor = Doctor(house.home)
    assert "What the doctor says. All is well." in visit(house, ["go office/machine", "doctor"], olive)
    Doctor.found = Examined(is_well=False, lines=("The server key is not known to be kept elsewhere.",))
    said = visit(house, ["go office/machine", "doctor"], olive)
    assert "This wants a hand, on the machine itself: The server key is not known" in said
    house.doctor = None
    assert "The doctor cannot be asked from here." in visit(house, ["go office/machine", "doctor"], olive)


def test_the_only_operator_is_told_how_to_have_another(house: House, olive: Person) -> None:
    said = visit(house, ["go office/members"], olive)
    assert "You are the only operator." in said
    assert "type find and their name; on their page, operator" in said
    assert "a code from desk/codes lets them join first" in said
    houses.member(house, "dove", role=Role.OPERATOR)
    assert "You are the only operator." not in visit(house, ["go office/members"], olive)
    assert "Operators: 2." in visit(house, ["go office/machine"], olive)


def test_nobody_else_finds_it(house: House, wren: Person) -> None:
    for address in ("office/machine", "office/machine/doctor"):
        assert "There is nothing at that address." in visit(house, [f"go {address}"], wren)
