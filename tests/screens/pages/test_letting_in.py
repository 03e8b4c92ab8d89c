"""Several applications answered at once: read before it is sent, and nobody in a hard time among "all"."""

from __future__ import annotations

import asyncio
import re

import pytest

from bbs.community import applications, desk, log, members, noticed
from bbs.community.desk import About
from bbs.community.members import Person
from bbs.house import House
from screens.pages.letting_in import YES_WORDS
from tests import houses
from tests.screens.linemode.listening import calling

HEAVY = "I want to kill myself tonight."


def asks(house: House, handle: str, words: str = "I cannot sleep.") -> Person:
    """Have somebody ask to join, as they would."""
    now = house.clock.now()
    person = houses.write(house, members.add, handle, now=now, waiting=True)
    code = houses.write(house, desk.leave, house.vault, About.JOINING, words, person, now)
    houses.write(house, noticed.in_note, house.vault, house.texts.noticing, code, now=now)
    return person


@pytest.fixture
def asking(house: House) -> dict[str, Person]:
    """Four who ask to join; what the third wrote sounds heavy."""
    words = {"cole": HEAVY}
    return {name: asks(house, name, words.get(name, "I cannot sleep.")) for name in ("ada", "ben", "cole", "dot")}


def waits(house: House, handle: str) -> bool:
    person = houses.write(house, members.by_handle, handle)
    assert person is not None
    return person.is_waiting and not person.is_declined


def answer(house: House, person: Person) -> str:
    assert house.vault is not None
    note = houses.write(house, applications.own, house.vault, person)
    assert note is not None
    return note.answer


def test_all_are_let_in_but_for_whom_it_would_pass_over_and_each_reads_the_same_words(
    house: House, wren: Person, asking: dict[str, Person]
) -> None:
    typed = ["go desk/applications", "m", "all", "yes", "All of you.", ".", "send", "bye"]
    said = " ".join(houses.visit(house, typed, wren).split())
    assert said.index("1. cole, sounds heavy, waiting") < said.index("2. ada, waiting")
    assert "The first sounds heavy: read it by itself. All leaves it out." in said
    assert "Before it is sent. Let in: ada, ben, dot. Each of them reads this." in said
    assert "Members now: ada, ben, dot." in said
    assert [waits(house, name) for name in asking] == [False, False, True, False]
    assert answer(house, asking["ada"]) == answer(house, asking["dot"]) == f"{YES_WORDS}\nAll of you."
    entries = houses.write(house, log.lately, house.vault, wren)
    assert [(one.act, one.about) for one in entries] == [("member-let-in", name) for name in ("dot", "ben", "ada")]


def test_of_words_that_sound_heavy_it_says_what_they_were_told_and_where_the_steps_are(
    house: House, wren: Person, asking: dict[str, Person]
) -> None:
    said = " ".join(houses.visit(house, ["go desk/applications", "1", "bye"], wren).split())
    assert "They were told whom to call. Steps written for it: go desk/procedures/danger." in said
    assert "told whom to call" not in houses.visit(house, ["go desk/applications", "2", "bye"], wren)


def test_some_are_declined_by_name_or_number_with_one_reason(
    house: House, wren: Person, asking: dict[str, Person]
) -> None:
    typed = ["go desk/applications", "m", "2-3", "2", "We are full until June.", ".", "bye"]
    said = houses.visit(house, typed, wren)
    assert "Not let in: ada, ben." in said
    assert waits(house, "ada"), "not sent yet"
    said = houses.visit(house, ["go desk/applications", "m", "ada, ben", "no", ".", "s", "bye"], wren)
    assert "Told, with your words: ada, ben." in said
    assert answer(house, asking["ben"]) == "We are full until June.", "the words were kept"
    assert not waits(house, "ben")
    assert waits(house, "dot")


def test_a_reason_that_was_typed_is_there_after_thinking_again(
    house: House, wren: Person, asking: dict[str, Person]
) -> None:
    place = f"go desk/applications/{asking['ada'].id}"
    said = houses.visit(house, [place, "n", "We are full.", "back", "", "yes", "bye"], wren)
    assert "Application, choose: n" in said
    assert "Enter takes what is kept from before: We are full.\n" in said
    assert answer(house, asking["ada"]) == "We are full."


@pytest.mark.parametrize("changed", ["answered", "taken back", "heavy since"])
def test_who_changed_meanwhile_is_left_out_and_that_is_said(
    house: House, wren: Person, olive: Person, asking: dict[str, Person], changed: str
) -> None:
    ben, now = asking["ben"], house.clock.now()

    def changes() -> None:
        mine = houses.write(house, desk.own, ben)[0].id
        if changed == "answered":
            houses.write(house, applications.decide, house.vault, olive, ben.id, "No.", approve=False, now=now)
            return
        houses.write(house, desk.withdraw, houses.write(house, desk.own_note, house.vault, ben, mine))
        if changed == "heavy since":
            code = houses.write(house, desk.leave, house.vault, About.JOINING, HEAVY, ben, now)
            houses.write(house, noticed.in_note, house.vault, house.texts.noticing, code, now=now)

    async def play() -> str:
        async with calling(house, wren) as caller:
            said = ""
            for typed in ("go desk/applications", "m", "all", "yes", "."):
                said = await caller.types(f"{typed}\r")
            assert "Let in: ada, ben, dot." in said
            await asyncio.to_thread(changes)
            return await caller.types("send\r")

    said = " ".join(asyncio.run(play()).split())
    assert "Members now: ada, dot. Left out, because something about it changed meanwhile: ben." in said
    assert waits(house, "ben") is (changed != "answered")


def test_in_a_script_it_is_shown_first_and_sent_with_its_proof(
    house: House, wren: Person, asking: dict[str, Person]
) -> None:
    command = "several desk/applications who=ada,ben answer=yes"
    status, said, errors = houses.verb(house, command, wren, text="Welcome.\n")
    assert status == 1
    assert "  Welcome." in said
    assert waits(house, "ada")
    proof = re.search(r"send=\w+", errors)
    assert proof
    status, said, _ = houses.verb(house, f"{command} {proof[0]}", wren)
    assert (status, said.splitlines()[0]) == (0, "Members now: ada, ben.")
    assert answer(house, asking["ada"]) == "Welcome."
    status, _, errors = houses.verb(house, "several desk/applications who=nobody answer=yes", wren, text="Hm.\n")
    assert (status, errors) == (2, "Numbers, please, such as 2-4, 7.\n")


def test_where_each_sounds_heavy_all_is_nobody(house: House, wren: Person) -> None:
    for name in ("ada", "ben"):
        asks(house, name, HEAVY)
    status, _, errors = houses.verb(house, "several desk/applications who=all answer=yes", wren, text="Welcome.\n")
    assert status == 2
    assert errors.startswith("Each of these sounds heavy")


def test_what_was_noticed_in_an_answered_application_still_says_whose_it_was(
    house: House, wren: Person, asking: dict[str, Person]
) -> None:
    def case() -> str:
        return " ".join(houses.visit(house, ["go desk/cases/1", "bye"], wren).split())

    assert "To read the note, type there." in case()
    houses.visit(house, ["go desk/applications", "1", "y", "", "y", "bye"], wren)
    assert not waits(house, "cole")
    assert "The note was answered since." in case()
    assert "About: a note to the desk by cole." in case()
    assert "cole left this page empty." in houses.visit(house, ["go desk/cases/1", "there", "bye"], wren)
