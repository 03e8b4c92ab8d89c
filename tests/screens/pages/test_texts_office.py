"""An operator writes the words of this place anew: seen as it will be read, refused kindly, nothing typed lost."""

from __future__ import annotations

from bbs.community.members import Person
from bbs.house import House
from tests import houses


def visit(house: House, typed: list[str], person: Person | None = None, **who: str) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person, **who).split())


def test_each_text_says_what_it_is_for_and_whose_it_is(house: House, olive: Person) -> None:
    said = visit(house, ["go office/texts", "7", "", ""], olive)
    assert "1. What this place is called, as it came." in said
    assert "It is said to who wants to join while joining is closed." in said
    assert "This place is not taking new members just now." in said
    assert "type help, or press Ctrl+G" in said


def test_it_is_begun_with_what_holds_and_shown_as_it_will_be_read(house: House, olive: Person) -> None:
    typed = ["go office/texts/closed", "change", ".drop", ".drop", "", "We rest until May.", ".", "Keep"]
    said = visit(house, typed, olive)
    assert "[safety], on a line of its own, stands for the words about help and safety" in said
    assert "Kept. Read it over here. To let it hold: type publish." in said
    assert "The new one, as it will be read. To let it hold: type publish. This place is not" in said
    assert "and it may open again. We rest until May. You can still look around" in said
    assert "We rest" not in house.texts.closed
    said = visit(house, ["go office/texts/closed", "publish", "yes", "go office/texts"], olive)
    assert "It holds now, in every open visit from its next page on." in said
    assert "Why nobody can join just now, your own." in said
    assert "We rest until May." in house.texts.closed
    said = visit(house, ["go office/texts/closed", "shipped", "yes", "drop", "yes"], olive)
    assert "Yours is kept here, and read by nobody." in said
    assert "We rest" not in house.texts.closed


def test_what_cannot_hold_is_refused_kindly_and_stays_to_be_changed(house: House, olive: Person) -> None:
    typed = ["go office/texts/waiting", "change", "See [place].", ".", "Keep", "draft", "change", ".show", ".draft"]
    said = visit(house, typed, olive)
    assert "[place] stands for nothing here" in said
    assert said.count("See [place].") >= 2
    assert "Something for the office" in visit(house, ["go drafts"], olive)
    long = ["go office/texts/name", "change", "x" * 50, "change", "", "back"]
    said = visit(house, long, olive)
    assert "That is 10 characters longer than this text can be; 40 is the most." in said
    assert f"Enter takes what is kept from before: {'x' * 50}" in said


def test_the_name_is_heard_at_the_door_at_once(house: House, olive: Person) -> None:
    said = visit(house, ["go office/texts/name", "change", "Still Water", "publish", "yes"], olive)
    assert f"Still Water. {house.config.community.greeting}" in said
    assert f"Still Water. {house.config.community.greeting}" in visit(house, [])
    said = visit(house, ["go office/settings/community"], olive)
    assert 'name = "Still Water" (chosen in office/texts/name, which goes before "Quiet Harbour", as usual).' in said


def test_a_heading_is_read_as_one_wherever_the_text_is(house: House, olive: Person) -> None:
    visit(house, ["go office/texts/closed", "change", "# In short", "", "Later.", ".", "Keep", "publish", "yes"], olive)
    visit(house, ["go office/joining", "choose 4", "yes"], olive)
    assert "In short. Later." in visit(house, [], None, username="new")


def test_a_picture_is_drawn_and_said(house: House, olive: Person) -> None:
    typed = ["go office/texts/picture", "change", *[".drop"] * 12, "  /\\", " /  \\", "", "A small hill.", ".", "Keep"]
    said = visit(house, [*typed, "publish", "yes"], olive)
    assert "one sentence that says what it shows" in said
    assert "Picture: A small hill." in said
    assert "Picture: A small hill." in visit(house, ["go about"])


def test_nobody_else_finds_them(house: House, olive: Person, wren: Person) -> None:
    for address in ("office/texts", "office/texts/about"):
        assert "There is nothing at that address." in visit(house, [f"go {address}"], wren)
    assert "There is nothing at that address." in visit(house, ["go office/texts/what_to_say"], olive)
