"""The word list in the office: what a word would meet is said before it is kept, and a hint is given at once."""

from __future__ import annotations

from bbs.community import posts, word_list
from bbs.community.members import Person, Role
from bbs.community.word_list import Leads, Listed
from bbs.house import House
from screens.pages.hinting import remark
from tests import houses
from tests.screens.linemode.listening import listen


def visit(house: House, typed: list[str], person: Person) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def test_what_a_word_would_meet_is_said_before_it_is_kept(house: House, olive: Person, sam: Person) -> None:
    for text in ("Try moonpills.", "Tea?", "MOONPILLS"):
        houses.write(house, posts.start, sam, "sleep", "Night", text, now=house.clock.now())
    typed = ["go office/words", "a", "moonpills", "", "", "Are moonpills real?"]
    said = visit(house, [*typed, "no"], olive)
    assert "posts that you may read it would have met 2. Your sentence: it is met." in said
    assert "Left as it was." in said
    assert "The hint says" not in said, "a look has no hint"
    assert house.word_list.words == ()
    said = visit(house, [*typed, "yes"], olive)
    assert "Kept. It holds at once." in said
    assert "1. moonpills, any language, a look at the desk" in said
    assert "1 word" in visit(house, ["go office"], olive)


def test_a_hint_is_given_at_once_and_a_number_goes_before_it(house: House, olive: Person, sam: Person) -> None:
    now, own = house.clock.now(), "Here we say kettle kindly."
    for one in (Listed("kettle", leads=Leads.HINT, said=own), Listed("boiler", leads=Leads.HINT), Listed("moonpills")):
        house.word_list = houses.write(house, word_list.put, house.vault, one, olive, now=now)

    said = listen(house, ("go boards/sleep", "post", "Tea", "The kettle again.", "."), sam)[5]
    assert said.lines == (own, "Post as sam?")
    hinted = remark(houses.session(house, sam))
    assert hinted is not None
    assert hinted("A boiler.").startswith('"boiler" is hard for some who read here.')
    assert hinted("Moonpills and kettles.") == ""
    assert hinted("Kettle: call 07700 900123.").startswith("This looks like a telephone number")
    assert hinted("My uncle committed suicide, by the kettle.") == own


def test_a_word_is_changed_tried_and_taken_off(house: House, olive: Person) -> None:
    house.word_list = houses.write(house, word_list.put, house.vault, Listed("moonpill"), olive, now=1)
    said = visit(house, ["go office/words", "e 1", "moonpills", "en", "hint", "Please do not sell.", "", "yes"], olive)
    assert '1. moonpills, English, a hint to who writes it: "Please do not sell."' in said
    said = visit(house, ["go office/words", "try", "Buy m00npills", "try", "Tea?", "x 1", "yes"], olive)
    assert "It meets: moonpills." in said
    assert "It meets nothing on the list." in said
    assert "Taken off." in said
    assert "There are none yet." in said
    assert house.word_list.words == ()


def test_a_script_adds_a_word_when_it_says_that_it_is_sure(house: House, olive: Person, sam: Person) -> None:
    houses.write(house, posts.start, sam, "sleep", "Night", "Tea?", now=house.clock.now())
    add = "add office/words word=moonpills language=any leads=look"
    status, _, errors = houses.verb(house, add, olive)
    assert (status, house.word_list.words) == (2, ())
    assert "sure" in errors
    status, said, errors = houses.verb(house, f"{add} sure=yes", olive)
    assert (status, errors) == (0, "")
    assert "it would have met 0" in " ".join(said.split())
    assert [one.phrase for one in house.word_list.words] == ["moonpills"]


def test_the_case_says_which_word_it_was(house: House, olive: Person, sam: Person) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    house.word_list = houses.write(house, word_list.put, house.vault, Listed("moonpills"), olive, now=1)
    assert visit(house, ["go boards/sleep", "post", "Night", "Moonpills!", ".", "yes"], sam).count("Posted.") == 1
    assert "It says a word on the list, sam" in visit(house, ["go desk"], wren)
    said = visit(house, ["go desk", "1"], wren)
    assert 'it says a word on the list, a moment ago. "moonpills"' in said


def test_nobody_else_finds_the_list(house: House) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert "There is nothing at that address." in visit(house, ["go office/words"], wren)
