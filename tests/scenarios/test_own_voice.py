"""An operator gives the place words of its own, closes joining for a while, and tells everybody something."""

from __future__ import annotations

from bbs.community import members
from bbs.community.members import Role
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_place_speaks_in_its_own_voice_without_a_restart(caller: Calls, harbour: Harbour) -> None:
    harbour.write(members.set_role, harbour.member("olive").id, Role.OPERATOR)
    harbour.member("sam")
    olive = caller.signs_in("olive")
    olive.opens("office/texts/greeting", "As it is read now.")
    olive.does("change", "New words")
    olive.answers("Rest here.", "Kept. Read it over here.")
    olive.does("publish", "Let it hold?")
    olive.agrees("It holds now")
    olive.opens("office/joining", "so it is now: anybody can join")
    olive.does("choose", "Let it hold from now on?", item=4)
    olive.agrees("Closed: nobody joins for now")
    olive.opens("office/announcements", "Nothing is announced just now.")
    olive.does("announce", "To everybody")
    olive.answers("We move on Sunday.", "For how long")
    olive.answers("3", "Announce it?")
    olive.agrees("It is announced.")
    olive.leaves()

    kit = caller.calls("kit")
    assert "Rest here." in kit.is_asked_by_ssh()
    assert "We move on Sunday." in kit.answers("", "What would you like?")
    kit.leaves()
    joining = caller.calls("new")
    joining.hears("This place is not taking new members just now.")
    joining.leaves()

    sam = caller.signs_in("sam")
    assert "We move on Sunday." in sam.goes_home()
    sam.does("put-away", "It is put away.")
    sam.leaves()
    sam = caller.signs_in("sam")
    assert "We move on Sunday." not in sam.goes_home()
    sam.leaves()
