"""Reaching a person here, notes to the desk, and answering them: truthfully, and with nobody else reading."""

from __future__ import annotations

import asyncio
import re
from typing import Any, cast

import pytest

from bbs.calling import call
from bbs.community import desk
from bbs.community.guesses import EACH
from bbs.community.members import Person, Role
from bbs.errors import Busy, NotFound, SignInFirst
from bbs.house import NOTES_AN_HOUR, House
from bbs.language import ENGLISH
from bbs.session import Session
from bbs.visits import GONE_SECONDS, SHIFT_SECONDS, Visit
from screens.linemode.draw import units
from screens.page import Ask
from screens.pages import ROUTES
from screens.routes import find
from tests import houses

CODE = re.compile(r"return code is ([a-z]+-\d{4})\.")


def said(caller: Session, address: str) -> str:
    view = asyncio.run(find(ROUTES, caller, address).view())
    return "\n".join(line for unit in units(view, ENGLISH) for line in unit.lines)


def write(caller: Session, text: str, address: str = "desk/note") -> Any:
    page = find(ROUTES, caller, address)

    async def both() -> Any:
        asked = await page.perform(next(a for a in page.offered() if a.name == "write"))
        assert isinstance(asked, Ask)
        return await asked.then({"text": text})

    return asyncio.run(both())


def leave(caller: Session, text: str, address: str = "desk/note") -> str:
    """Leave a note and return its code."""
    return str(write(caller, text, address).address.removeprefix("desk/answer/"))


def passes(house: House, seconds: float) -> None:
    cast(houses.HeldClock, house.clock).move(seconds)


def test_reaching_a_person_promises_nothing_that_is_not_so(house: House) -> None:
    text = said(houses.session(house), "help/person")
    assert "Nobody is watching right now." in text
    assert "We do not know where you are, and we cannot send anyone." in text
    assert "call 999 or 112." in text
    assert "Samaritans. Phone 116 123" in text
    assert not re.search(r"on shift|right away|straight away|immediately|monitor", text)


def test_a_guest_asks_for_a_person_and_reads_the_answer_later(house: House, wren: Person) -> None:
    first = houses.visit(house, ["p", "w", "Are you there?", ".", "y", "bye"], username="help")
    found = CODE.search(" ".join(first.split()))
    assert found
    assert "Not answered yet, waiting a moment. Nobody has taken it." in first
    passes(house, 12 * 60)
    later = houses.visit(house, ["go desk/answer", "c", found[1].upper().replace("-", " "), "bye"], username="guest")
    assert "Not answered yet, waiting 12 minutes. Nobody has taken it." in later
    assert "  Are you there?" in later
    answering = houses.visit(house, ["go desk", "1", "a", "I am here.", ".", "y", "bye"], wren)
    assert "1. A guest, asks for a person now, waiting 12 minutes." in answering
    assert "Answered.\nThe desk.\n" in answering
    assert "\nNothing waits.\n" in answering
    answered = houses.visit(house, [f"go desk/answer/{found[1]}", "bye"], username="guest")
    assert answered.index("The desk, today") < answered.index("  I am here.")
    assert "wren" not in answered


def test_no_words_are_needed_to_ask_for_a_person(house: House, wren: Person) -> None:
    receipt = said(houses.session(house), f"desk/answer/{leave(houses.session(house), '', 'help/person')}")
    assert "  Please write to me." in receipt
    assert "call 999 or 112." in receipt
    assert "we cannot send anyone" in receipt
    assert "No words: they would like somebody to write to them." in said(houses.session(house, wren), "desk/1")


def test_a_note_can_be_taken_back(house: House, wren: Person) -> None:
    houses.visit(house, ["p", "w", "Never mind", ".", "y", "x", "y", "bye"], username="help")
    assert "Nothing waits." in said(houses.session(house, wren), "desk")


def test_a_wrong_code_says_how_codes_look(house: House) -> None:
    with pytest.raises(NotFound, match="such as otter-4173"):
        said(houses.session(house), "desk/answer/otter-0000")


def test_codes_cannot_be_guessed_by_the_dozen_and_right_ones_are_not_counted(house: House) -> None:
    caller = houses.session(house)
    code = leave(caller, "Hello")
    for _ in range(3 * EACH):
        said(caller, f"desk/answer/{code}")
    for _ in range(EACH):
        with pytest.raises(NotFound):
            said(caller, "desk/answer/otter-0000")
    with pytest.raises(Busy, match="Crisis help never waits") as waits:
        said(houses.session(house), f"desk/answer/{code}")
    assert "for 60 minutes" in waits.value.words()
    passes(house, 3600)
    assert "  Hello" in said(caller, f"desk/answer/{code}")


def test_a_member_reads_their_notes_without_a_code_even_then(house: House) -> None:
    sam = houses.session(house, houses.member(house, "sam"))
    leave(sam, "From sam")
    for _ in range(EACH):
        with pytest.raises(NotFound):
            said(sam, "desk/answer/otter-0000")
    assert "1. A note, today 20:26, not answered yet." in said(sam, "desk/answer")
    assert "  From sam" in said(sam, "desk/own/1")


def test_nobody_else_reads_a_members_note(house: House) -> None:
    leave(houses.session(house, houses.member(house, "sam")), "From sam")
    with pytest.raises(NotFound):
        said(houses.session(house, houses.member(house, "ash")), "desk/own/1")
    with pytest.raises(SignInFirst):
        said(houses.session(house), "desk/own/1")


@pytest.mark.parametrize("address", ["desk", "desk/1"])
def test_the_desk_is_not_there_for_others(house: House, address: str) -> None:
    leave(houses.session(house), "Hello")
    for caller in (houses.session(house), houses.session(house, houses.member(house, "sam"))):
        with pytest.raises(NotFound):
            said(caller, address)


def test_home_tells_staff_what_waits_and_others_how_to_write(house: House, wren: Person) -> None:
    leave(houses.session(house), "", "help/person")
    leave(houses.session(house), "Hello")
    assert "The desk, 1 urgent, 2 waiting." in said(houses.session(house, wren), "home")
    assert "Write to the desk, the people who look after this place." in said(houses.session(house), "home")


def test_a_help_line_that_does_not_answer_is_told_with_its_number(house: House, wren: Person) -> None:
    write(houses.session(house), "It only rings.", "desk/note/GB:samaritans")
    text = said(houses.session(house, wren), "desk/1")
    assert "116 123" in text
    assert "It only rings." in text
    with pytest.raises(NotFound):
        write(houses.session(house), "It only rings.", "desk/note/GB:nobody")


def test_many_notes_wait_a_while_but_never_keep_somebody_in_a_crisis_waiting(house: House) -> None:
    caller = houses.session(house)
    for n in range(NOTES_AN_HOUR):
        leave(caller, f"note {n}")
    with pytest.raises(Busy, match="Crisis help never waits"):
        leave(caller, "one more")
    assert leave(caller, "", "help/person")
    passes(house, 3600)
    assert leave(caller, "one more")


def test_an_application_is_answered_where_somebody_is_let_in(house: House, wren: Person) -> None:
    sam = houses.member(house, "sam")
    assert house.vault is not None
    houses.write(house, desk.leave, house.vault, desk.About.JOINING, "Please", sam, house.clock.now())
    page = find(ROUTES, houses.session(house, wren), "desk/notes")
    (listing,) = asyncio.run(page.view()).blocks
    assert getattr(listing, "items")[0].to == f"desk/applications/{sam.id}"  # noqa: B009 - a listing, as it must be
    note = find(ROUTES, houses.session(house, wren), "desk/1")
    asyncio.run(note.view())
    assert "answer" not in {action.name for action in note.offered()}


def test_a_script_leaves_a_note_from_standard_input(house: House) -> None:
    status, text, errors = houses.verb(house, "write desk/note", text="Hello from a script\n")
    assert (status, errors) == (0, "")
    address = text.split()[-1]
    assert "  Hello from a script" in said(houses.session(house), address)


def test_no_word_of_a_note_is_logged(house: House, wren: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    houses.visit(house, ["p", "w", "canary", ".", "y", "bye"], username="help")
    houses.visit(house, ["go desk", "1", "a", "canary too", ".", "y", "bye"], wren)
    assert "canary" not in caplog.text


# Who took it, and whether anybody is here


def test_a_receipt_says_who_took_it_and_that_they_gave_it_back(house: House, wren: Person) -> None:
    caller = houses.session(house)
    code = leave(caller, "Are you there?", "help/person")
    receipt = said(caller, f"desk/answer/{code}")
    assert "Not answered yet, waiting a moment. Nobody has taken it." in receipt
    assert "Samaritans. Phone 116 123" in receipt
    passes(house, 5 * 60)
    taking = houses.visit(house, ["go desk", "1", "t", "", "bye"], wren)
    assert "It is yours now. They hear that somebody took it." in taking
    assert "taken by wren" in said(houses.session(house, wren), "desk")
    passes(house, 4 * 60)
    receipt = said(caller, f"desk/answer/{code}")
    assert "A moderator took it 4 minutes ago, and means to write to you." in receipt
    assert "wren" not in receipt
    houses.visit(house, ["go desk", "1", "-", "t", "y", "bye"], wren)
    assert "wren, a moderator took it a moment ago" in said(caller, f"desk/answer/{code}")
    houses.visit(house, ["go desk", "1", "-", "bye"], wren)
    assert "Nobody has taken it." in said(caller, f"desk/answer/{code}")


def test_a_receipt_says_that_who_took_it_is_gone_and_so_does_the_note(house: House, wren: Person) -> None:
    caller = houses.session(house)
    code = leave(caller, "Are you there?", "help/person")
    houses.visit(house, ["go desk", "1", "t", "", "bye"], wren)
    passes(house, GONE_SECONDS)
    asyncio.run(call(house, set()))
    receipt = said(caller, f"desk/answer/{code}")
    assert "Not answered yet, waiting 10 minutes. Somebody took it and is not here any more; it waits again." in receipt
    assert "taken by wren" not in said(houses.session(house, wren), "desk")
    note = " ".join(houses.visit(house, ["go desk", "1", "bye"], wren).split())
    assert "Somebody took this and was away for a while, so it came back." in note


def test_another_sees_that_it_is_taken_and_can_take_it_over(house: House, wren: Person) -> None:
    leave(houses.session(house), "Are you there?", "help/person")
    houses.visit(house, ["go desk", "1", "t", "", "bye"], wren)
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    assert "Somebody else took this a moment ago. You can take it over." in said(houses.session(house, olive), "desk/1")
    houses.visit(house, ["go desk/1", "t", "", "bye"], olive)
    assert "You took this" in said(houses.session(house, olive), "desk/1")


def test_it_says_that_somebody_is_here_only_while_that_is_so(house: House, wren: Person) -> None:
    sam = houses.member(house, "sam")
    for address in ("help/person", "desk/note"):
        assert "Nobody is watching right now." in said(houses.session(house, sam), address)
    house.visits.begin(Visit("wren", wren.id, house.clock.now(), "line", lambda words: None, wren.is_staff))
    for address in ("help/person", "desk/note"):
        text = said(houses.session(house, sam), address)
        assert "Somebody who looks after this place is here now." in text
        assert "Nobody is watching" not in text
    assert "Nobody is watching right now." in said(houses.session(house, wren), "help/person"), "they ask, not answer"
    passes(house, SHIFT_SECONDS + 1)
    assert "Nobody is watching right now." in said(houses.session(house, sam), "help/person")
    moderator = houses.session(house, wren)
    house.visits.begin(Visit(moderator.id, wren.id, 0, "line", lambda words: None, wren.is_staff))
    assert "Nobody is watching right now." in said(houses.session(house, sam), "help/person")
    moderator.hears()
    assert "Somebody who looks after this place is here now." in said(houses.session(house, sam), "help/person")
