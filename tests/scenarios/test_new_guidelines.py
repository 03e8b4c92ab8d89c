"""An operator changes a guideline; a member is shown what changed at their next visit, and accepts it."""

from __future__ import annotations

from bbs.community import members
from bbs.community.members import Role
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls


def test_a_member_sees_what_changed_and_accepts(caller: Calls, harbour: Harbour) -> None:
    harbour.write(members.set_role, harbour.member("olive").id, Role.OPERATOR)
    harbour.member("sam")
    olive = caller.signs_in("olive")
    olive.opens("office/guidelines", "We do not describe methods.")
    olive.does("review", "By which day")
    assert "nobody is asked again" in olive.answers("1 October 2028", "Kept: it holds now.")
    olive.does("change", "The sentence", item=4)
    olive.answers("We leave out how.", "An example")
    olive.answers("How much and where, too.", "Kept. Members see it once you publish.")
    olive.does("preview", "Before: We do not describe methods.")
    olive.goes_back("A new version is being written")
    olive.does("publish", "Publish it?")
    assert "You have accepted it by this." in olive.agrees("Version 2 holds now.")
    olive.leaves()

    sam = caller.calls("sam")
    said = sam.signs_in(PASSPHRASE, "Now: We leave out how. How much and where, too.")
    assert "They changed since you accepted them." in said
    sam.does("yes", "Thank you.")
    sam.leaves()
    sam = caller.signs_in("sam")
    assert "They changed" not in sam.goes_home()
    sam.leaves()
