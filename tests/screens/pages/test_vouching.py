"""The desk vouches for a member, who hears of it."""

from __future__ import annotations

import logging
import re

import pytest

from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.house import House
from screens.pages import ROUTES
from screens.routes import find
from tests import houses


def made(house: House, wren: Person) -> str:
    said = " ".join(houses.visit(house, ["go desk", "vouch", "", "sam", "yes", "bye"], wren).split())
    found = re.search(r"yes ([a-z]+(?:-[a-z]+){4})\. It works once, for a day, and is not shown again. sam types", said)
    assert found, said
    return found[1]


def test_staff_make_a_code_from_the_desk_and_the_desk_shows_that_they_did(
    house: House, sam: Person, wren: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    code = made(house, wren)
    assert "session test: a recovery code was made for a member" in caplog.text
    assert not any(word in caplog.text for word in ("sam", "wren", code))
    said = houses.visit(house, ["go desk/notes", "", "go desk/vouch", "bye"], wren)
    assert said.count("Recovery code, sam: made by wren, today 20:26.") == 2
    assert code not in said


def test_before_it_is_made_they_are_asked(house: House, sam: Person, wren: Person) -> None:
    said = houses.visit(house, ["go desk/vouch", "", "sam", "no", "bye"], wren)
    assert "Make a code?\nYes or no: no\nLeft as it was." in said
    assert "Recovery code, sam" not in houses.visit(house, ["go desk/vouch", "bye"], wren)


def test_a_wrong_handle_is_asked_again(house: House, sam: Person, wren: Person) -> None:
    said = " ".join(houses.visit(house, ["go desk/vouch", "", "sma", "wren", "back", "bye"], wren).split())
    assert "There is no member called sma. Their handle: wren For yourself there are your own recovery codes" in said


def test_the_member_is_told_first_thing_at_home(house: House, sam: Person, wren: Person) -> None:
    assert "recovery code" not in houses.visit(house, ["bye"], sam)
    made(house, wren)
    for _ in range(2):
        said = " ".join(houses.visit(house, ["bye"], sam).split())
        assert said.startswith(
            "Good evening, sam. The people here made a recovery code for your handle: today 20:26. If you did not ask"
        )
    assert "made a recovery code" not in houses.visit(house, ["bye"], houses.member(house, "lou"))


def test_a_script_names_the_member_on_standard_input_alone(house: House, sam: Person, wren: Person) -> None:
    assert houses.verb(house, "make desk/vouch handle=sam", wren)[0] == 2
    status, said, _ = houses.verb(house, "make desk/vouch", wren, text="sam\n")
    assert status == 0
    assert "It works once, for a day" in said


@pytest.mark.parametrize("who", ["sam", ""])
def test_for_others_the_page_is_not_there(house: House, sam: Person, who: str) -> None:
    with pytest.raises(NotFound):
        find(ROUTES, houses.session(house, sam if who else None), "desk/vouch")
