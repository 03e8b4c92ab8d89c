"""Somebody writes for the first time, is welcomed and heard, and finds out, over OpenSSH."""

from __future__ import annotations

from bbs.community import members
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_who_writes_for_the_first_time_is_found_answered_and_told(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    ash = harbour.member("ash")
    harbour.write(members.set_setting, ash.id, "greets", 1)

    sam = caller.signs_in("sam")
    sam.starts_thread("sleep", "Four a.m. again", "Third night.", "I keep doing the maths.")
    sam.is_cut_off()

    greeter = caller.signs_in("ash")
    assert "Somebody new" in greeter.goes_home()
    said = greeter.opens("greeting", "waiting a moment")
    assert '"Four a.m. again", Sleep and nights' in said
    said = greeter.chooses(1, "Third night.")
    assert "sam, " in said
    greeter.does("heard", "Told, without your name; only they see it.")
    greeter.is_cut_off()

    greeter = caller.signs_in("ash")
    greeter.opens("greeting", "waiting a moment")
    greeter.chooses(1, "Third night.")
    greeter.replies("Welcome. I am up too.")
    assert "Somebody new" not in greeter.goes_home()
    greeter.leaves()

    sam = caller.signs_in("sam")
    assert "new: replies, somebody read yours" in sam.goes_home()
    said = sam.opens("for-you", "Somebody read all of your post")
    assert 'ash replied to you in "Four a.m. again"' in said
    sam.is_cut_off()

    sam = caller.signs_in("sam")
    assert "new: " not in sam.goes_home()
    assert "Nothing new since this evening." in sam.opens("for-you", "Nothing new since")
    sam.chooses(1)
    sam.leaves()
