"""Somebody changes what they wrote, says what answers they wish for, and writes without their name; in every mode."""

from __future__ import annotations

from bbs.community import posts
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_post_is_changed_where_it_stands_and_says_so(caller: Calls, harbour: Harbour) -> None:
    ash = harbour.member("ash")
    harbour.member("sam")
    now = harbour.clock.now()
    begun = harbour.write(
        posts.start, ash, "sleep", "A bad week", "Third night.", now=now, wish="no-advice", tagged="dreams"
    )
    ash_calls = caller.signs_in("ash")
    assert "For answers: no advice please. Tags: dreams." in ash_calls.opens(f"boards/sleep/{begun.thread}", "Third")
    ash_calls.begins_text("edit", "Fourth night.")
    ash_calls.sends("Changed.", note="Death")
    assert "edited today 20:26" in ash_calls.opens(f"boards/sleep/{begun.thread}", "Content note: death")
    ash_calls.leaves()
    sam = caller.signs_in("sam")
    assert "Fourth" not in sam.opens("boards/sleep", "no advice please, dreams, content note: death")
    sam.opens(f"boards/sleep/{begun.thread}", "Content note: death")
    assert "edited today 20:26" in sam.does("open", "Fourth night.")
    said = sam.begins_text("reply", "I read all of it.")
    assert "Reply to ash. No advice, please: company is enough." in said
    assert "Members read it, and guests too." in said
    sam.sends()
    sam.leaves()


def test_a_post_without_a_name_names_nobody(caller: Calls, harbour: Harbour) -> None:
    harbour.member("ash")
    harbour.member("sam")
    ash = caller.signs_in("ash")
    ash.begins_thread("sleep", "Not my name", "This is hard to say.")
    assert "ost without name" in ash.takes_off_their_name()
    ash.tries_again("Posted.")
    assert "somebody in " in ash.opens("boards/sleep", "Not my name")
    ash.leaves()
    sam = caller.signs_in("sam")
    said = sam.does("new", "This is hard to say.")
    assert "somebody in " in said
    sam.replies("I am glad you said it.")
    said = sam.opens("boards/sleep", "Not my name") + sam.opens("search/hard", "Found")
    assert "somebody in " in said
    assert "ash" not in said
    sam.leaves()
