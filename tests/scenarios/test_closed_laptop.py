"""A laptop is closed in the middle of a post: its owner signs in again and goes on where they were."""

from __future__ import annotations

import signal

from bbs.community import drafts
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

PLACE = "boards/sleep/post"


def test_half_a_post_waits_for_its_writer_and_is_posted_once(harbour: Harbour, caller: Calls) -> None:
    person = harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.opens("boards/sleep", "choose")
    sam.answers("post", "Title")
    sam.line.types("Four a.m. again")
    sam.writes("Third night.")
    sam.line.sees("Third night.\r\n")
    sam.line.presses("I keep doing")
    sam.line.sees("I keep doing")
    sam.line.child.kill(signal.SIGKILL)
    assert sam.line.is_gone() == ""

    sam = caller.signs_in("sam")
    sam.opens("drafts", "1. A new thread in Sleep and nights")
    sam.answers("1", "Sleep and nights")
    assert "Kept from before: Four a.m. again. Enter takes it." in sam.answers("post", "Title")
    sam.line.types("")
    sam.line.sees("Your draft is here, 2 lines.")
    sam.line.types(".show")
    sam.line.sees("I keep doing")
    sam.line.types("the maths.")
    sam.finishes()
    said = sam.sends()
    assert "  Third night.\n  I keep doing\n  the maths.\n" in said
    assert "have none" in sam.opens("drafts", "Drafts, choose")
    sam.leaves()

    assert harbour.write(drafts.places, person.id) == []
    assert harbour.verb("guest", "read", "boards/sleep").stdout.count("Four a.m. again") == 1
