"""Leaving: in peace, at once with nothing left to see, or because the same member ended it from elsewhere."""

from __future__ import annotations

import pytest

from bbs.community import drafts, members
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

CLEARS = "\x1b[H\x1b[2J\x1b[3J"
"""Home, the screen, what can be scrolled back to (xterm, ctlseqs)."""


@pytest.mark.parametrize("by_key", [False, True], ids=["bye!", "Ctrl-Q"])
def test_a_quick_exit_clears_everything_says_nothing_and_keeps_the_draft(
    caller: Calls, harbour: Harbour, by_key: bool
) -> None:
    person = harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.opens("boards/sleep", "choose")
    sam.answers("post", "Title")
    sam.line.types("A private thing")
    sam.writes("Nobody should see this.")
    sam.line.presses("not even ha")
    if not by_key:
        sam.line.types("lf of it")
    last = sam.quits(by_key=by_key)
    assert CLEARS in last
    rest = last.rpartition(CLEARS)[2]
    assert "Goodbye" not in last
    assert rest.replace("\r", "").replace("\n", "") in ("", "Connection to 127.0.0.1 closed.")
    kept = harbour.write(drafts.kept, harbour.house.vault, person.id, "boards/sleep/post")
    assert kept == "Nobody should see this.\nnot even ha" + ("" if by_key else "lf of it")


def test_a_quick_exit_works_at_every_prompt(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    at_the_door = caller.calls("somebody")
    at_the_door.passes_the_door()
    assert CLEARS in at_the_door.quits()
    joining = caller.calls("new")
    joining.hears("Accept?")
    joining.answers("yes", "18 or over?")
    assert CLEARS in joining.quits()
    signing_in = caller.calls("line")
    signing_in.hears("What would you like?")
    signing_in.answers("in", "Handle")
    signing_in.answers("sam", "Passphrase, not shown")
    assert CLEARS in signing_in.quits(by_key=True)


def test_without_a_terminal_a_quick_exit_sends_no_sequence(harbour: Harbour) -> None:
    done = harbour.verb("line", text="bye!\n")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "Goodbye" not in done.stdout


def test_a_member_sees_a_visit_left_open_elsewhere_and_ends_it(caller: Calls, harbour: Harbour) -> None:
    person = harbour.member("sam")
    library = caller.signs_in("sam")
    library.opens("boards/sleep", "choose")
    library.answers("post", "Title")
    library.line.types("Unfinished")
    library.writes("I had to go.")
    library.line.types("Quickly.")

    home = caller.signs_in("sam")
    said = home.opens("settings/sessions", "Your visits, choose")
    assert "Your visits, 2 items." in said
    assert "This one" in said
    number = next(line[0] for line in said.splitlines() if "Another" in line)
    home.answers(f"end {number}", "Ended.")
    assert "This visit was ended from another visit of yours." in library.line.is_gone()
    assert "1 item" in home.opens("settings/sessions", "Your visits, choose") + home.answers("again")
    kept = harbour.write(drafts.kept, harbour.house.vault, person.id, "boards/sleep/post")
    assert kept.startswith("I had to go.")
    home.leaves()


def test_ending_all_others_leaves_this_one(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")
    others = [caller.signs_in("sam"), caller.signs_in("sam")]
    stranger = caller.signs_in("ash")
    here = caller.signs_in("sam")
    here.opens("settings/sessions", "Your visits, choose")
    here.answers("others", "End all your other visits?")
    here.answers("yes", "Ended.")
    for other in others:
        assert "This visit was ended" in other.line.is_gone()
    here.leaves()
    stranger.goes_home()
    stranger.leaves()


def test_a_line_that_drops_while_writing_keeps_the_words_for_the_next_visit(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.opens("boards/sleep", "choose")
    sam.answers("post", "Title")
    sam.line.types("Rain")
    sam.writes("It has rained since noon.")
    sam.line.types(".show")
    sam.line.sees("  It has rained since noon.")
    sam.is_cut_off()
    again = caller.signs_in("sam")
    assert "Drafts, 1 kept." in again.goes_home()
    again.opens("boards/sleep", "choose")
    again.answers("post", "Title")
    again.line.types("Rain")
    again.line.sees("Your draft is here")
    again.finishes()
    assert "  It has rained since noon.\n" in again.sends("Post 1 of 1")
    assert "Drafts" not in again.goes_home()
    again.leaves()
    assert harbour.write(members.by_handle, "sam")
