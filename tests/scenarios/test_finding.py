"""Somebody finds what was written, over OpenSSH, and help where their words sound as if they needed it."""

from __future__ import annotations

from bbs.community import posts
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_member_finds_a_post_and_goes_there_again(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    for title, text in (("Counting", "I count sheep. It helps a little."), ("Goats", "I count goats.")):
        harbour.write(posts.start, ash, "sleep", title, text, now=harbour.clock.now())

    sam = caller.signs_in("sam")
    sam.does("search", "Search for")
    said = sam.answers('by:ash (helps OR "count goats") -sheep', "Goats")
    assert "I count goats." in said
    assert "Counting" not in said
    sam.chooses(1, "I count goats.")
    sam.opens("search/(count", "plain words: count")
    sam.opens("recent", "Recent places")
    sam.chooses(1, "I count goats.")
    sam.leaves()


def test_help_stands_above_what_is_found(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    said = sam.opens("search/I can't go on", "No post you can read")
    assert "To reach people who listen, " in said
    assert said.index("life is in danger now") < said.index("No post you can read")
    assert "1" in sam.asks_for_help()
    sam.goes_back()
    sam.leaves()
