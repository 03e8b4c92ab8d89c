"""The painter counts bytes: how little is sent for what changed."""

from __future__ import annotations

import pytest

from screens.fullscreen.painter import Frame, Look, Painter, Row
from tests.screens.fullscreen.painting import ACCENT, DIM, NIGHT, PLAIN, STATUS, Pair, frame, line, size


def test_nothing_is_sent_when_nothing_changed() -> None:
    pair = Pair()
    pair.paint(frame("one", "two", cursor=(1, 1)))
    assert pair.paint(frame("one", "two", "", cursor=(1, 1))) == ""


def listing(selected: int, marker: Look = PLAIN) -> Frame:
    items = ["Four a.m. again", "Sleep and nights", "Melatonin or not", "Rain sounds", "Anybody up", "Tapering"]
    drawn: list[Row] = [((" Boards".ljust(60), ACCENT), ("! crisis help", PLAIN)), ()]
    for number, item in enumerate(items):
        drawn.append(((" › " if number == selected else "   ", marker), (item.ljust(24), PLAIN), ("wren", DIM)))
    drawn += [()] * 14 + [line(f" {STATUS}, {selected}"), line(" Enter read   p post   ? keys   Esc back", DIM)]
    return Frame(tuple(drawn), (1, 2 + selected), frozenset({22}))


@pytest.mark.parametrize("marker", [PLAIN, ACCENT])
@pytest.mark.parametrize("there", [2, 0])
def test_a_move_of_the_selection_takes_80_bytes(marker: Look, there: int) -> None:
    pair = Pair()
    pair.paint(listing(3))
    pair.paint(listing(1, marker))
    sent = pair.paint(listing(there, marker))
    assert len(STATUS) + 3 >= 30
    assert f"{STATUS}, {there}" in sent
    assert size(sent) <= 80
    assert pair.terminal.place() == (1, 2 + there)


def typed(text: str, look: Look = PLAIN) -> Frame:
    return Frame(((("Title", ACCENT),), (("> ", DIM), (text, look)), (), line("draft kept", DIM)), (2 + len(text), 1))


@pytest.mark.parametrize("look", [PLAIN, Look(fg="32")])
def test_a_typed_letter_takes_one_byte_and_an_erased_one_three(look: Look) -> None:
    pair = Pair()
    pair.paint(typed("hell", look))
    assert size(pair.paint(typed("hello", look))) <= 12
    assert pair.paint(typed("hello,", look)) == ","
    assert pair.paint(typed("hello", look)) == "\b \b"
    assert size(pair.paint(typed("hello ", look))) <= 3
    assert pair.terminal.place() == (8, 1)


def page(first: int, title: str = "Title") -> Frame:
    texts = [f"{number}: she wrote {number * 7919 % 1000} words about the night" for number in range(first, first + 20)]
    drawn = [line(title, ACCENT), line(), *map(line, texts), line(f"{first} of 90"), line("keys", DIM)]
    return Frame(tuple(drawn), (0, 22), frozenset({22}))


@pytest.mark.parametrize(("before", "after", "row"), [(10, 11, 21), (11, 10, 2)])
def test_a_scrolled_row_takes_its_text_and_65_bytes(before: int, after: int, row: int) -> None:
    pair = Pair()
    pair.paint(page(before))
    sent = pair.paint(page(after))
    new = page(after).rows[row][0][0]
    assert size(sent) <= size(new) + 65
    assert pair.terminal.scrolled
    assert pair.terminal.text()[:2] == ["Title", ""]
    assert pair.terminal.text()[2:22] == [page(after).rows[number][0][0] for number in range(2, 22)]
    assert pair.terminal.text()[22:] == [f"{after} of 90", "keys"]


@pytest.mark.parametrize("by", [2, 5, 8])
def test_several_rows_are_scrolled_both_ways(by: int) -> None:
    pair = Pair()
    pair.paint(page(10))
    for first in (10 + by, 10):
        before, sent = pair.terminal.scrolled, pair.paint(page(first))
        assert pair.terminal.scrolled > before
        assert size(sent) <= by * size(page(10).rows[2][0][0]) + 2 * by + 65
        assert pair.terminal.text() == pair.fresh_text(page(first))


def listed(first: int, selected: int) -> Frame:
    texts = [f"item {number} and some words {number * 7919 % 1000}" for number in range(first, first + 12)]
    marked = [("› " if number == selected else "  ") + text for number, text in enumerate(texts)]
    return frame("Title", *marked, "", "status", cursor=(0, 1 + selected))


@pytest.mark.parametrize(("before", "after", "selected"), [(0, 1, 11), (1, 0, 0)])
def test_a_list_that_scrolls_under_its_marker_is_scrolled(before: int, after: int, selected: int) -> None:
    pair = Pair()
    pair.paint(listed(before, selected))
    sent = pair.paint(listed(after, selected))
    assert pair.terminal.scrolled
    assert size(sent) <= 55  # the new row has 32
    assert pair.terminal.text() == pair.fresh_text(listed(after, selected))


def test_rows_that_scroll_in_have_the_ground_s_colour() -> None:
    bar = line("keys".ljust(40), Look(bg="44"))
    pair = Pair(40, 12)
    texts = [f"row {number} of many {number * 7919 % 1000}" for number in range(12)]
    pair.paint(Frame((*map(line, texts[:11]), bar), None))
    pair.paint(Frame((*map(line, texts[1:11]), line("new"), bar), None))
    assert pair.terminal.scrolled
    assert {cell.bg for row in pair.terminal.shown()[:11] for cell in row} == {"default"}


def test_a_ground_that_is_not_filled_is_not_scrolled() -> None:
    pair = Pair(ground=NIGHT, fills=False)
    pair.paint(page(10))
    pair.paint(page(11))
    assert not pair.terminal.scrolled


def test_a_status_line_is_never_scrolled_but_what_is_above_it() -> None:
    pair = Pair(40, 12)
    texts = [f"row {number} of many {number * 7919 % 1000}" for number in range(13)]
    spoken = frozenset({9})
    pair.paint(frame(*texts[:12], spoken=spoken))
    assert texts[10] in pair.paint(frame(*texts[1:], spoken=spoken))
    assert pair.terminal.text() == texts[1:]
    assert pair.terminal.scrolled


def test_the_first_screen_takes_little_more_than_its_text() -> None:
    items = [
        ("Boards", "6 boards, 3 with new posts", "new"),
        ("Letters", "1 unread", "new"),
        ("Journal", "only you", ""),
    ]
    drawn: list[Row] = [((" Quiet Harbour".ljust(56), ACCENT), ("sam     ", PLAIN), ("! crisis help", ACCENT)), ()]
    drawn += [line(" Good evening, sam."), line(" Anxiety circle today at 19:00. Ash asked to write to you."), ()]
    for number in range(9):
        name, words, new = items[number % 3]
        drawn.append(
            ((" › " if not number else "   ", PLAIN), (name.ljust(25), PLAIN), (words.ljust(47), DIM), (new, PLAIN))
        )
    drawn += [()] * 8 + [
        line(" Boards, 1 of 9"),
        line(" Enter open   n next new   c check in   / search   ? keys", DIM),
    ]
    text = "\n".join("".join(text for text, _ in row).rstrip() for row in drawn)
    assert len(drawn) == 24
    assert size(Painter(80, 24).paint(Frame(tuple(drawn), (1, 5)))) <= 1.15 * len(text)
