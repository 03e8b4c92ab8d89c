"""One word typed into everything the full screen has: the log holds events and session ids, and never that word.

The line mode and the verbs are in tests/bbs/server/test_logs.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bbs.session import Mode
from tests.harbour import Harbour
from tests.logs import CANARY, says_nothing_of_anybody
from tests.scenarios.full_caller import FullCaller, is_drawn_for
from tests.scenarios.test_joining import begins

MEMBER, NEWCOMER = f"{CANARY}3", f"{CANARY}2"
"""Handles that hold the word: where it is not, they are not."""
SECRET = f"{CANARY} and nobody else"


def guesses(harbour: Harbour) -> None:
    visitor = FullCaller(harbour.calls(MEMBER))
    visitor.is_asked_by_ssh()
    visitor.answers(SECRET, "Try again")
    visitor.is_cut_off()


def joins(harbour: Harbour) -> None:
    newcomer = FullCaller(harbour.calls("new"))
    begins(newcomer)
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers(f"{CANARY} is no handle", "Handle:")
    newcomer.answers(NEWCOMER, "A passphrase made for you")
    newcomer.answers("no", "Passphrase, not shown")
    newcomer.answers(SECRET, "Once more")
    newcomer.answers(SECRET, f"You are a member now, {NEWCOMER}.")
    newcomer.does("later", "Recovery codes stay on your home list.")
    newcomer.is_cut_off()


def goes_and_searches(member: FullCaller) -> None:
    for key in ("g", ":"):
        member.presses(key)
        member.is_asked_again("Go to:")
        member.presses(CANARY)
        member.hears("No place here is called that.")
        member.goes_back("About this place")
    member.opens(CANARY, CANARY)
    member.goes_back()
    member.opens("search", "Search for")
    member.does("search", "side by side")
    member.is_asked_again("Search for:")
    member.answers(CANARY, "Nothing found")


def changes_their_passphrase(member: FullCaller) -> None:
    member.opens("settings/passphrase", "passphrase")
    member.does("change", "Present passphrase")
    member.answers(SECRET, "That is not your present passphrase.")
    member.goes_back("set a passphrase")


def writes(member: FullCaller) -> None:
    member.begins_thread("sleep", f"About {CANARY}", f"{CANARY} said so.")
    member.sends(note=CANARY)
    member.opens("desk/note", "A note goes to")
    member.begins_text("write", f"{CANARY} to the desk")
    member.sends("")
    member.begins_thread("sleep", f"{CANARY} again", f"{CANARY} begins")
    member.types_on(f"{CANARY} in the mid")
    member.is_cut_off()


def test_what_is_typed_in_the_full_screen_is_in_no_record(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    with Harbour(tmp_path, mode=Mode.FULL) as harbour:
        harbour.member(MEMBER)
        guesses(harbour)
        joins(harbour)
        member = is_drawn_for(harbour, MEMBER)
        goes_and_searches(member)
        changes_their_passphrase(member)
        writes(member)
    says_nothing_of_anybody(log)
