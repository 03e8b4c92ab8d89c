"""Plain lines or the full screen: what decides, and a change of mind in the middle of a visit."""

from __future__ import annotations

from typing import Any

import pytest

from bbs.community import members, posts
from bbs.session import Mode
from tests.harbour import CLEAN, Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls, lends_key
from tests.scenarios.full_caller import FullCaller, is_drawn_for
from tests.scenarios.line_caller import LineCaller

ACCESSIBLE = {"environment": {**CLEAN, "ACCESSIBLE": "1"}, "options": ("-o", "SendEnv=ACCESSIBLE")}
DUMB = {"environment": {**CLEAN, "TERM": "dumb"}}
END = "\x1b[F"
HOME = "looking around as a guest"


@pytest.fixture
def mode() -> Mode:
    """The full screen is what lies behind the door, here and by default."""
    return Mode.FULL


def visits(harbour: Harbour, user: str, *words: str, **how: Any) -> FullCaller:
    """Somebody calls who is ready for either."""
    return FullCaller(harbour.calls(user, *words, **how))


def sets(harbour: Harbour, handle: str, wanted: Mode) -> None:
    person = harbour.member(handle)
    harbour.write(members.set_setting, person.id, "mode", wanted.value)


# In the middle of a visit


def test_from_the_full_screen_to_lines_and_back_in_the_same_place_with_its_draft(harbour: Harbour) -> None:
    ash, now = harbour.member("ash"), harbour.clock.now()
    harbour.member("sam")
    thread = harbour.write(posts.start, ash, "sleep", "Rain", "It rains here.", now=now).thread
    sam = is_drawn_for(harbour, "sam")
    sam.opens(f"boards/sleep/{thread}", "It rains here.")
    sam.begins_text("reply", "Here too.")
    sam.types_on("Since no")
    sam.goes_back("Kept as a draft.")

    said = sam.changes_mode("It rains here.")
    assert "Post 1 of 1" in said
    sam.line.types("reply")
    sam.hears_lines("Your draft is here, 2 lines.")
    sam.line.types(".show")
    sam.hears_lines("Since no")
    sam.line.types(".draft")
    sam.hears("Kept as a draft.")

    assert "It rains here." in sam.changes_mode("It rains here.")
    assert sam.is_drawn
    said = sam.begins_text("reply", is_kept=True)
    assert "Here too. Since no" in said
    sam.types_on("on.")
    assert "Here too. Since noon." in sam.sends()
    sam.leaves()


def test_lines_go_back_by_the_way_that_was_walked_in_the_full_screen(harbour: Harbour) -> None:
    harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.opens("boards", "Sleep and nights")
    sam.opens("boards/sleep", "For the hours")
    sam.changes_mode("For the hours")
    sam.goes_back("Boards, choose")
    sam.changes_mode("Sleep and nights")
    sam.goes_back("Good evening, sam.")
    sam.leaves()


def test_a_thread_goes_on_at_the_chosen_post_in_lines_and_at_the_one_said_last_on_the_screen(harbour: Harbour) -> None:
    ash, now = harbour.member("ash"), harbour.clock.now()
    harbour.member("sam")
    first = harbour.write(posts.start, ash, "sleep", "Rain", "Rain of night 1.", now=now)
    for night in range(2, 26):
        harbour.write(posts.reply, ash, first.id, f"Rain of night {night}.", now=now + night)
    sam = is_drawn_for(harbour, "sam")
    sam.opens(f"boards/sleep/{first.thread}/1", "Rain of night 1.")
    sam.presses(f"{END} ")
    sam.hears(", 21 of 25")
    sam.presses("7")
    sam.hears(", 7 of 25")

    said = sam.changes_mode("Post 7 of 25")
    assert "Thread: Rain." in said
    assert "Rain of night 7." in said
    assert "Rain of night 1." not in said
    sam.goes_on("Post 8 of 25")
    sam.changes_mode("Rain of night 8.")
    assert ", 8 of 25" in sam.status
    sam.presses("k")
    sam.hears("Rain of night 7.")
    assert ", 7 of 25" in sam.status
    sam.leaves()


def test_a_list_goes_on_at_the_chosen_item_however_far_down_it_is(harbour: Harbour) -> None:
    ash, now = harbour.member("ash"), harbour.clock.now()
    harbour.member("sam")
    for night in range(45, 0, -1):
        harbour.write(posts.start, ash, "sleep", f"Night {night}", "It rains.", now=now - night)
    sam = is_drawn_for(harbour, "sam")
    sam.opens("boards/sleep", "Night 1 ")
    for following in ("Night 21, 21 of", "Night 41, 41 of"):
        sam.presses(f"{END} ")
        sam.hears(following)
    sam.presses("33")
    sam.hears("Night 33, 33 of")

    said = sam.changes_mode("choose")
    assert "33. Night 33," in said
    assert "1. Night 1," not in said
    sam.answers("35", "Post 1 of 1")
    assert "35. Night 35," in sam.goes_back("choose")
    sam.changes_mode("Night 35")
    assert "Night 35, 35 of" in sam.status
    sam.goes_on("Thread: Night 35")
    sam.goes_back("Night 34")
    assert "Night 35, 35 of" in sam.status
    sam.leaves()


def test_what_is_new_goes_on_at_the_post_one_was_reading_and_comes_back_to_it(harbour: Harbour) -> None:
    ash, now = harbour.member("ash"), harbour.clock.now()
    harbour.member("sam")
    first = harbour.write(posts.start, ash, "sleep", "Rain", "Rain of night 1.", now=now)
    for night in range(2, 5):
        text = f"Rain of night {night}.\n\n" + "It rains and rains.\n\n" * 8
        harbour.write(posts.reply, ash, first.id, text, now=now + night)
    sam = is_drawn_for(harbour, "sam")
    sam.opens("new", "Rain of night 1.")
    sam.presses("j")
    sam.hears(", 2 of 4")
    said = sam.changes_mode("Post 1 of")
    assert "Rain of night 2." in said
    sam.goes_on("Rain of night 3.")
    sam.does("who", "ash, choose")
    assert "Rain of night 3." in sam.goes_back("Post 1 of")
    sam.changes_mode("Rain of night 3.")
    assert "ash, 1 of" in sam.status
    sam.leaves()


def test_steps_go_on_where_one_was_in_either_mode_and_after_crisis_help(harbour: Harbour) -> None:
    harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.opens("tools/breath", "Step 1 of 9")
    sam.presses("\r\r")
    sam.hears("Step 3 of 9")
    said = sam.changes_mode("Step 3 of 9")
    assert "Breathe in through nose or mouth" in said
    assert "Stay however you are" not in said
    sam.goes_on("Step 4 of 9")
    sam.does("help", "Help lines, choose")
    sam.goes_back("Step 4 of 9")
    sam.changes_mode("Now let that breath out")
    assert "Step 4 of 9" in sam.status
    sam.presses("!")
    sam.hears("emergency")
    sam.goes_back("Now let that breath out")
    assert "Step 4 of 9" in sam.status
    sam.opens("tools", "A slow breath")
    sam.opens("tools/breath", "Step 1 of 9")
    sam.leaves()


def test_a_change_in_mid_visit_is_for_this_visit(harbour: Harbour) -> None:
    harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.changes_mode("Home, choose")
    sam.leaves()
    is_drawn_for(harbour, "sam").leaves()


def test_the_screen_is_given_back_before_the_first_line_is_said(harbour: Harbour) -> None:
    harbour.member("sam")
    sam = is_drawn_for(harbour, "sam")
    sam.changes_mode("Home, choose")
    before, _, after = sam.window.received.rpartition("\x1b[?1049l")
    assert before.endswith("\x1b[?25h"), "the cursor is there again"
    assert "\x1b" not in after
    sam.leaves()


# What decides


@pytest.mark.parametrize("wanted", Mode)
def test_a_members_setting_decides(harbour: Harbour, wanted: Mode) -> None:
    sets(harbour, "sam", wanted)
    sam = visits(harbour, "sam")
    sam.signs_in(PASSPHRASE)
    assert sam.is_drawn == (wanted is Mode.FULL)
    sam.leaves()


def test_a_terminal_that_cannot_be_drawn_on_gets_lines_whatever_the_setting_says(harbour: Harbour) -> None:
    sets(harbour, "sam", Mode.FULL)
    sam = visits(harbour, "sam", **DUMB)
    sam.signs_in(PASSPHRASE)
    sam.does("mode", "not something to do here")
    sam.leaves()
    assert "\x1b" not in sam.window.received


def test_without_a_terminal_there_are_lines_whatever_the_setting_says(harbour: Harbour) -> None:
    sets(harbour, "sam", Mode.FULL)
    key = harbour.key("laptop")
    lends_key(harbour, "sam", key)
    done = harbour.verb("sam", key=key, text="mode\nbye\n")
    assert "Good evening, sam." in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("user", "words", "how"),
    [("guest", ("line",), {}), ("line", (), {}), ("guest", (), ACCESSIBLE), ("guest", (), DUMB)],
    ids=["ssh host line", "line@", "ACCESSIBLE", "dumb"],
)
def test_who_asks_for_lines_before_the_visit_begins_gets_them(
    harbour: Harbour, user: str, words: tuple[str, ...], how: dict[str, Any]
) -> None:
    guest = visits(harbour, user, *words, **how)
    if "What would you like?" in guest.hears():
        guest.does("look", HOME)
    else:
        guest.opens("home", HOME)
    guest.leaves()
    assert "\x1b" not in guest.window.received


def test_the_word_at_the_door_keeps_a_visit_in_lines_whatever_the_setting_says(harbour: Harbour) -> None:
    sets(harbour, "sam", Mode.FULL)
    sam = visits(harbour, "somebody")
    sam.passes_the_door()
    sam.does("line", "Plain lines it is.")
    sam.does("in", "Handle")
    sam.answers("sam", "Passphrase, not shown")
    assert "Good evening, sam." in sam.answers(PASSPHRASE, "Home, choose")
    assert "\x1b" not in sam.window.received
    sam.leaves()


def test_who_says_nothing_gets_the_full_screen_for_guests_too_once_past_the_door(harbour: Harbour) -> None:
    stranger = visits(harbour, "somebody")
    said = stranger.passes_the_door()
    assert "\x1b" not in stranger.window.received
    assert "In danger now?" in said
    stranger.does("look", HOME)
    assert stranger.is_drawn
    stranger.leaves()


def test_two_members_answer_each_other_one_in_each_mode(harbour: Harbour) -> None:
    sets(harbour, "sam", Mode.FULL)
    sets(harbour, "ash", Mode.LINE)
    sam, ash = is_drawn_for(harbour, "sam"), Calls(harbour, LineCaller).signs_in("ash")
    sam.starts_thread("sleep", "Four a.m. again", "Third night.")
    assert '"Four a.m. again"' in ash.does("new", "Third night.")
    ash.replies("You are not alone in it.")
    sam.goes_home()
    said = sam.goes_on("You are not alone in it.")
    assert "ash, reply to sam" in said
    sam.replies("Thank you.")
    ash.goes_home()
    ash.does("new", "Thank you.")
    ash.leaves()
    sam.leaves()
