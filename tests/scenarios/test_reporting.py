"""Somebody worries about somebody else and says so at night, when nobody looks; and hears what came of it."""

from __future__ import annotations

from bbs.community import cases, members, queue
from bbs.community.members import Role
from tests.harbour import Harbour
from tests.scenarios.callers import Calls

NOBODY_LOOKS = "Nobody is watching right now. Somebody looks at it when they are here; it can take hours."


def test_a_worried_report_has_an_honest_receipt_and_its_outcome_is_told(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("lou")
    wren = harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)

    sam = caller.signs_in("sam")
    sam.starts_thread("sleep", "A quiet one", "You were kind to me.")
    sam.leaves()

    lou = caller.signs_in("lou")
    lou.does("new", "You were kind to me.")
    lou.does("report", "I am worried about this person")
    said = lou.answers_at_once(1, "For them, and for you")
    assert "Thank you for telling." in said
    assert NOBODY_LOOKS in said
    assert "If your life is in danger now, call" in said
    assert "We do not know where you are, and we cannot send anyone." in said
    lou.begins_text("add", "It sounded final.")
    lou.sends("Kept with your report.")
    assert "Something you reported" not in lou.goes_home()
    lou.opens("boards/sleep", "A quiet one")
    lou.chooses(1, "You were kind to me.")
    lou.does("report", "You reported this before, and it waits for somebody to decide.")
    lou.answers_at_once(10, "It is with what you told before")

    vault, now = harbour.house.vault, harbour.clock.now()
    (line,) = harbour.write(queue.queue, vault, wren, now=now)
    assert (line.rank, line.about, line.reasons) == (queue.Rank.URGENT, "sam", ("worried", "other"))
    grounds = harbour.write(queue.read, vault, wren, line.id, now=now).grounds
    assert [ground.words for ground in grounds] == ["It sounded final.", ""], "what was said first is kept"
    harbour.write(cases.close, wren, line.id, line.version, "disagree", now=now)

    assert "Something you reported was looked at. What came of it: go reports." in lou.opens("home", "go reports")
    lou.opens("reports", "looked at")
    said = lou.chooses(1, "no need to worry now")
    assert "Thank you for looking out for somebody: that is never wrong." in said
    assert "Something you reported" not in lou.goes_home()
    lou.leaves()
