"""A laptop is closed in the middle of a post: its owner signs in again and goes on where they were."""

from __future__ import annotations

import signal

from bbs.community import drafts
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_half_a_post_waits_for_its_writer_and_is_posted_once(harbour: Harbour, caller: Calls) -> None:
    person = harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.begins_thread("sleep", "Four a.m. again", "Third night.")
    sam.types_on("I keep doing")
    sam.line.child.kill(signal.SIGKILL)
    sam.is_gone()

    sam = caller.signs_in("sam")
    sam.opens("drafts", "A new thread in Sleep and nights")
    sam.chooses(1, "Sleep and nights")
    said = sam.begins_thread("sleep", "", "the maths.")
    assert "Four a.m. again" in said
    assert "I keep doing" in said
    said = sam.sends()
    assert "Third night. I keep doing" in said
    assert "the maths." in said
    assert "have none" in sam.opens("drafts", "none")
    sam.leaves()

    assert harbour.write(drafts.places, person.id) == []
    assert harbour.verb("guest", "read", "boards/sleep").stdout.count("Four a.m. again") == 1
