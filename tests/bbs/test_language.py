"""Languages: how a sentence says what to do, where words are typed and where keys are pressed."""

from __future__ import annotations

import pytest

from bbs.errors import NotFound, SignInFirst
from bbs.language import ENGLISH


@pytest.mark.parametrize(
    ("message", "typed", "pressed"),
    [
        ("Crisis help never waits: {do:help/Ctrl+G}.", "type help.", "press Ctrl+G."),
        ("{Do:home/h} to go home.", "Type home to go home.", "Press h to go home."),
        ("Accept? {key:yes/y} or {key:no/n}", "yes or no", "y or n"),
        ("Choose one: {one:choose/o}.", "one: type choose and its number.", "one: press its number, then o."),
        ("There are {n}. {do:more/space} to go on.", "There are 3. type more", "There are 3. press space"),
        ("{done} and {key}", "{done} and {key}", "{done} and {key}"),
    ],
)
def test_what_to_do_is_said_as_it_is_done(message: str, typed: str, pressed: str) -> None:
    values = {"n": 3} if "{n}" in message else {}
    assert typed in ENGLISH(message, **values)
    assert pressed in ENGLISH.in_keys(message, **values)


def test_errors_say_it_too() -> None:
    assert SignInFirst().words() == "Sign in first, or type join to become a member."
    assert SignInFirst().words(ENGLISH.in_keys) == "Sign in first, or press g, then join, to become a member."
    assert NotFound().words(ENGLISH.in_keys) == "There is nothing at that address. Press h to go home."
