"""An operator lists a word; somebody writes it, it is up at once, and somebody at the desk is asked for a look."""

from __future__ import annotations

from bbs.community import members, posts, queue
from bbs.community.members import Role
from bbs.community.queue import Rank
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_listed_word_asks_for_a_look_and_hides_nothing(caller: Calls, harbour: Harbour) -> None:
    sam = harbour.member("sam")
    wren = harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)
    harbour.write(members.set_role, harbour.member("olive").id, Role.OPERATOR)
    now = harbour.clock.now()
    harbour.write(posts.start, sam, "sleep", "Pills", "Moonpills for all.", now=now)
    olive = caller.signs_in("olive")
    olive.opens("office/words", "There are none yet.")
    olive.does("add", "A word or phrase")
    olive.answers("moonpills", "Its language")
    olive.answers("any language", "What it leads to")
    olive.answers("a look at the desk", "A sentence to try")
    olive.answers("", "it would have met 1")
    olive.answers("yes", "Kept. It holds at once.")
    olive.leaves()

    caller_sam = caller.signs_in("sam")
    caller_sam.starts_thread("sleep", "Again", "Try m00npills tonight.")
    caller_sam.leaves()
    (line,) = harbour.write(queue.queue, harbour.house.vault, wren, now=harbour.clock.now())
    assert (line.rank, line.reasons) == (Rank.WAITING, ("word",))
    ash = harbour.member("ash")
    post = int(line.target.partition("/")[2])
    assert harbour.write(posts.get, ash, post).text == "Try m00npills tonight."
