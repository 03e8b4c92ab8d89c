"""A wrong passphrase: the same words for everybody, and the door stays open."""

from __future__ import annotations

from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls


def test_a_wrong_passphrase_is_met_kindly_and_enter_opens_the_door(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    heard = []
    for name in ("sam", "nobody-here"):
        visitor = caller.calls(name)
        assert "New here? Just press Enter." in visitor.is_asked_by_ssh()
        again = visitor.answers("not the right words at all", "Enter for the door")
        assert "Try again, or press Enter" in again
        heard.append(again.replace(name, "NAME"))
        assert "In danger now?" in visitor.answers("", "What would you like?")
        visitor.leaves()
    assert heard[0] == heard[1]


def test_the_right_passphrase_after_a_wrong_one_goes_home(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    visitor = caller.calls("sam")
    visitor.is_asked_by_ssh()
    visitor.answers("wrong words, typed in a hurry", "Enter for the door")
    visitor.answers(PASSPHRASE, "Good evening, sam.")
    visitor.leaves()
