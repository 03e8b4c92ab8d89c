"""What somebody writes for themselves alone: a safety plan in steps, with the line cut in the middle."""

from __future__ import annotations

import signal

from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_plan_is_made_in_steps_and_a_cut_line_loses_nothing(harbour: Harbour, caller: Calls) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.opens("plan", "Nothing is written yet")
    sam.goes_on("How it begins")
    sam.begins_text("write", "I stop answering.")
    sam.sends("What I can do alone")
    sam.begins_text("write", "The long playlist.")
    sam.types_on("Ten slow")
    sam.line.child.kill(signal.SIGKILL)
    sam.is_gone()

    sam = caller.signs_in("sam")
    sam.opens("plan", "I stop answering.")
    sam.does("write", "What I can do alone")
    said = sam.begins_text("write", "breaths.", is_kept=True)
    assert "Ten slow" in said
    sam.sends("People and places")
    sam.asks_for_help()
    said = sam.does("plan", "I stop answering.")
    if "The long playlist." not in said:
        said += sam.goes_on("The long playlist.")
    assert "Ten slow" in said
    sam.leaves()
