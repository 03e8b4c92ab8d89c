"""Looking after a support group, over OpenSSH: what was reported comes to its facilitator first, who sees to it."""

from __future__ import annotations

from bbs.community import group_joining, groups, posts, reports
from bbs.community.reports import Reason
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_a_facilitator_sees_to_what_was_reported_and_puts_somebody_out_of_the_group(
    caller: Calls, harbour: Harbour
) -> None:
    sam, ash, lou = (harbour.member(handle) for handle in ("sam", "ash", "lou"))
    board, now = harbour.write(groups.line, ash, "carers-group").id, harbour.clock.now()
    for person, how in ((ash, {"facilitator_at": now}), (sam, {}), (lou, {})):
        harbour.write(group_joining.come_in, board, person.id, now, **how)
    said = harbour.write(posts.start, sam, "carers-group", "Tuesday", "You are all fools.", now=now)
    caring = caller.signs_in("ash")
    harbour.write(reports.report, harbour.house.vault, lou, f"post/{said.id}", Reason.UNKIND, "Between us.", now=now)

    caring.opens("groups/carers-group/items", "It is unkind, or goes after somebody, sam")
    caring.opens("groups/carers-group/items/1", "You are all fools.")
    caring.does("take", "It is yours now.")
    caring.does("stands", "Who reported it is thanked.")
    caring.agrees("Settled: it stands")

    there = caller.signs_in("sam")
    there.opens("groups/carers-group", "Tuesday")
    caring.opens(f"tend/{said.id}", "You are all fools.")
    caring.does("put-out", "For how long")
    caring.answers_at_once(3, "Which guideline")
    assert "They read your reasons word for word" in caring.answers_into_text(7)
    caring.writes("It hurt people.")
    caring.sends("sam is out of the group, and told why.")
    caring.leaves()

    there.opens("decisions", "It hurt people.")
    there.opens("groups/carers-group", "Why, and how to appeal: go decisions.")
    there.opens("my-data/in-groups", "You are all fools.")
    there.leaves()
