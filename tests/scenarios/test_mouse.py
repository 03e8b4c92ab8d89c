"""A member who turned the mouse on: they click on what they mean, and turn the wheel through what is long."""

from __future__ import annotations

import pytest

from bbs.community import members, posts
from bbs.session import Mode
from tests.finding import finds
from tests.harbour import Harbour
from tests.scenarios.full_caller import FullCaller, is_drawn_for

DOWN, UP = "\x1b[<65;10;10M", "\x1b[<64;10;10M"
"""A turn of the wheel."""


@pytest.fixture
def mode() -> Mode:
    """Lines have no mouse."""
    return Mode.FULL


@pytest.fixture
def sam(harbour: Harbour) -> FullCaller:
    person, ash, now = harbour.member("sam"), harbour.member("ash"), harbour.clock.now()
    harbour.write(members.set_setting, person.id, "mouse", True)
    long = "\n\n".join(f"Night {n} of it." for n in range(1, 41))
    first = harbour.write(posts.start, ash, "sleep", "Rain", "It rains.", now=now - 60)
    harbour.write(posts.reply, ash, first.thread, "And it is loud.", now=now - 50)
    harbour.write(posts.start, ash, "sleep", "Wind", long, now=now)
    return is_drawn_for(harbour, "sam")


def clicks(sam: FullCaller, words: str) -> None:
    """Click on the first letter of words that can be read."""
    row = next(n for n, row in enumerate(sam.rows) if words in row)
    clicks_at(sam, sam.rows[row].index(words), row)


def clicks_at(sam: FullCaller, column: int, row: int) -> None:
    """Click on a cell, counted from 0."""
    at = f"0;{column + 1};{row + 1}"
    sam.presses(f"\x1b[<{at}M\x1b[<{at}m")


def test_a_click_chooses_what_it_is_on_and_what_is_done_is_done_with_that(sam: FullCaller, harbour: Harbour) -> None:
    sam.opens("boards/sleep", "Rain")
    clicks(sam, "Rain")
    sam.hears("Rain, 2 of ")
    clicks_at(sam, 10, 18)
    sam.goes_on("Thread: Rain")
    clicks(sam, "loud")
    sam.hears("ash, 2 of 2")
    assert "Reply to ash. " in sam.begins_text("reply", "one", "zebra")
    assert "> And it is loud." in str(sam.window), "what it answers is the post that was clicked on"
    clicks(sam, "zebra")
    sam.types_on("and ")
    sam.sends()
    me = harbour.write(members.by_handle, "sam")
    assert me is not None
    [answer] = harbour.write(finds, me, "zebra")
    assert (answer.text, answer.reply_to) == ("one\nand zebra", "ash")
    sam.leaves()


def test_the_wheel_goes_through_a_long_text_and_back(sam: FullCaller) -> None:
    sam.opens("boards/sleep", "Wind")
    clicks(sam, "Wind")
    sam.goes_on("Night 1 of it.")
    sam.presses(UP + DOWN)
    sam.waits(lambda: not sam.reads("Night 1 of it."), "the text three lines on")
    sam.presses(DOWN * 30)
    sam.hears("Night 40 of it.")
    sam.presses(UP * 30)
    sam.hears("Night 1 of it.")
    sam.leaves()
