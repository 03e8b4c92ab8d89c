"""Somebody writes at three in the morning that they want to die, and nobody is on shift."""

from __future__ import annotations

from bbs.community import members, queue
from bbs.community.members import Role
from bbs.community.queue import Rank
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

NOBODY = "Nobody is watching right now. The people who look after this place see it when they are here."


def test_a_crisis_post_at_night_is_said_heard_and_covered_where_it_could_harm(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")
    wren = harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)

    sam = caller.signs_in("sam")
    said = sam.starts_thread("sleep", "Three a.m.", "I want to die tonight.", "I took forty of my mums pills.")
    for words in (NOBODY, "Posted.", "we cannot send anyone", "If your life is in danger now, call"):
        assert words in said

    (line,) = harbour.write(queue.queue, harbour.house.vault, wren, now=harbour.clock.now())
    assert (line.rank, line.about) == (Rank.URGENT, "sam")

    ash = caller.signs_in("ash")
    said = ash.does("new", "I want to die tonight.")
    assert "[a part is covered until somebody has looked]" in said
    assert "mums" not in said
    ash.leaves()

    sam.does("not-me", "Thank you for saying so.")
    (line,) = harbour.write(queue.queue, harbour.house.vault, wren, now=harbour.clock.now())
    assert line.rank is Rank.LOWERED
    said = sam.does("my-post", "I want to die tonight.")
    assert "mums" in said
    sam.leaves()


def test_what_people_say_of_homework_goes_up_like_any_post(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    said = sam.starts_thread("sleep", "Essays", "This homework is killing me.")
    assert "This homework is killing me." in said
    assert "For you" not in said
    sam.leaves()
