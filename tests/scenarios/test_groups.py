"""A support group, over OpenSSH: asking, being let in, writing, leaving without a word; and nothing is seen outside."""

from __future__ import annotations

from bbs.community import drafts, facilitating, group_joining, groups, posts, reading, tending
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_somebody_is_let_in_writes_and_leaves_and_nobody_outside_sees_a_word(caller: Calls, harbour: Harbour) -> None:
    sam, ash, lou = (harbour.member(handle) for handle in ("sam", "ash", "lou"))
    board = harbour.write(groups.line, ash, "carers-group").id
    now = harbour.clock.now()
    harbour.write(group_joining.come_in, board, ash.id, now, facilitator_at=now)
    harbour.write(facilitating.set_welcome, ash, "carers-group", "Sit with us.\nNobody has to write.")

    there = caller.signs_in("sam")
    there.opens("groups/carers-group", "only those in it read its threads")
    there.does("ask", "Your words")
    there.answers("I look after my aunt.", "Those who look after the group read it, and nobody else.")

    caring = caller.signs_in("ash")
    assert "you are in 1, 1 asks to come in" in caring.goes_home()
    caring.opens("groups/carers-group/asks", "I look after my aunt.")
    caring.does("let-in", "sam is in the group now.", item=1)
    caring.leaves()

    assert "you are in 1, 1 new to you" in there.goes_home()
    arrived = there.opens("groups/carers-group", "You are in now")
    assert "Sit with us." in arrived
    assert "new to you" not in there.goes_home()
    there.opens("groups/carers-group", "Ten minutes that were yours")
    there.begins_thread("carers-group", "Tuesday", "She did not know me today.")
    assert "She did not know me today." in there.sends()

    outside = caller.signs_in("lou")
    assert "nothing new" in outside.goes_home()
    outside.opens("groups/carers-group", "everybody may ask to come in")
    outside.opens("search/know me today", "No post you can read")
    outside.leaves()

    there.opens("groups/carers-group", "Tuesday")
    there.does("leave", "Nobody is told, and one comes back as one came in.")
    there.agrees("You left. Nobody is told")
    assert "Support groups" not in there.goes_home()
    there.leaves()
    assert harbour.write(groups.line, sam, "carers-group").standing is groups.Standing.OUTSIDE
    assert lou is not None


def test_what_is_written_while_its_thread_is_moved_goes_where_that_is_once_its_writer_knows_who_reads_there(
    caller: Calls, harbour: Harbour
) -> None:
    sam, ash = (harbour.member(handle) for handle in ("sam", "ash"))
    now = harbour.clock.now()
    for slug in ("new-here", "carers-group"):
        board = harbour.write(groups.line, ash, slug).id
        harbour.write(group_joining.come_in, board, ash.id, now, facilitator_at=now)
        harbour.write(group_joining.come_in, board, sam.id, now)
    thread = harbour.write(posts.start, ash, "new-here", "Tonight", "I am up.", now=now).thread

    there = caller.signs_in("sam")
    there.opens(f"boards/new-here/{thread}/1", "I am up.")
    there.begins_text("reply", "So am I.")
    harbour.write(tending.move, harbour.house.vault, ash, thread, "carers-group", now=now)
    there.sends("moved to Carers group while you wrote")
    assert len(harbour.write(reading.stretch, sam, thread, first=1).posts) == 1
    there.tries_again("Posted.")
    assert [line.text for line in harbour.write(reading.stretch, sam, thread, first=1).posts][1:] == ["So am I."]
    assert harbour.write(drafts.places, sam.id) == []
    there.leaves()
