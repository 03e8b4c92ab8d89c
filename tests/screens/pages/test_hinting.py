"""Hints at a review in plain lines: one line, once, and never after they were switched off."""

from __future__ import annotations

from bbs.arrival import Terminal
from bbs.community import members
from bbs.community.members import Person
from bbs.house import House
from tests import houses
from tests.screens.linemode.listening import listen

WIDE = Terminal(kind="xterm", columns=200, locale="en_GB.UTF-8")
HINT = 'Some readers find "died by suicide" kinder than "committed suicide".'
NUMBER = "This looks like a telephone number: 07700 900123. All who read here see it."


def reviews(house: House, person: Person, text: str, *typed: str) -> list[tuple[str, ...]]:
    typed = ("go boards/sleep", "post", "My uncle", text, ".", *typed)
    return [heard.lines for heard in listen(house, [*typed], person, terminal=WIDE)]


def test_a_hint_is_said_at_the_review_before_anything_is_sent(house: House, sam: Person) -> None:
    said = reviews(house, sam, "My uncle committed suicide.", "yes")
    assert said[5] == (HINT, "Post as sam?")
    assert said[6][0] == "Posted."


def test_it_is_said_again_only_about_other_words(house: House, sam: Person) -> None:
    said = reviews(house, sam, "My uncle committed suicide.", "show", "edit", "1", "Call 07700 900123.", ".", "yes")
    assert [line for lines in said for line in lines if line in (HINT, NUMBER)] == [HINT, NUMBER]


def test_nothing_is_said_where_there_is_nothing(house: House, sam: Person) -> None:
    assert reviews(house, sam, "It rains.", "yes")[5] == ("Post as sam?",)


def test_they_are_switched_off_in_the_settings(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "change settings hints=no", sam)
    assert status == 0
    assert said.endswith("Changed.\n")
    off = houses.write(house, members.by_id, sam.id)
    assert not any(HINT in lines for lines in reviews(house, off, "My uncle committed suicide.", "yes"))
