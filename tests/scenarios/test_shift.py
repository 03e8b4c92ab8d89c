"""Three in the morning: something urgent, nobody on shift, and then somebody comes on and is told."""

from __future__ import annotations

from bbs.community import members
from bbs.community.members import Role
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

WAITS = "Something urgent waits: "


def test_what_is_urgent_waits_for_who_comes_on_shift_and_nobody_is_told_otherwise(
    caller: Calls, harbour: Harbour
) -> None:
    for handle in ("sam", "lou"):
        harbour.member(handle)
    harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)
    sam = caller.signs_in("sam")
    sam.starts_thread("sleep", "A quiet one", "You were kind to me.")
    sam.leaves()
    wren = caller.signs_in("wren")
    wren.opens("desk", "You count as on shift while you are here.")
    wren.does("shift", "You are on shift.")
    wren.does("shift", "You are off shift.")

    lou = caller.signs_in("lou")
    lou.does("new", "You were kind to me.")
    lou.does("report", "I am worried about this person")
    assert "Nobody is watching right now." in lou.answers_at_once(1, "For them, and for you"), "though wren is here"
    lou.goes_home()

    assert "Something urgent" not in wren.goes_home()
    wren.opens("desk", "You are off shift.")
    said = wren.does("shift", "You are on shift.")
    if WAITS not in said:  # where one line is shown at a time, the next key brings it
        wren.opens("home", WAITS)
    assert WAITS not in wren.goes_home(), "once is enough"
    assert "Nobody is watching right now." not in lou.opens("reports/1", "For them, and for you")
    lou.leaves()
    wren.leaves()
