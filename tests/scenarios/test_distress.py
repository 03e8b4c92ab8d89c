"""Somebody in distress, with nothing but ssh: help comes first, wherever they are and whatever is broken."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.harbour import CLEAN, Harbour, plain
from tests.scenarios.callers import Calls

CALL_999 = "If your life is in danger now, call 999 or 112."
CALL_YOURS = "If your life is in danger now, call your emergency number."
GUIDELINES = "Seven guidelines first."
FULL = "[server]\nsessions = 1\n"


def asks(
    harbour: Harbour, user: str, *words: str, locale: str = "", typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Call with a plain ssh that can ask nothing, sending the locale as ssh does by default on Debian."""
    options = ("-o", "BatchMode=yes", "-o", "SendEnv=LANG")
    command = harbour.command(user, *words, terminal=False, options=options)
    environment = {**CLEAN, "LANG": locale} if locale else CLEAN
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, timeout=30, check=False, env=environment
    )


def test_the_number_to_call_is_the_very_first_line_and_nothing_was_pressed(harbour: Harbour) -> None:
    done = asks(harbour, "help", locale="en_GB.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(CALL_999)
    second, third, title = done.stdout.splitlines()[1:4]
    assert second.startswith("Already taken something or hurt yourself? Call now")
    assert third.startswith("You can get through the next few minutes.")
    assert title.startswith("Help lines, United Kingdom (a guess from your terminal")
    assert "1. Samaritans. Phone 116 123, day and night." in done.stdout


@pytest.mark.parametrize("locale", ["", "C", "C.UTF-8", "POSIX", "en_US.UTF-8"])
def test_a_locale_that_says_nothing_gives_no_number_and_one_answer_gives_the_right_one(
    harbour: Harbour, locale: str
) -> None:
    done = asks(harbour, "help", locale=locale)
    assert done.stdout.startswith(CALL_YOURS)
    assert "911" not in done.stdout
    assert "country" in done.stdout.splitlines()[3]
    assert CALL_999 in asks(harbour, "help", locale=locale, typed="country\nUnited Kingdom\n").stdout


def test_with_a_terminal_enter_asks_for_the_country(caller: Calls) -> None:
    stranger = caller.calls("help")
    assert CALL_YOURS in stranger.hears("Reach a person here")
    stranger.goes_on("Your country")
    assert CALL_999 in stranger.answers("gb", "Samaritans")
    stranger.leaves()


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("help", ("GB",)),
        ("help", ("help", "gb")),
        ("guest", ("help", "GB")),
        ("anybody", ("help", '"united kingdom"')),
        ("help", ("united kingdom",)),
    ],
)
def test_a_country_can_be_named_on_the_command(harbour: Harbour, user: str, words: tuple[str, ...]) -> None:
    done = harbour.verb(user, *words) if user != "anybody" else asks_with_key(harbour, user, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(CALL_999)


def asks_with_key(harbour: Harbour, user: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Call under any name with a key that nobody here knows: that opens the door, and help is behind it."""
    return harbour.verb(user, *words, key=harbour.key("unknown"))


@pytest.mark.parametrize("settings", [FULL])
def test_while_the_place_is_full_help_is_what_there_is(caller: Calls, harbour: Harbour) -> None:
    """Beyond a full house everybody is in plain lines, which cost next to nothing."""
    first = caller.calls("guest")
    first.hears("looking around as a guest")
    done = asks(harbour, "help", locale="en_GB.UTF-8")
    assert CALL_999 in done.stdout
    assert harbour.verb("guest", "help", "GB").stdout.startswith(CALL_999)
    second = caller.calls("guest")
    said = second.hears("choose")
    assert "This place is full just now. Help is open" in said
    assert CALL_YOURS in said
    said = second.opens("home", "This place is full just now.")
    assert "There is nothing at that address" not in said
    second.leaves()
    first.leaves()


# In the middle of something else


def test_help_at_the_door_and_while_signing_in(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    stranger = caller.calls("somebody")
    said = stranger.passes_the_door()
    assert re.search("In danger now\\? Call your emergency number, or (type help|press Ctrl[+]G)[.]", said)
    assert CALL_YOURS in stranger.asks_for_help()
    stranger.goes_back("What would you like?")
    stranger.does("in", "Handle")
    assert CALL_YOURS in stranger.asks_for_help()
    stranger.answers("sam", "Passphrase, not shown")
    stranger.line.presses("\x07")
    assert CALL_YOURS in stranger.hears("Passphrase, not shown")
    stranger.is_cut_off()


def test_help_while_joining_and_the_joining_goes_on_after_it(caller: Calls) -> None:
    newcomer = caller.calls("new")
    newcomer.hears(GUIDELINES)
    assert CALL_YOURS in newcomer.asks_for_help()
    newcomer.goes_back(GUIDELINES)
    newcomer.does("yes", "18 or over?")
    assert CALL_YOURS in newcomer.asks_for_help()
    newcomer.returns_from_help("18 or over?")
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    assert CALL_YOURS in newcomer.asks_for_help()
    newcomer.returns_from_help("Choose a handle")
    newcomer.answers("otter", "A passphrase made for you")
    newcomer.is_cut_off()


def test_help_while_composing_is_shown_and_the_words_are_kept(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.begins_thread("sleep", "A question", "The cat is at the vet.")
    assert CALL_YOURS in sam.asks_for_help()
    sam.returns_from_help()
    sam.writes("Still here.")
    said = sam.sends()
    assert "The cat is at the vet." in said
    assert "Still here." in said
    sam.leaves()


def test_help_in_a_line_of_its_own_is_shown_and_kept_as_a_line(harbour: Harbour) -> None:
    """In the line mode, where help is a word; what asks for it with a dot before it is no part of the text."""
    harbour.member("sam")
    sam = harbour.signs_in("sam")
    sam.ask("go boards/sleep", "choose: ")
    sam.ask("post", "Title: ")
    sam.ask("A question", "a single dot.\r\n")
    sam.types("The cat is at the vet.")
    assert CALL_YOURS in sam.ask("help", "othing was lost")
    assert CALL_YOURS in sam.ask(".help", "othing was lost")
    sam.types("Still here.")
    sam.ask(".", ", edit, ")
    said = plain(sam.ask("yes", "Post 1 of 1"))
    assert "  The cat is at the vet.\n  help\n  Still here.\n" in said
