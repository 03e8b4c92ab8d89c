"""The painter on a strict emulator: what is shown, what is sent, and how little."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from screens.fullscreen.painter import Frame, Look, Painter, Row
from tests.screens.fullscreen.frames import CONTROLS, SURE, UNSURE, Step, any_row, expected, rows, steps
from tests.screens.fullscreen.painting import ALLOWED, DIM, NIGHT, PLAIN, Pair, frame

ROOT = Path(__file__).parents[3]


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
    for pair, drawn in visit.frames():
        fresh = pair.fresh()
        fresh.paint(drawn)
        assert pair.terminal.shown() == fresh.terminal.shown()
        assert pair.terminal.place() == fresh.terminal.place()
        assert pair.paint(drawn) == ""
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
