"""Joining: four questions, and nothing lost when the line drops in the middle of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bbs import founding
from bbs.community.members import Role
from tests.harbour import CLEAN, Harbour
from tests.scenarios.callers import Calls, LineCaller
from tests.serving import Serving

APPROVAL = '[joining]\nmode = "approval"\n'
CLOSED = '[joining]\nmode = "closed"\n'
INVITED = '[joining]\nmode = "code"\n'


def offered(said: str) -> str:
    """Return the passphrase that was offered."""
    found = re.search(r"made for you: ([a-z ]+)\. ", re.sub(r"\s+", " ", said))
    assert found, said
    return found[1]


def begins(newcomer: LineCaller) -> str:
    """Accept the guidelines; return the word to come back with."""
    newcomer.hears("Accept?")
    said = re.sub(r"\s+", " ", newcomer.answers("yes", "18 or over?"))
    found = re.search(r"come back with ([a-z]+-\d+)", said)
    assert found, said
    return found[1]


def joins(newcomer: LineCaller, handle: str) -> str:
    """Answer everything, from the guidelines to the offered passphrase, which is returned."""
    begins(newcomer)
    newcomer.answers("yes", "Choose a handle")
    words = offered(newcomer.answers(handle, "A passphrase made for you"))
    newcomer.answers("yes", f"You are a member now, {handle}.")
    return words


def test_somebody_joins_leaves_the_codes_for_later_and_comes_back_to_be_asked_once(caller: Calls) -> None:
    newcomer = caller.calls("new")
    words = joins(newcomer, "otter")
    said = newcomer.answers("later", "Welcome, choose")
    assert "They stay on your home list." in said
    assert "we cannot send anyone" in re.sub(r"\s+", " ", said)
    assert "Recovery codes, not made yet." in newcomer.goes_on("Home, choose")
    newcomer.leaves()
    again = caller.calls("otter", environment=CLEAN | {"LANG": "en_GB.UTF-8"}, options=("-o", "SendEnv=LANG"))
    said = again.signs_in(words, "Your settings, choose")
    assert "Time zone: Europe/London, 21:26 there now." in said
    assert "Good evening, otter." in again.goes_on("Home, choose")
    again.leaves()
    third = caller.calls("otter")
    said = third.signs_in(words)
    assert "Good evening, otter." in said
    assert "Time zone" not in said
    third.leaves()


def test_a_handle_that_is_taken_gets_three_that_are_free_and_one_of_them_is_taken_at_once(
    caller: Calls, harbour: Harbour
) -> None:
    harbour.member("otter")
    newcomer = caller.calls("new")
    begins(newcomer)
    newcomer.answers("yes", "Choose a handle")
    said = re.sub(r"\s+", " ", newcomer.answers("Otter", "That name is taken."))
    free = said.split("Three that are free: ")[1].split(". ")[0].split(", ")
    assert len(free) == 3
    newcomer.answers(free[2], "A passphrase made for you")
    newcomer.is_cut_off()


def test_a_dropped_line_is_taken_up_with_the_return_word(caller: Calls, harbour: Harbour) -> None:
    newcomer = caller.calls("new")
    word = begins(newcomer)
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers("otter", "A passphrase made for you")
    newcomer.is_cut_off()
    harbour.passes(40 * 60)
    again = caller.calls("new")
    again.hears("Accept?")
    again.answers("return", "Return word")
    again.answers(word.upper().replace("-", " "), "A passphrase made for you")
    again.answers("yes", "You are a member now, otter.")
    again.leaves()


def test_after_an_hour_the_return_word_opens_nothing_and_says_so_kindly(caller: Calls, harbour: Harbour) -> None:
    newcomer = caller.calls("new")
    word = begins(newcomer)
    newcomer.is_cut_off()
    harbour.passes(61 * 60)
    again = caller.calls("new")
    again.hears("Accept?")
    again.answers("return", "Return word")
    again.line.types(word)
    again.line.sees("Nothing is kept under that word.")
    again.is_cut_off()


def test_with_a_key_a_dropped_line_is_taken_up_silently_and_the_key_signs_in_from_then_on(
    caller: Calls, harbour: Harbour
) -> None:
    key = harbour.key("laptop")
    newcomer = caller.calls("sue", key=key)
    assert "Your key is not known here yet" in re.sub(r"\s+", " ", newcomer.hears("What would you like?"))
    newcomer.answers("join", "Accept?")
    newcomer.answers("yes", "18 or over?")
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers("otter", "Use the key?")
    newcomer.is_cut_off()
    again = caller.calls("sue", key=key)
    again.hears("What would you like?")
    again.answers("join", "You were joining, and nothing was lost.")
    again.goes_on("Use the key?")
    again.answers("yes", "Its name")
    again.goes_on("You are a member now, otter.")
    again.answers("later", "Welcome, choose")
    again.is_cut_off()
    home = caller.calls("anything", key=key)
    assert "we cannot send anyone" in re.sub(r"\s+", " ", home.hears("Welcome, choose")), "they heard it to its end"
    home.goes_on("Home, choose")
    home.leaves()


def test_who_is_not_eighteen_is_shown_what_is_open_to_them(caller: Calls) -> None:
    newcomer = caller.calls("new")
    begins(newcomer)
    newcomer.answers("no", "What is open, choose")
    newcomer.answers("youth", "Help lines for young people")
    newcomer.answers("back", "What is open, choose")
    newcomer.answers("tools", "Tools, choose")
    newcomer.leaves()


# Recovery codes


def test_recovery_codes_are_said_one_by_one_and_one_of_them_signs_in(caller: Calls, harbour: Harbour) -> None:
    newcomer = caller.calls("new")
    lost = joins(newcomer, "otter")
    said = newcomer.answers("one", "Step 1 of 8")
    for n in range(2, 9):
        said += newcomer.goes_on(f"Step {n} of 8")
    codes = re.findall(r"Code \d of 8: ([a-z, ]+)\.", said)
    assert len(set(codes)) == 8
    newcomer.answers("done", "Welcome, choose")
    newcomer.leaves()

    forgetful = caller.calls("somewhere-else")
    forgetful.passes_the_door()
    forgetful.opens("sign-in", "Sign in, choose")
    forgetful.answers("recovery", "Handle")
    forgetful.answers("otter", "Recovery code")
    new = offered(forgetful.answers(codes[4].title(), "A passphrase made for you"))
    assert new != lost
    assert "You are back, otter." in forgetful.answers("yes", "How? all, one, later")
    forgetful.leaves()

    for words, opens in ((lost, False), (new, True)):
        again = caller.calls("otter")
        again.line.sees("Enter for the door: ")
        again.line.types(words)
        again.line.sees("Welcome" if opens else "That did not open the door.")
        again.is_cut_off()


def test_somebody_who_lost_everything_is_vouched_for_and_hears_of_it(caller: Calls, harbour: Harbour) -> None:
    harbour.member("otter", passphrase="all of these words are lost")
    harbour.member("wren", role=Role.MODERATOR)
    wren = caller.signs_in("wren")
    wren.opens("desk", "Nothing waits.")
    wren.answers("vouch", "Enter to make one")
    wren.goes_on("Their handle")
    wren.answers("otter", "Yes or no")
    found = re.search(r"([a-z]+(?:-[a-z]+){4})\. It works once", wren.answers("yes", "Enter to make one"))
    assert found
    wren.leaves()

    otter = caller.calls("somewhere-else")
    otter.passes_the_door()
    otter.opens("sign-in", "Sign in, choose")
    otter.answers("recovery", "Handle")
    otter.answers("otter", "Recovery code")
    new = offered(otter.answers(found[1].replace("-", " "), "A passphrase made for you"))
    otter.answers("yes", "You are back, otter.")
    otter.leaves()
    again = caller.calls("otter")
    assert "The people here made a recovery code for your handle: today" in again.signs_in(new)
    again.leaves()

    wren = caller.signs_in("wren")
    assert "Recovery code, otter: used today" in wren.opens("desk/vouch", "Enter to make one")
    wren.leaves()
    late = caller.calls("somewhere-else")
    late.passes_the_door()
    late.opens("sign-in", "Sign in, choose")
    late.answers("recovery", "Handle")
    late.answers("otter", "Recovery code")
    assert "did not open the door" in late.answers(found[1], "choose")
    late.leaves()


# The first operator, and the ways of joining


def test_the_first_operator_joins_with_the_code_that_the_server_prints(caller: Calls, tmp_path: Path) -> None:
    """The place where it is printed is the program itself; the visit is the same in every mode."""
    with Serving.home(tmp_path / "new-home") as server:
        code = server.hears("The first operator joins with the code").rpartition(":")[2].strip()
        caller.harbour.port = server.port
        newcomer = caller.calls("new")
        newcomer.hears("Accept?")
        newcomer.answers("code", "Your code")
        newcomer.answers(code.replace("-", " ").title(), "That code is good.")
        newcomer.answers("yes", "18 or over?")
        newcomer.answers("yes", "Choose a handle")
        newcomer.answers("olive", "A passphrase made for you")
        newcomer.answers("yes", "You are a member now, olive.")
        newcomer.answers("later", "choose")
        assert "Lines to check" in newcomer.goes_on("Home, choose")
        newcomer.leaves()
        second = caller.calls("new")
        second.hears("Accept?")
        second.answers("code", "Your code")
        second.line.types(code)
        second.line.sees("code")
        second.is_cut_off()
        assert server.stops() == 0


@pytest.mark.parametrize("settings", [APPROVAL])
def test_where_the_desk_says_who_joins_they_wait_are_let_in_and_read_why(caller: Calls, harbour: Harbour) -> None:
    harbour.member("wren", role=Role.MODERATOR)
    newcomer = caller.calls("new")
    begins(newcomer)
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers("otter", "A few words")
    words = offered(newcomer.answers("Four in the morning, mostly.", "A passphrase made for you"))
    said = newcomer.answers("yes", "Your answer, choose")
    assert re.search(r"Your return code: [a-z]+-\d{4}\.", said)
    newcomer.goes_on("Home, choose")
    newcomer.opens("boards/sleep", "choose")
    said = newcomer.answers("post", "writing opens when the people who run this place let you in.")
    assert "Title" not in said
    newcomer.leaves()

    wren = caller.signs_in("wren")
    wren.opens("desk/applications", "Applications, choose")
    assert "Four in the morning, mostly." in wren.answers("1")
    wren.answers("yes", "Your words")
    wren.answers("Good to have you.", "Let them in")
    wren.answers("yes", "otter is a member now.")
    wren.leaves()

    again = caller.calls("otter")
    said = again.signs_in(words, "choose")
    again.opens("waiting")
    assert "Good to have you." in again.answers("again")
    again.leaves()


@pytest.mark.parametrize("settings", [CLOSED])
def test_a_place_that_takes_nobody_keeps_help_the_tools_and_the_desk_open(caller: Calls) -> None:
    newcomer = caller.calls("new")
    said = newcomer.hears("Join, choose")
    assert "not taking new members just now" in said
    newcomer.asks_for_help()
    newcomer.answers("back", "Join, choose")
    newcomer.answers("note", "The desk, choose")
    newcomer.line.types("write")
    newcomer.writes("May I come some other day?")
    newcomer.finishes()
    said = newcomer.sends("Your return code is")
    found = re.search(r"code is ([a-z]+-\d{4})", said)
    assert found
    newcomer.leaves()
    later = caller.calls("guest")
    later.hears("Home, choose")
    later.opens("desk/answer", "choose")
    later.answers("code", "Return code")
    assert "Not answered yet" in later.answers(found[1])
    later.leaves()


@pytest.mark.parametrize("settings", [INVITED])
def test_where_a_code_is_asked_for_a_wrong_one_is_met_kindly(caller: Calls, harbour: Harbour) -> None:
    vault = harbour.house.vault
    assert harbour.house.store is not None
    assert vault is not None
    code = founding.operator_code(harbour.house.store, vault, now=harbour.clock.now())
    assert code is not None
    newcomer = caller.calls("new")
    assert "takes a code" in newcomer.hears("Join, choose")
    newcomer.goes_on("Your code")
    newcomer.line.types("not a code at all")
    newcomer.hears("Join, choose")
    newcomer.goes_on("Your code")
    newcomer.answers(code, "That code is good.")
    newcomer.is_cut_off()
