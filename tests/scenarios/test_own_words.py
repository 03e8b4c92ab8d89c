"""What somebody writes for themselves alone: a plan with the line cut, a sealed journal and lost passphrases."""

from __future__ import annotations

import re
import signal

from bbs.community import vouching
from bbs.community.members import Role
from screens.pages.own_key import GROUPS
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls, Visitor


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


def comes_back(caller: Calls, code: str) -> Visitor:
    """Somebody lost their passphrase, and comes in with a code for another."""
    sam = caller.calls("somewhere-else")
    sam.passes_the_door()
    sam.opens("sign-in", "Sign in, choose")
    sam.does("recovery", "Handle")
    sam.answers("sam", "Recovery code")
    sam.answers(code, "A passphrase made for you")
    sam.answers("yes", "You are back, sam.")
    return sam


def test_a_sealed_journal_opens_with_a_recovery_code_and_with_nothing_else(harbour: Harbour, caller: Calls) -> None:
    harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.opens("journal/write", "Nobody reads it but you.")
    sam.begins_text("write", "Rain on the roof.")
    sam.sends("Kept.")
    sam.opens("settings/private", "not sealed")
    sam.does("seal", GROUPS["plan"])
    sam.answers(GROUPS["journal"], "If you lose all of those they are gone")
    sam.answers("yes", "Passphrase")
    sam.answers(PASSPHRASE, "each signs you in once")
    codes = re.findall(r"\b[a-z]+(?:-[a-z]+){4}\b", sam.does("all", "-"))
    sam.does("done", "Good.")
    sam.leaves()

    sam = comes_back(caller, codes[2])
    assert "Rain on the roof" in sam.opens("journal", "Rain on the roof")
    sam.leaves()

    wren = harbour.member("wren", role=Role.MODERATOR)
    code = harbour.write(vouching.vouch, harbour.house.vault, wren, "sam", now=harbour.clock.now())
    sam = comes_back(caller, code)
    assert "Rain" not in sam.opens("journal", "sealed to a key of your own")
    sam.opens("settings/private/start-over", "We are sorry.")
    sam.does("start-over", "This cannot be undone.")
    sam.answers("let go", "Nothing is sealed now.")
    sam.opens("journal", "Nothing is written yet")
    sam.goes_on("Nobody reads it but you.")
    sam.begins_text("write", "A new page.")
    assert "A new page." in sam.sends("Kept.")
    sam.leaves()
