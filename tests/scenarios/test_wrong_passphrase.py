"""A wrong passphrase: the same words for everybody, and the door stays open."""

from __future__ import annotations

from tests.harbour import Harbour
from tests.houses import PASSPHRASE


def test_a_wrong_passphrase_is_met_kindly_and_enter_opens_the_door(harbour: Harbour) -> None:
    harbour.member("sam")
    heard = []
    for name in ("sam", "nobody-here"):
        caller = harbour.calls(name)
        first = caller.sees("Enter for the door: ")
        assert "New here? Just press Enter." in first
        again = caller.ask("not the right words at all", "Enter for the door: ")
        assert "Try again, or press Enter" in again
        heard.append(again.replace(name, "NAME"))
        said = caller.ask("", "What would you like?: ")
        assert "In danger now?" in said
        caller.types("bye")
        caller.is_gone()
    assert heard[0] == heard[1]


def test_the_right_passphrase_after_a_wrong_one_goes_home(harbour: Harbour) -> None:
    harbour.member("sam")
    caller = harbour.calls("sam")
    caller.sees("Enter for the door: ")
    caller.ask("wrong words, typed in a hurry", "Enter for the door: ")
    said = caller.ask(PASSPHRASE, "Home, choose: ")
    assert "Good evening, sam." in said
