"""Leaving: in peace, at once with nothing left to see, or because the same member ended it from elsewhere."""

from __future__ import annotations

import re

import pytest

from bbs.community import drafts, members
from tests.harbour import Harbour
from tests.scenarios.callers import Calls
from tests.scenarios.window import CLEARS, GIVEN_BACK


@pytest.mark.parametrize("by_key", [False, True], ids=["bye!", "Ctrl-Q"])
def test_a_quick_exit_clears_everything_says_nothing_and_keeps_the_draft(
    caller: Calls, harbour: Harbour, by_key: bool
) -> None:
    person = harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.begins_thread("sleep", "A private thing", "Nobody should see this.")
    if by_key:
        sam.types_on("not even ha")
    last = sam.quits(by_key=by_key)
    assert CLEARS in last
    rest = last.rpartition(CLEARS)[2]
    assert "Goodbye" not in last
    assert GIVEN_BACK not in rest, "the screen behind it is wiped too"
    assert re.sub(r"\r|\n", "", rest) in ("", "Connection to 127.0.0.1 closed.")
    kept = harbour.write(drafts.kept, harbour.house.vault, person.id, "boards/sleep/post")
    assert kept.rstrip() == "Nobody should see this." + ("\nnot even ha" if by_key else "")


def test_a_quick_exit_works_at_every_prompt(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    at_the_door = caller.calls("somebody")
    at_the_door.passes_the_door()
    assert CLEARS in at_the_door.quits()
    joining = caller.calls("new")
    joining.hears("Seven guidelines first.")
    joining.does("yes", "18 or over?")
    assert CLEARS in joining.quits()
    at_home = caller.signs_in("sam")
    assert CLEARS in at_home.quits()
    helped = caller.signs_in("sam")
    helped.begins_thread("sleep", "Tonight", "Half a thought.")
    helped.asks_for_help()
    assert CLEARS in helped.quits(by_key=True)
    signing_in = caller.calls("line")
    signing_in.hears("What would you like?")
    signing_in.does("in", "Handle")
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
    library.begins_thread("sleep", "Unfinished", "I had to go.")

    home = caller.signs_in("sam")
    said = home.opens("settings/sessions", "This one")
    assert "Another" in said
    home.does("end", "Ended.", item=1 if said.index("Another") < said.index("This one") else 2)
    assert "This visit was ended from another visit of yours." in library.is_gone()
    assert "Another" not in home.opens("settings/sessions", "This one")
    kept = harbour.write(drafts.kept, harbour.house.vault, person.id, "boards/sleep/post")
    assert kept.startswith("I had to go.")
    home.leaves()


def test_ending_all_others_leaves_this_one(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")
    others = [caller.signs_in("sam"), caller.signs_in("sam")]
    stranger = caller.signs_in("ash")
    here = caller.signs_in("sam")
    here.opens("settings/sessions", "This one")
    here.does("others", "End all your other visits?")
    here.agrees("Ended.")
    for other in others:
        assert "This visit was ended" in other.is_gone()
    here.leaves()
    stranger.goes_home()
    stranger.leaves()


def test_a_line_that_drops_while_writing_keeps_the_words_for_the_next_visit(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.begins_thread("sleep", "Rain", "It has rained since noon.")
    sam.is_cut_off()
    again = caller.signs_in("sam")
    assert "1 kept" in again.goes_home()
    again.begins_thread("sleep", "")
    said = again.sends()
    assert "Rain" in said
    assert "It has rained since noon." in said
    assert "Drafts" not in again.goes_home()
    again.leaves()
    assert harbour.write(members.by_handle, "sam")
