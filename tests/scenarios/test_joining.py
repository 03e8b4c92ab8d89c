"""Joining: four questions, and nothing lost when the line drops in the middle of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bbs import founding
from bbs.community.members import Role
from bbs.session import Mode
from tests.harbour import Harbour
from tests.scenarios.callers import Calls, Visitor
from tests.serving import Serving

APPROVAL = '[joining]\nmode = "approval"\n'
CLOSED = '[joining]\nmode = "closed"\n'
INVITED = '[joining]\nmode = "code"\n'


GUIDELINES = "Seven guidelines first."
"""What joining begins with."""


def offered(said: str) -> str:
    """Return the passphrase that was offered."""
    found = re.search(r"made for you: ([a-z ]+)\. ", said)
    assert found, said
    return found[1]


def begins(newcomer: Visitor) -> str:
    """Accept the guidelines; return the word to come back with."""
    newcomer.hears(GUIDELINES)
    said = newcomer.does("yes", "18 or over?")
    found = re.search(r"come back with ([a-z]+-\d+)", said)
    assert found, said
    return found[1]


def joins(newcomer: Visitor, handle: str) -> str:
    """Answer everything, from the guidelines to the offered passphrase, which is returned."""
    begins(newcomer)
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    words = offered(newcomer.answers(handle, "A passphrase made for you"))
    newcomer.answers("yes", f"You are a member now, {handle}.")
    return words


def test_somebody_joins_leaves_the_codes_for_later_and_comes_back_with_the_passphrase(caller: Calls) -> None:
    newcomer = caller.calls("new")
    words = joins(newcomer, "otter")
    said = newcomer.does("later", "Recovery codes stay on your home list.")
    said += newcomer.reads_on("About this place")
    assert "we cannot send anyone" in said
    assert re.search("Recovery codes,? not made yet", said)
    newcomer.leaves()
    again = caller.calls("otter")
    again.signs_in(words, "This is asked once.")
    again.reads_on("Good evening, otter.")
    again.leaves()


def test_a_handle_that_is_taken_gets_three_that_are_free_and_one_of_them_is_taken_at_once(
    caller: Calls, harbour: Harbour
) -> None:
    harbour.member("otter")
    newcomer = caller.calls("new")
    begins(newcomer)
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    said = newcomer.answers("Otter", "That name is taken.")
    free = said.split("Three that are free: ")[1].split(".")[0].replace("- ", "-").split(", ")
    assert len(free) == 3
    newcomer.answers(free[2], "A passphrase made for you")
    newcomer.is_cut_off()


def test_a_dropped_line_is_taken_up_with_the_return_word(caller: Calls, harbour: Harbour) -> None:
    newcomer = caller.calls("new")
    word = begins(newcomer)
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers("otter", "A passphrase made for you")
    newcomer.is_cut_off()
    harbour.passes(40 * 60)
    again = caller.calls("new")
    again.hears(GUIDELINES)
    again.does("return", "Return word")
    again.answers(word.upper().replace("-", " "), "A passphrase made for you")
    again.answers("yes", "You are a member now, otter.")
    again.leaves()


def test_after_an_hour_the_return_word_opens_nothing_and_says_so_kindly(caller: Calls, harbour: Harbour) -> None:
    newcomer = caller.calls("new")
    word = begins(newcomer)
    newcomer.is_cut_off()
    harbour.passes(61 * 60)
    again = caller.calls("new")
    again.hears(GUIDELINES)
    again.does("return", "Return word")
    again.answers(word, "Nothing is kept under that word.")
    again.is_cut_off()


def test_with_a_key_a_dropped_line_is_taken_up_silently_and_the_key_signs_in_from_then_on(
    caller: Calls, harbour: Harbour
) -> None:
    key = harbour.key("laptop")
    newcomer = caller.calls("sue", key=key)
    assert "Your key is not known here yet" in newcomer.hears("What would you like?")
    newcomer.does("join", GUIDELINES)
    newcomer.does("yes", "18 or over?")
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers("otter", "Use the key?")
    newcomer.is_cut_off()
    again = caller.calls("sue", key=key)
    again.hears("What would you like?")
    again.does("join", "You were joining, and nothing was lost.")
    again.goes_on("Use the key?")
    again.answers("yes", "Its name")
    again.answers("", "You are a member now, otter.")
    again.does("later", "Recovery codes stay on your home list.")
    again.is_cut_off()
    home = caller.calls("anything", key=key)
    assert "we cannot send anyone" in home.hears("Welcome") + home.reads_on("About this place"), "they heard all of it"
    home.leaves()


def test_who_is_not_eighteen_is_shown_what_is_open_to_them(caller: Calls) -> None:
    newcomer = caller.calls("new")
    begins(newcomer)
    newcomer.answers("no", "What is open")
    newcomer.does("youth", "Help lines for young people")
    newcomer.goes_back("What is open")
    newcomer.does("tools", "A slow breath")
    newcomer.leaves()


# Recovery codes


def test_recovery_codes_are_said_one_by_one_and_one_of_them_signs_in(caller: Calls, harbour: Harbour) -> None:
    newcomer = caller.calls("new")
    lost = joins(newcomer, "otter")
    said = newcomer.does("one", "Step 1 of 8")
    for n in range(2, 9):
        said += newcomer.goes_on(f"Step {n} of 8")
    codes = list(dict.fromkeys(re.findall(r"Code \d of 8: ([a-z, ]+)\.", said)))
    assert len(codes) == 8
    newcomer.does("done", "Welcome")
    newcomer.leaves()

    forgetful = caller.calls("somewhere-else")
    forgetful.passes_the_door()
    forgetful.opens("sign-in", "Sign in, choose")
    forgetful.does("recovery", "Handle")
    forgetful.answers("otter", "Recovery code")
    new = offered(forgetful.answers(codes[4].title(), "A passphrase made for you"))
    assert new != lost
    forgetful.answers("yes", "You are back, otter.")
    forgetful.leaves()

    for words, opens in ((lost, False), (new, True)):
        again = caller.calls("otter")
        again.is_asked_by_ssh()
        again.answers(words, "Welcome" if opens else "That did not open the door.")
        again.is_cut_off()


# The first operator, and the ways of joining


def test_the_first_operator_joins_with_the_code_that_the_server_prints(
    caller: Calls, tmp_path: Path, mode: Mode
) -> None:
    """The place where it is printed is the program itself; the visit is the same in every mode."""
    with Serving.home(tmp_path / "new-home", WARMLINE_SERVER_MODE=mode) as server:
        code = server.hears("The first operator joins with the code").rpartition(":")[2].strip()
        caller.harbour.port = server.port
        newcomer = caller.calls("new")
        newcomer.hears(GUIDELINES)
        newcomer.does("code", "Your code")
        newcomer.answers(code.replace("-", " ").title(), "That code is good.")
        newcomer.does("yes", "18 or over?")
        newcomer.answers("yes", "Agree?")
        newcomer.answers("yes", "Choose a handle")
        newcomer.answers("olive", "A passphrase made for you")
        newcomer.answers("yes", "You are a member now, olive.")
        newcomer.does("later", "Recovery codes stay on your home list.")
        assert "Lines to check" in newcomer.reads_on("About this place")
        newcomer.leaves()
        second = caller.calls("new")
        second.hears(GUIDELINES)
        second.does("code", "Your code")
        second.answers(code, "code")
        second.is_cut_off()
        assert server.stops() == 0


@pytest.mark.parametrize("settings", [APPROVAL], ids=["approval"])
def test_where_the_desk_says_who_joins_they_wait_are_let_in_and_read_why(caller: Calls, harbour: Harbour) -> None:
    harbour.member("wren", role=Role.MODERATOR)
    newcomer = caller.calls("new")
    begins(newcomer)
    newcomer.answers("yes", "Agree?")
    newcomer.answers("yes", "Choose a handle")
    newcomer.answers("otter", "A few words")
    words = offered(newcomer.answers("Four in the morning, mostly.", "A passphrase made for you"))
    said = newcomer.answers("yes", "Your return code:")
    assert re.search(r"Your return code: [a-z]+-\d{4}\.", said)
    newcomer.goes_on("About this place")
    newcomer.opens("boards/sleep", "For the hours")
    said = newcomer.does("post", "writing opens when the people who run this place let you in.")
    assert "Title" not in said
    newcomer.leaves()

    wren = caller.signs_in("wren")
    wren.opens("desk/applications", "otter")
    wren.chooses(1, "Four in the morning, mostly.")
    wren.does("yes", "Your words")
    wren.answers("Good to have you.", "Let them in?")
    wren.answers("yes", "otter is a member now.")
    wren.leaves()

    again = caller.calls("otter")
    again.signs_in(words, "")
    again.opens("waiting", "Good to have you.")
    again.leaves()


@pytest.mark.parametrize("settings", [CLOSED], ids=["closed"])
def test_a_place_that_takes_nobody_keeps_help_the_tools_and_the_desk_open(caller: Calls) -> None:
    newcomer = caller.calls("new")
    newcomer.hears("not taking new members just now")
    newcomer.asks_for_help()
    newcomer.goes_back("not taking new members just now")
    newcomer.does("note", "A note goes to the people who look after this place")
    newcomer.begins_text("write", "May I come some other day?")
    said = newcomer.sends("Your return code is")
    found = re.search(r"code is ([a-z]+-\d{4})", said)
    assert found
    newcomer.leaves()
    later = caller.calls("guest")
    later.hears("looking around as a guest")
    later.opens("desk/answer", "the return code you were given")
    later.does("code", "Return code")
    later.answers(found[1], "Not answered yet")
    later.leaves()


@pytest.mark.parametrize("settings", [INVITED], ids=["invited"])
def test_where_a_code_is_asked_for_a_wrong_one_is_met_kindly(caller: Calls, harbour: Harbour) -> None:
    vault = harbour.house.vault
    assert harbour.house.store is not None
    assert vault is not None
    code = founding.operator_code(harbour.house.store, vault, now=harbour.clock.now())
    assert code is not None
    newcomer = caller.calls("new")
    newcomer.hears("takes a code")
    newcomer.goes_on("Your code")
    newcomer.answers("not a code at all", "That code does not open anything here.")
    newcomer.is_asked_again("Your code")
    newcomer.answers(code, "That code is good.")
    newcomer.is_cut_off()
