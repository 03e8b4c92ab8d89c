"""A terminal to paint on: pyte, made as strict and as exact as what people have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import pyte
from pyte.screens import Char, Margins

from bbs.safe_text import cells


class Shown(NamedTuple):
    """One cell as a person sees it. Of a blank, the colour and weight of the text that is not there do not count."""

    text: str
    fg: str
    bg: str
    attributes: tuple[bool, ...]  # bold, dim, italic, underline, reverse, strike


class Misused(AssertionError):
    """Something was sent that terminals do not agree about."""


LEFT_OVER = Char("#", fg="red", underscore=True)
"""What a crashed program left in a cell."""


class Terminal(pyte.Screen):
    """An emulator with automatic wrap.

    Corrections to pyte: erasing and scrolling fill with the colour of the ground (only if `fills`) and with no other
    attribute; resetting the margins homes the cursor; a mark after the last column does not wrap; half of a wide
    character does not outlive the other half; dim is known (as pyte's blink, which nothing here sends); after a new
    size anything may be shown.

    Stricter than any terminal: after the last column only what works the same everywhere may come, and nothing may
    wrap or scroll but within margins or on purpose. While `is_dragged`, frames for a size that is over may still
    come, and what does not fit is lost.
    """

    def __init__(self, columns: int, rows: int, *, fills: bool = True) -> None:
        self.fills = fills
        self.scrolled = 0
        self.sent = ""
        self._read: list[str] | None = None
        self.is_dragged = False
        super().__init__(columns, rows)
        self._stream = pyte.Stream(self)

    def feed(self, text: str) -> None:
        """Show what was sent."""
        self.sent += text
        self._read = None
        self._stream.feed(text)

    def text(self) -> list[str]:
        """Return what stands in each row, blanks at the end left out: read once for each time that something came."""
        if self._read is None:
            rows, blank = range(self.lines), self.default_char
            cells = ([self.buffer[y].get(x, blank).data for x in range(self.columns)] for y in rows)
            self._read = ["".join(row).rstrip() for row in cells]
        return self._read

    def shown(self) -> list[list[Shown]]:
        """Return every cell of every row."""
        return [[_shown(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    def look(self, column: int, row: int) -> Shown:
        """Return one cell."""
        return _shown(self.buffer[row][column])

    def place(self) -> tuple[int, int] | None:
        """Return where the cursor is, if it is to be seen."""
        return None if self.cursor.hidden else (self.cursor.x, self.cursor.y)

    def scribble(self) -> None:
        """Leave the terminal as a crashed program may: text everywhere, colours, margins, no cursor."""
        self._read = None
        for row in range(self.lines):
            self.buffer[row].update(dict.fromkeys(range(self.columns), LEFT_OVER))
        self.cursor.attrs = Char(" ", bg="blue", bold=True, reverse=True)
        self.cursor.x, self.cursor.y, self.cursor.hidden = self.columns, self.lines - 1, True
        self.margins = Margins(1, self.lines - 2) if self.lines > 3 else None

    # What pyte does otherwise

    def draw(self, data: str) -> None:
        if data.isascii() and data.isprintable() and self.cursor.x + len(data) <= self.columns:
            self._draw_plain(data)
            return
        for char in data:
            width = cells(char)
            if width and self.cursor.x + width > self.columns:
                if self.is_dragged:
                    continue
                raise Misused(f"{char!r} wraps from row {self.cursor.y}")
            if width:
                self._break_in_two(self.cursor.x)
                self._break_in_two(self.cursor.x + width)
                super().draw(char)
            elif unicodedata.combining(char):
                self._combine(char)

    def _draw_plain(self, data: str) -> None:
        """Do what is done below for all there is, at once: most of what is drawn is this."""
        line, x, attrs = self.buffer[self.cursor.y], self.cursor.x, self.cursor.attrs
        self._break_in_two(x)
        self._break_in_two(x + len(data))
        line.update((n, _cell(attrs, char)) for n, char in enumerate(data, start=x))
        self.cursor.x += len(data)

    def _combine(self, mark: str) -> None:
        line, column = self.buffer[self.cursor.y], self.cursor.x - 1
        while not line[column].data:
            column -= 1
        line[column] = line[column]._replace(data=unicodedata.normalize("NFC", line[column].data + mark))

    def _break_in_two(self, column: int) -> None:
        """Blank a wide character that stands on both sides of a column's left edge."""
        line = self.buffer[self.cursor.y]
        if column < self.columns and not line[column].data:
            line[column - 1] = line[column - 1]._replace(data=" ")
            line[column] = line[column]._replace(data=" ")

    def _blank(self) -> Char:
        return Char(" ", bg=self.cursor.attrs.bg if self.fills else "default")

    def _fill(self, row: int, first: int = 0) -> None:
        self.buffer[row].update(dict.fromkeys(range(first, self.columns), self._blank()))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        assert how == 0
        self._settled()
        if self.cursor.attrs.reverse or self.cursor.attrs.underscore or self.cursor.attrs.strikethrough:
            raise Misused("erasing while lines or reverse are on")
        self._break_in_two(self.cursor.x)
        self._fill(self.cursor.y, self.cursor.x)

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        self.erase_in_line(how)
        for row in range(self.cursor.y + 1, self.lines):
            self._fill(row)

    def index(self) -> None:
        self._settled()
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == bottom:
            self._move_rows(top, bottom, 1)
        else:
            self.cursor_down()

    def reverse_index(self) -> None:
        self._settled()
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == top:
            self._move_rows(top, bottom, -1)
        else:
            self.cursor_up()

    def insert_lines(self, count: int | None = None) -> None:
        assert self.margins is None
        self._move_rows(self.cursor.y, self.lines - 1, -(count or 1))
        self.cursor.x = 0

    def delete_lines(self, count: int | None = None) -> None:
        assert self.margins is None
        self._move_rows(self.cursor.y, self.lines - 1, count or 1)
        self.cursor.x = 0

    def _move_rows(self, top: int, bottom: int, up: int) -> None:
        self.scrolled += 1
        band = [self.buffer[row].copy() for row in range(top, bottom + 1)]
        for row in range(top, bottom + 1):
            self.buffer[row].clear()
            if top <= row + up <= bottom:
                self.buffer[row].update(band[row + up - top])
            else:
                self._fill(row)

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        self.margins = None
        first, last = (top or 1) - 1, (bottom or self.lines) - 1
        if not 0 <= first < last < self.lines:
            raise Misused(f"margins {top} {bottom}")
        if (first, last) != (0, self.lines - 1):
            self.margins = Margins(first, last)
        self.cursor.x = self.cursor.y = 0

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        self.lines, self.columns = lines or self.lines, columns or self.columns
        self.scribble()

    def select_graphic_rendition(self, *attrs: int, **kwargs: Any) -> None:
        swapped, rest = [], list(attrs)
        while rest:
            if rest[0] in (38, 48):
                length = 3 if rest[1] == 5 else 5
                swapped += rest[:length]
                del rest[:length]
            else:
                swapped += {2: [5], 22: [22, 25]}.get(rest[0], rest[:1])
                del rest[0]
        super().select_graphic_rendition(*swapped)

    # What only works from a known column

    def _settled(self) -> None:
        if self.cursor.x >= self.columns:
            raise Misused("from after the last column")

    def backspace(self) -> None:
        self._settled()
        super().backspace()

    def cursor_up(self, count: int | None = None) -> None:
        self._settled()
        super().cursor_up(count)

    def cursor_down(self, count: int | None = None) -> None:
        self._settled()
        super().cursor_down(count)

    def cursor_back(self, count: int | None = None) -> None:
        self._settled()
        super().cursor_back(count)

    def cursor_forward(self, count: int | None = None) -> None:
        self._settled()
        super().cursor_forward(count)


@lru_cache(4096)
def _cell(attrs: Char, char: str) -> Char:
    cell: Char = attrs._replace(data=char)
    return cell


def _shown(char: Char) -> Shown:
    lines = (char.underscore, char.reverse, char.strikethrough)
    if char.data == " " and not any(lines):
        return Shown(" ", "", char.bg, ())
    attributes = (char.bold, char.blink, char.italics, *lines)
    return Shown(char.data, char.fg, char.bg, attributes)
