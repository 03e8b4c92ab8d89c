"""Frames to paint: random ones, and ones that follow from another as frames of a real session do."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from bbs.safe_text import cells, graphemes
from screens.fullscreen.painter import Frame, Look, Row
from tests.screens.fullscreen.terminals import Shown

COLOURS = {"": "default", "31": "red", "36": "cyan", "37": "white", "38;5;110": "87afd7", "38;2;1;2;3": "010203"}
GROUNDS = {"": "default", "41": "red", "44": "blue", "48;5;17": "00005f"}
SURE = ["a", "b", "x", "Z", "é", "ж", "│", "›", "漢", "字", "한", "😀", "e\u0301", " ", " ", "  ", "word", "          "]
UNSURE = ["👨‍👩‍👧", "🇫🇷", "👍🏽", "☺\ufe0f", "ا", "ש", "क्ष", "नि", "🪿", "❤", "a\u0301\u0302", "ခြေ"]
CONTROLS = ["\x1b[2J", "\n", "\t", "\r", "\x07", "\x9b5A", "\u202e", "\x7f", "\u200b", "\u0301"]

flags = st.booleans()
looks = st.one_of(
    st.sampled_from([Look(), Look(dim=True), Look(fg="36", bold=True), Look(bg="44"), Look(reverse=True)]),
    st.builds(
        Look, st.sampled_from(list(COLOURS)), st.sampled_from(list(GROUNDS)), flags, flags, flags, flags, flags, flags
    ),
)


def rows(*alphabets: list[str], longest: int = 8) -> st.SearchStrategy[Row]:
    """Return a strategy of rows, some of which are longer than a window."""
    letters = [letter for alphabet in alphabets for letter in alphabet]
    text = st.lists(st.sampled_from(letters), min_size=1, max_size=longest).map("".join)
    return st.lists(st.tuples(text, looks), max_size=2).map(tuple)


any_row = st.one_of(rows(SURE), rows(SURE), rows(SURE, UNSURE), rows(SURE, UNSURE, CONTROLS))


class Step(NamedTuple):
    """What leads from one frame to the next. Numbers are taken modulo what there is."""

    change: str
    at: int
    by: int
    up: bool
    fresh: tuple[Row, ...]
    cursor: tuple[int, int] | None
    spoken: frozenset[int]

    def after(self, before: Frame, columns: int, height: int) -> Frame:
        """Return a frame that follows another: something moved, was typed, or is all new."""
        new = list(before.rows[:height])
        new += [()] * (height - len(new))
        at = self.at % height
        if self.change == "page":
            new = [self.fresh[(at + number) % 3] for number in range(self.at)]
        elif self.change == "row":
            new[at] = self.fresh[0]
        elif self.change == "letter":
            new[at] += self.fresh[0][:1]
        elif self.change == "marker":
            for number in (at, (at + self.by) % height):
                marker = "  " if new[number] and new[number][0][0] == "› " else "› "
                new[number] = ((marker, Look()), *new[number][1:])
        elif self.change == "scroll":
            top, bottom = self.at % 3, height - self.at % 2
            fresh, band = list(self.fresh[: self.by]), new[top:bottom]
            new[top:bottom] = band[self.by :] + fresh if self.up else fresh + band[: -self.by]
        cursor = self.cursor and (self.cursor[0] % (columns + 1), self.cursor[1] % (height + 1))
        return Frame(tuple(new), cursor, frozenset(number % height for number in self.spoken))


row_triples = st.tuples(any_row, any_row, any_row)
cursors = st.none() | st.tuples(st.integers(0, 40), st.integers(0, 14))
steps = st.builds(
    Step,
    st.sampled_from(["scroll"] * 4 + ["row", "row", "letter", "marker", "marker", "page", "nothing"]),
    st.integers(0, 11),
    st.integers(1, 2),
    flags,
    row_triples,
    cursors,
    st.frozensets(st.integers(0, 11), max_size=2),
)


def expected(row: Row, columns: int, ground: Look) -> list[Shown]:
    """Return the cells of a row of which every terminal knows the widths, worked out in the plainest way."""
    found: list[Shown] = []
    for text, look in row:
        for grapheme in graphemes(text):
            width = cells(grapheme)
            if len(found) + width <= columns:
                found += [_seen(grapheme, look), *[_seen("", look)] * (width - 1)]
            else:
                found += [_seen(" ", look)] * (columns - len(found))
    return found + [_seen(" ", ground)] * (columns - len(found))


def _seen(text: str, look: Look) -> Shown:
    fg, bg = COLOURS[look.fg], GROUNDS[look.bg]
    attributes = (look.bold, look.dim, look.italic, look.underline, look.reverse, look.strike)
    if text == " " and not any(attributes[3:]):
        return Shown(" ", "", bg, ())
    return Shown("é" if text == "e\u0301" else text, fg, bg, attributes)
