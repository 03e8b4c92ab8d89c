"""Several who ask to join are let in at once, and whoever wrote of a hard time is read by themselves."""

from __future__ import annotations

from bbs.community import applications, desk, members, noticed
from bbs.community.desk import About
from bbs.community.members import Role
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_all_but_who_wrote_of_a_hard_time_are_let_in_with_the_same_words(caller: Calls, harbour: Harbour) -> None:
    harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)
    house, now = harbour.house, harbour.clock.now()
    for handle, words in (("ada", "I cannot sleep."), ("ben", "I want to kill myself tonight."), ("cole", "Hello.")):
        person = harbour.write(members.add, handle, now=now, waiting=True)
        code = harbour.write(desk.leave, house.vault, About.JOINING, words, person, now)
        harbour.write(noticed.in_note, house.vault, house.texts.noticing, code, now=now)

    wren = caller.signs_in("wren")
    wren.opens("desk/applications", "sounds heavy")
    wren.does("several", "All leaves it out.")
    wren.answers("all", "Your answer")
    wren.answers_into_text(1)
    wren.ends_text("Let in: ada, cole.")
    wren.does("send", "Members now: ada, cole.")
    wren.leaves()
    waiting = harbour.write(applications.waiting, harbour.write(members.by_handle, "wren"))
    assert [one.handle for one in waiting] == ["ben"]
