"""Moving on a page: every line can be read, none is passed over, and what is chosen is where the cursor is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual.geometry import Size

from bbs.community import posts
from bbs.house import House
from screens.fullscreen.lines import MARGIN, Sheet, Target
from screens.fullscreen.widgets.body import Body
from tests import houses
from tests.screens.fullscreen.sitting import says, sit
from tests.screens.fullscreen.visits import Drawn

Move = Callable[["Pane"], bool]


class Pane(Body):
    """A body of some height that is drawn nowhere, with all that was seen of its sheet."""

    def __init__(self, sheet: Sheet, height: int) -> None:
        self.height = height
        super().__init__()
        self.seen: set[int] = set()
        self.show(sheet)

    @property
    def size(self) -> Size:
        return Size(40, self.height)

    def refresh(self, *regions: Any, **how: Any) -> Pane:
        return self

    def look(self) -> None:
        """Read what is in view."""
        self.seen |= set(range(self.top, min(self.top + self.height, len(self.sheet.lines))))

    def walks(self, move: Move) -> int:
        """Move until nothing changes; return how often. What is read is never interrupted."""
        self.look()
        for count in range(2 * len(self.sheet.lines) + 2):
            before = self.top, self.at
            moved = move(self)
            assert moved == ((self.top, self.at) != before)
            self.is_sound()
            self.look()
            assert max(self.seen) - min(self.seen) == len(self.seen) - 1, f"lines were passed over, now at {self.top}"
            if not moved:
                return count
        raise AssertionError("it never ends")

    def is_sound(self) -> None:
        """Check what must be so at any time."""
        assert 0 <= self.top <= max(0, len(self.sheet.lines) - self.height)
        x, y = self.cursor
        assert (x, 0 <= y < self.height) == (MARGIN, True)
        if self.target is not None and self.top <= self.target.first < self.top + self.height:
            assert y == self.target.first - self.top, "the cursor is on what is chosen"

    @property
    def whole(self) -> set[int]:
        return set(range(len(self.sheet.lines)))


def sheet_of(*parts: int) -> Sheet:
    """Return a sheet of stretches of lines: things that can be chosen, and (negative) what only is read."""
    sheet = Sheet()
    for part in parts:
        first = len(sheet.lines)
        sheet.lines += [((f"   line {number}", Style.null()),) for number in range(first, first + abs(part))]
        if part > 0:
            label = str(len(sheet.targets) + 1)
            sheet.targets.append(Target(first, len(sheet.lines) - 1, label, "", label))
    return sheet


def down(pane: Pane) -> bool:
    return pane.step(1)


def up(pane: Pane) -> bool:
    return pane.step(-1)


def page_down(pane: Pane) -> bool:
    return pane.page(1)


def page_up(pane: Pane) -> bool:
    return pane.page(-1)


part = st.integers(1, 3) | st.integers(-4, -1) | st.integers(1, 30)
sheets = st.lists(part, min_size=1, max_size=12).map(lambda parts: sheet_of(*parts))
heights = st.integers(1, 16)


@settings(max_examples=30, deadline=None)
@given(sheets, heights, st.sampled_from([(down, up), (page_down, page_up)]))
def test_on_and_back_again_everything_is_read_and_nothing_passed_over(
    sheet: Sheet, height: int, moves: tuple[Move, Move]
) -> None:
    pane = Pane(sheet, height)
    on, back = moves
    assert (pane.top, pane.at) == (0, min(0, len(sheet.targets) - 1)), "a page begins at its beginning"
    pane.walks(on)
    assert pane.seen == pane.whole
    assert pane.is_at_end or on is page_down
    pane.seen.clear()
    pane.walks(back)
    assert pane.seen == pane.whole
    assert pane.top == 0
    assert pane.at <= 0 or on is page_down


@settings(max_examples=25, deadline=None)
@given(sheets, heights, st.data())
def test_what_is_chosen_is_in_view_as_much_as_fits(sheet: Sheet, height: int, data: st.DataObject) -> None:
    pane = Pane(sheet, height)
    for at in data.draw(st.lists(st.integers(-2, len(sheet.targets) + 1), max_size=6)):
        before = pane.at
        assert pane.choose(at) == (0 <= at < len(sheet.targets))
        pane.is_sound()
        assert pane.at == (at if 0 <= at < len(sheet.targets) else before)
        if 0 <= at == pane.at:
            target = sheet.targets[at]
            shown = range(pane.top, pane.top + height)
            assert target.first in shown
            assert target.last in shown or target.last - target.first >= height or (at == 0 and pane.top == 0)


MOVES: list[Callable[[Pane], object]] = [
    down, up, page_down, page_up, lambda pane: pane.edge(1), lambda pane: pane.edge(-1),
    lambda pane: pane.scroll(3), lambda pane: pane.scroll(-3), lambda pane: pane.choose(3),
]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(sheets, heights, st.lists(st.sampled_from(MOVES), max_size=12), heights)
def test_another_window_keeps_what_is_chosen_or_read_in_view(
    sheet: Sheet, height: int, moves: list[Callable[[Pane], object]], other: int
) -> None:
    pane = Pane(sheet, height)
    for move in moves:
        move(pane)
        pane.is_sound()
    chosen, was_read = pane.target, pane.target is not None and pane.target.first < pane.top
    pane.height = other
    pane.on_resize()
    pane.is_sound()
    assert pane.target is chosen
    if chosen is not None and (pane.at or pane.top):
        assert chosen.first < pane.top + other
        assert chosen.last >= pane.top
        assert was_read or chosen.first >= pane.top


def test_the_ends_of_a_page_are_its_first_and_last_lines() -> None:
    pane = Pane(sheet_of(-20, 1, 1, -20), 6)
    for by, top, at in [(1, 36, 1), (1, 36, 1), (-1, 0, 0), (-1, 0, 0)]:
        pane.edge(by)
        assert (pane.top, pane.at) == (top, at)
    words = Pane(sheet_of(-20), 6)
    assert words.edge(1)
    assert (words.top, words.at) == (14, -1)
    assert not words.edge(1)
    assert words.edge(-1)
    assert words.top == 0


def test_a_long_post_is_read_line_by_line_and_then_comes_the_next() -> None:
    pane = Pane(sheet_of(8, -1, 3), 5)
    places = []
    for _ in range(7):
        places.append((pane.top, pane.at))
        pane.step(1)
    assert places == [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (7, 1), (7, 1)]


def test_what_changed_on_a_page_does_not_move_what_is_read() -> None:
    sheet = sheet_of(2, 30, 2)
    pane = Pane(sheet, 6)
    pane.choose(1)
    pane.page(1)
    assert (pane.top, pane.at) == (7, 1)
    pane.show(sheet, at=pane.at, top=pane.top)
    assert (pane.top, pane.at) == (7, 1)


# In a visit


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24), (120, 40), (20, 5)])
def test_crisis_help_begins_with_the_number_to_call(house: House, columns: int, rows: int) -> None:
    async def play(at: Drawn) -> None:
        await at.reads("If your life is")
        if rows > 5:
            await at.reads("in danger now, call 999 or 112.")

    sit(house, play, None, "help", columns=columns, rows=rows)


def test_digits_choose_and_two_are_one_number_where_there_are_so_many(house: House) -> None:
    async def play(at: Drawn) -> None:
        for keys, place in [("3", "3 of 12"), ("1", "1 of 12"), ("2", "12 of 12"), ("9", "9 of 12"), ("0", "9 of 12")]:
            at.presses(keys)
            await says(at, place)
        at.presses("\x1b[H")
        await says(at, "1 of 12")
        at.presses("\x1b[F")
        await says(at, "12 of 12")
        assert at.glass.place() == (1, next(y for y, row in enumerate(at.glass.text()) if row.startswith(" ›")))

    sam = houses.member(house, "sam")
    for number in range(12):
        houses.write(house, posts.start, sam, "sleep", f"Night {number}", "No sleep.", now=house.clock.now())
    sit(house, play, sam, "boards/sleep")
