"""A moderator works at the desk: takes what is urgent, reads it, goes on, and leaves one to somebody else."""

from __future__ import annotations

from bbs.community import members, posts, reports
from bbs.community.members import Role
from bbs.community.reports import Reason
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_moderator_goes_through_what_waits_without_going_back_to_the_list(caller: Calls, harbour: Harbour) -> None:
    sam, lou = harbour.member("sam"), harbour.member("lou")
    harbour.write(members.set_role, harbour.member("wren").id, Role.MODERATOR)
    vault, now = harbour.house.vault, harbour.clock.now()
    for words, reason, why in (
        ("The kettle again.", Reason.UNKIND, "Look at the second line."),
        ("Goodbye all.", Reason.WORRIED, "It sounded final."),
    ):
        post = harbour.write(posts.start, sam, "sleep", "Four a.m.", words, now=now)
        harbour.write(reports.report, vault, lou, f"post/{post.id}", reason, why, now=now)

    wren = caller.signs_in("wren")
    said = wren.opens("desk", "Urgent, I am worried about this person, sam")
    assert "1 urgent, 2 cases waiting" in said
    said = wren.chooses(1, "Nobody has it")
    assert "It sounded final." in said
    assert "Goodbye all." not in said
    assert "Goodbye all." in wren.does("open", "Goodbye all.")
    wren.does("take", "It is yours now.")
    said = wren.does("next", "It is unkind")
    assert "The kettle" not in said
    said = wren.does("somebody-else", "Nobody asks why.")
    assert "You have it." in said
    wren.opens("desk/only/passed", "It is unkind")
    said = wren.opens("desk", "taken by you")
    assert "It is unkind" not in said
    wren.leaves()
