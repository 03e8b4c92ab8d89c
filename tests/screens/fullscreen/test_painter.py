"""The painter on a strict emulator: what is shown, what is sent, and how little."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.fullscreen.painter import Frame, Look, Painter, Row
from tests.screens.fullscreen.frames import CONTROLS, SURE, UNSURE, Step, any_row, expected, rows, steps
from tests.screens.fullscreen.terminals import Terminal

PLAIN, DIM, ACCENT, NIGHT = Look(), Look(dim=True), Look(fg="36", bold=True), Look(fg="37", bg="48;5;17")
ALLOWED = re.compile(
    r"\x1b\[(?:[0-9;]*m|[0-9]*(?:;[0-9]+)?H|[0-9]*[ABCDGLM]|K|J|[0-9]*;?[0-9]*r|\?25[hl])|\x1bM|[\r\n\b]|[^\x00-\x1f\x7f-\x9f]"
)
ROOT = Path(__file__).parents[3]
STATUS = "Sleep and nights, 2 of 6, new"


def line(text: str = "", look: Look = PLAIN) -> Row:
    return ((text, look),) if text else ()


def frame(*texts: str, cursor: tuple[int, int] | None = None, spoken: frozenset[int] = frozenset()) -> Frame:
    return Frame(tuple(map(line, texts)), cursor, spoken)


class Pair:
    """A painter and the terminal that it paints."""

    def __init__(self, columns: int = 80, rows: int = 24, **options: Any) -> None:
        self.size = columns, rows
        self.options = options
        self.painter = Painter(columns, rows, **options)
        self.terminal = Terminal(columns, rows, fills=options.get("fills", True))
        self.terminal.scribble()

    def paint(self, frame: Frame) -> str:
        """Paint a frame; return what was sent."""
        sent = self.painter.paint(frame)
        self.terminal.feed(sent)
        return sent

    def resize(self, columns: int, rows: int) -> None:
        self.size = columns, rows
        self.terminal.resize(rows, columns)
        self.painter.resize(columns, rows)

    def fresh(self) -> Pair:
        """Return a pair of the same kind that has shown nothing yet."""
        return Pair(*self.size, **self.options)

    def fresh_text(self, frame: Frame) -> list[str]:
        """Return what a pair of the same kind shows if it is painted nothing but this frame."""
        fresh = self.fresh()
        fresh.paint(frame)
        return fresh.terminal.text()


def size(text: str) -> int:
    return len(text.encode())


# What is shown


class Visit(NamedTuple):
    """What happens to a terminal: steps to new frames, new sizes, words from elsewhere, another ground."""

    size: tuple[int, int]
    ground: Look
    fills: bool
    first: tuple[Row, ...]
    events: list[Any]

    def frames(self) -> Iterator[tuple[Pair, Frame]]:
        """Play it; generate each frame that was painted."""
        pair = Pair(*self.size, ground=self.ground, fills=self.fills)
        shown = Frame(self.first[: self.size[1]], (0, 0))
        pair.paint(shown)
        yield pair, shown
        for event in self.events:
            if isinstance(event, Step):
                shown = event.after(shown, *pair.size)
                pair.paint(shown)
                yield pair, shown
            elif isinstance(event, Look):
                pair.painter.reground(event)
                pair.options["ground"] = event
            elif event == "forget":
                pair.painter.forget()
                pair.terminal.scribble()
            elif event == "rest":
                pair.painter.rest()
            else:
                pair.resize(*event)


sizes = st.tuples(st.integers(4, 30), st.integers(2, 12))
visits = st.builds(
    Visit,
    sizes,
    st.sampled_from([PLAIN, PLAIN, NIGHT, Look(fg="31"), Look(reverse=True)]),
    st.booleans(),
    st.lists(any_row, min_size=1, max_size=8).map(tuple),
    st.lists(st.one_of(*[steps] * 8, sizes, st.sampled_from(["forget", "rest", NIGHT, PLAIN])), max_size=6),
)


@given(visits)
def test_after_any_frames_the_last_one_is_shown_as_if_it_were_the_first(visit: Visit) -> None:
    """And whatever was sent is known to every terminal."""
    for pair, frame in visit.frames():
        fresh = pair.fresh()
        fresh.paint(frame)
        assert pair.terminal.shown() == fresh.terminal.shown()
        assert pair.terminal.place() == fresh.terminal.place()
        assert pair.paint(frame) == ""
        assert not ALLOWED.sub("", pair.terminal.sent)


@given(st.lists(rows(SURE), max_size=8), st.sampled_from([PLAIN, NIGHT]), st.booleans(), st.integers(2, 30))
def test_a_frame_is_shown_cell_by_cell(drawn: list[Row], ground: Look, fills: bool, columns: int) -> None:
    pair = Pair(columns, 6, ground=ground, fills=fills)
    pair.paint(Frame(tuple(drawn), (1, 1)))
    whole = (drawn + [()] * 6)[:6]
    assert pair.terminal.shown() == [expected(row, columns, ground) for row in whole]
    assert pair.terminal.place() == (1, 1)


@given(st.lists(rows(SURE, UNSURE, CONTROLS), max_size=4))
def test_nothing_that_is_shown_can_command_the_terminal(drawn: list[Row]) -> None:
    sent = Painter(40, 4).paint(Frame(tuple(drawn), None))
    assert not re.search("[\x07\t\x7f-\x9f\u202e\u200b]|2J", sent.replace("[2J", ""))
    assert sent.count("\x1b[J") == 1
    assert not ALLOWED.sub("", sent)


def test_breaks_become_blanks_and_other_controls_nothing() -> None:
    pair = Pair()
    pair.paint(frame("a\tb\nc\x1b[31md\x07e\x9bf\ue000\u3164\U000e0041"))
    assert pair.terminal.text()[0] == "a b c[31mdef"


def test_a_mark_does_not_sit_on_another_run() -> None:
    pair = Pair()
    pair.paint(Frame(((("e", PLAIN), ("\u0301x", DIM)),), None))
    assert pair.terminal.text()[0] == "ex"


def test_the_whole_window_can_be_filled_without_scrolling() -> None:
    pair = Pair(5, 3)
    pair.paint(frame("abcde", "fghij", "klmno", cursor=(4, 2)))
    assert pair.terminal.text() == ["abcde", "fghij", "klmno"]
    assert pair.terminal.place() == (4, 2)
    pair.paint(frame("abcde", "fghij", "klmnX", cursor=(4, 2)))
    pair.paint(frame("abcdY", "Zghij", "klmnX", cursor=(0, 0)))
    assert pair.terminal.text() == ["abcdY", "Zghij", "klmnX"]
    assert pair.terminal.scrolled == 0


def test_a_wide_character_that_does_not_fit_is_a_blank() -> None:
    pair = Pair(5, 2)
    pair.paint(frame("a漢字", "ab漢字"))
    assert pair.terminal.text() == ["a漢字", "ab漢"]


def test_half_of_a_wide_character_does_not_stay() -> None:
    pair = Pair(10, 2)
    for text in ("漢字漢", "a漢字", "漢a字", "  漢", "漢漢", "漢", ""):
        pair.paint(frame(text))
        assert pair.terminal.text()[0] == text


def test_a_way_does_not_lead_through_half_a_wide_character() -> None:
    pair = Pair(10, 2)
    pair.paint(frame("xy", "漢bcdef", cursor=(1, 0)))
    pair.paint(frame("xy", "漢Bcdef", cursor=(1, 0)))
    assert pair.terminal.text() == ["xy", "漢Bcdef"]


def test_a_row_of_unsure_widths_stays_in_its_row_and_other_panes_in_their_columns() -> None:
    family = "👨‍👩‍👧"  # two cells if the terminal knows it, six if it does not, as here
    pair = Pair(20, 3)
    pair.paint(frame(family * 9, family + "      │ preview", "last"))
    assert pair.terminal.look(8, 1).text == "│"
    assert pair.terminal.text()[1].endswith("│ preview")
    assert pair.terminal.text()[2] == "last"
    pair.paint(frame(family * 9, family + "   new│ preview", "last"))
    assert pair.terminal.text()[1].endswith("│ preview")


def test_an_unsure_row_is_erased_and_written_whole() -> None:
    pair = Pair()
    pair.paint(frame("x", "नमस्ते wren, hello there", cursor=(0, 0)))
    assert pair.paint(frame("x", "नमस्ते wren, hello thera", cursor=(0, 0))) == (
        "\n\x1b[Kनमस्ते\x1b[2;5H wren, hello thera\x1b[H"
    )


def test_nothing_stays_of_an_unsure_row() -> None:
    pair = Pair(20, 2)
    for text in ("👨‍👩‍👧", "ab", "👨‍👩‍👧", ""):
        pair.paint(frame(text))
        assert (pair.terminal.text()[0] == text) == text.isascii()


def test_an_unsure_row_has_its_colours_from_the_first_blank_to_the_last() -> None:
    pair = Pair(20, 2)
    pair.paint(Frame(((("  नमस्ते  ", Look(bg="44")),),), None))
    assert [cell.bg for cell in pair.terminal.shown()[0]] == ["blue"] * 8 + ["default"] * 12


def test_what_the_caller_cannot_be_sent_is_a_question_mark_of_the_same_width() -> None:
    pair = Pair(encodable=lambda text: text.encode("latin-1", "ignore") != b"")
    pair.paint(frame("é漢x›"))
    assert pair.terminal.text()[0] == "é? x?"


def test_a_ground_that_the_terminal_does_not_fill_is_written() -> None:
    for fills in (True, False):
        pair = Pair(10, 3, ground=NIGHT, fills=fills)
        pair.paint(frame("one", "two", "three"))
        pair.paint(frame("four", "", "three"))
        assert {cell.bg for row in pair.terminal.shown() for cell in row[5:]} == {"00005f"}
        assert pair.terminal.text() == ["four", "", "three"]


def test_another_ground_is_drawn_everywhere() -> None:
    pair = Pair(10, 3)
    pair.paint(frame("one"))
    pair.painter.reground(NIGHT)
    pair.paint(frame("one"))
    assert pair.terminal.look(9, 2).bg == "00005f"


def test_the_painter_needs_no_toolkit() -> None:
    code = "import sys, screens.fullscreen.painter; print([m for m in ('textual', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_cursor_is_hidden_and_shown_only_when_that_changes() -> None:
    pair = Pair()
    assert pair.paint(frame("one", cursor=(0, 0))).count("\x1b[?25h") == 1
    assert "?25" not in pair.paint(frame("two", cursor=(1, 0)))
    assert pair.paint(frame("two")) == "\x1b[?25l"
    assert "?25" not in pair.paint(frame("three"))
    assert pair.paint(frame("three", cursor=(5, 0))) == "\x1b[?25h"


def test_resting_costs_nothing_but_time() -> None:
    resting, other = Pair(), Pair()
    for pair in (resting, other):
        pair.paint(frame("one two", "three"))
    resting.painter.rest()
    after = frame("one too", "thirty")
    assert resting.paint(after) == other.paint(after)


# What screen readers hear


def test_rows_drawn_new_end_in_cr_lf() -> None:
    pair = Pair(40, 4)
    pair.paint(frame("Boards", "Groups", "Letters", "Journal"))
    sent = pair.paint(frame("Sleep and nights", " Gardening", "Low mood", "Quiet"))
    words = re.sub(r"\x1b\[[0-9;]*[KmHABCD]", "", sent)
    assert words.strip("\r ") == "Sleep and nights\r\n Gardening\r\nLow mood\r\nQuiet"


def test_a_row_drawn_new_ends_before_a_far_one_begins() -> None:
    pair = Pair(40, 12)
    pair.paint(frame("Boards", "", "", "", "", "", "", "", "", "", "old"))
    sent = pair.paint(frame("Groups", "", "", "", "", "", "", "", "", "", "young"))
    assert "Groups\r\n" in sent


def test_a_full_row_drawn_new_ends_in_cr_lf_too() -> None:
    sent = Painter(5, 3).paint(frame("abcde", "fghij", "klmno"))
    assert sent.endswith("abcde\r\nfghij\r\nklmno\x1b[?25l")


def test_a_row_that_begins_with_other_words_ends_before_one_that_is_drawn_in_part() -> None:
    pair = Pair(60, 4)
    pair.paint(frame("Crisis help" + " " * 20 + "sam   ! crisis help", "", "Call 112. The helpers are there."))
    sent = pair.paint(frame("Nothing found" + " " * 18 + "sam   ! crisis help", "", "Call 112. The helpers went home."))
    assert "Nothing found\r\n" in sent


def test_words_far_apart_in_a_new_row_are_not_joined() -> None:
    sent = Painter(80, 3).paint(frame("Letters                 1 unread"))
    assert re.search("Letters \x1b\\[[0-9]*[CG]1 unread", sent)


def test_a_status_line_is_sent_whole_from_its_first_letter() -> None:
    pair = Pair()
    spoken = frozenset({2})
    pair.paint(frame("a", "b", " Sleep and nights, 2 of 6", cursor=(0, 0), spoken=spoken))
    sent = pair.paint(frame("a", "b", " Sleep and nights, 3 of 6", cursor=(0, 0), spoken=spoken))
    assert "Sleep and nights, 3 of 6" in sent
    sent = pair.paint(frame("a", "b", " Sleep and nights, 3 of", cursor=(0, 0), spoken=spoken))
    assert "Sleep and nights, 3 of" in sent
    assert pair.terminal.text()[2] == " Sleep and nights, 3 of"
    sent = pair.paint(frame("a", "b", " Sleep and nights, 3 of   7", cursor=(0, 0), spoken=spoken))
    assert "Sleep and nights, 3 of   7" in sent


def test_a_title_is_sent_in_whole_words_and_what_stands_beside_it_not_again() -> None:
    pair = Pair()
    beside = f"{'somebody here':>30}   ! crisis help"
    pair.paint(frame(f"{'Support groups':15}{beside}", "a", "b"))
    sent = pair.paint(frame(f"{'Sleep group':15}{beside}", "a", "b"))
    assert "Sleep group" in sent, "a reader would say leep"
    assert "crisis" not in sent


def test_other_rows_are_sent_in_part() -> None:
    pair = Pair()
    pair.paint(frame("a", "b", " Sleep and nights, 2 of 6", cursor=(0, 0)))
    assert "S" not in pair.paint(frame("a", "b", " Sleep and nights, 3 of 6", cursor=(0, 0)))


# How little is sent


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
