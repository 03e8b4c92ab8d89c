"""Members meet each other's pages, say how to be with them, and close what one of them writes, over OpenSSH."""

from __future__ import annotations

from bbs.community import being_with, drafts, profiles
from tests.harbour import Harbour
from tests.scenarios.callers import Calls


def test_somebody_is_looked_up_answered_as_they_wish_and_blocked(caller: Calls, harbour: Harbour) -> None:
    sam, _ = harbour.member("sam"), harbour.member("ash")
    harbour.write(profiles.write, sam, "I keep bees.")
    harbour.write(being_with.write, harbour.house.vault, sam, "No questions, please.")
    harbour.write(being_with.show, sam, now=harbour.clock.now())

    there = caller.signs_in("sam")
    there.starts_thread("sleep", "Four a.m. again", "Third night.")

    ash = caller.signs_in("ash")
    ash.opens("boards/sleep", "Four a.m. again")
    ash.chooses(1, "Third night.")
    assert "in their own words" in ash.does("who", "I keep bees.")
    ash.goes_back("Third night.")
    said = ash.begins_text("reply", "I am up too.")
    assert "sam wrote how to be with them: No questions, please." in said
    ash.sends()
    ash.does("block", "They are not told.")
    ash.agrees("Blocked. sam is not told.")

    there.opens("new", "I am up too.")
    there.replies("Thank you, ash.")
    there.leaves()

    assert "nothing new" in ash.goes_home()
    ash.opens("blocked", "sam")
    ash.does("unblock", "You block nobody.", item=1)
    assert "1 post in 1 thread" in ash.goes_home()
    ash.leaves()


def test_a_page_written_through_a_cut_line_is_there_to_go_on_with(caller: Calls, harbour: Harbour) -> None:
    person = harbour.member("sam")
    sam = caller.signs_in("sam")
    sam.opens("my-page", "Nothing stands here yet")
    sam.begins_text("write", "I keep bees.")
    sam.is_cut_off()
    harbour.comes_true(lambda: bool(harbour.write(drafts.places, person.id)))

    sam = caller.signs_in("sam")
    sam.opens("my-page", "Nothing stands here yet")
    sam.begins_text("write", "Slowly.")
    sam.sends("Kept. Members read it on your page.")
    assert "I keep bees." in sam.opens("my-page", "Slowly.")
    sam.leaves()
