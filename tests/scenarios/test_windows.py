"""A window that changes its size in the middle of a visit, whatever is shown in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from bbs.community import posts
from bbs.session import Mode
from screens.fullscreen.preview import preview_width
from tests.harbour import Harbour
from tests.scenarios.full_caller import FullCaller, is_drawn_for

SIZES = ((40, 12), (120, 40), (300, 120), (20, 5), (80, 24))
PREVIEWED = {120: 4, 300: 5}
"""How often a row of the preview says "It rains here." in windows that have room for one."""


@pytest.fixture
def mode() -> Mode:
    """Only what is drawn depends on the height of a window."""
    return Mode.FULL


@pytest.fixture
def sam(harbour: Harbour) -> FullCaller:
    """A member at home, with something to read."""
    ash, now = harbour.member("ash"), harbour.clock.now()
    harbour.member("sam")
    thread = harbour.write(posts.start, ash, "sleep", "Rain \u96e8", "It rains here. " * 30, now=now).thread
    harbour.write(posts.reply, ash, thread, "Still. \U0001f327\ufe0f \u05d2\u05e9\u05dd", now=now)
    return is_drawn_for(harbour, "sam")


def at_home(sam: FullCaller) -> None:
    sam.goes_home()


def on_a_board(sam: FullCaller) -> None:
    sam.opens("boards/sleep", "Rain")


def in_a_thread(sam: FullCaller) -> None:
    sam.opens("boards/sleep", "Rain")
    sam.chooses(1, "It rains here.")


def in_crisis_help(sam: FullCaller) -> None:
    sam.asks_for_help()


def in_a_question(sam: FullCaller) -> None:
    sam.does("search", "Words")


def writing(sam: FullCaller) -> None:
    sam.begins_thread("sleep", "Tonight", "One.", "Two.", "Three.")


def among_keys(sam: FullCaller) -> None:
    sam.presses("?")
    sam.hears("Everywhere")


def is_previewed(sam: FullCaller, columns: int) -> bool:
    """Say whether the preview stands at its width with its words wrapped for it: both come after the list beside it."""
    rows = sam.window.drawn.text()
    row = " ".join(["It rains here."] * PREVIEWED[columns])
    return rows[2].find("\u2502") == columns - preview_width(columns) and any(row in each for each in rows)


@pytest.mark.parametrize(
    "where", [at_home, on_a_board, in_a_thread, in_crisis_help, in_a_question, writing, among_keys]
)
def test_after_every_change_of_size_the_screen_is_as_if_drawn_anew(
    sam: FullCaller, where: Callable[[FullCaller], None]
) -> None:
    where(sam)
    first = sam.window.drawn.text()
    for columns, rows in SIZES:
        sam.resizes(columns, rows)
        sam.waits(lambda: "#" not in sam.window.drawn.words and sam.bar != "", f"a screen of {columns} x {rows}")
        if where is on_a_board and columns in PREVIEWED:
            sam.waits(partial(is_previewed, sam, columns), f"the preview at {columns} columns")
        assert sam.title, "what it is comes first, however small"
        assert sam.is_as_drawn_anew()
        place = sam.window.drawn.place()
        assert place is not None
        assert place[0] < columns
        assert place[1] < rows
    assert sam.window.drawn.text() == first, "and back it is as it was"


def test_a_size_beyond_all_bounds_is_drawn_as_far_as_it_is_believed(sam: FullCaller) -> None:
    sam.resizes(400, 130)
    sam.waits(lambda: sam.title == "Quiet Harbour", "a screen")
    assert not any(row.strip("#") for row in sam.window.drawn.text()[120:])
    sam.resizes(80, 24)
    sam.waits(lambda: "#" not in sam.window.drawn.words and sam.bar != "", "a screen")
    assert sam.is_as_drawn_anew()


def is_drawn_to_its_edges(sam: FullCaller, columns: int) -> bool:
    rows = sam.window.drawn.text()
    return rows[0].endswith("crisis help") and len(rows[0]) == columns - 1 and "q leave" in rows[-1]


def test_many_sizes_in_a_burst_end_in_the_last_one(sam: FullCaller) -> None:
    for columns in range(60, 100, 2):
        sam.line.child.setwinsize(24, columns)
    sam.resizes(70, 20)
    sam.window.drawn.is_dragged = True
    sam.waits(lambda: "#" not in sam.window.drawn.words and is_drawn_to_its_edges(sam, 70), "a screen of 70 x 20")
    sam.window.drawn.is_dragged = False
    assert sam.is_as_drawn_anew()
