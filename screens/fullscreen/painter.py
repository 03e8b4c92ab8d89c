"""The painter: from frames to the shortest output that makes a terminal show them.

It keeps what the terminal shows. It never asks the terminal anything, and it trusts it with little: see `Pen`.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import compress, count
from operator import ne, or_
from typing import Final, NamedTuple

from screens.fullscreen.cells import Cells, Loom, Row, Run
from screens.fullscreen.look import PLAIN, Look, blank_of
from screens.fullscreen.pen import Pen
from screens.fullscreen.scrolling import shifts

__all__ = ["Frame", "Look", "Painter", "Row", "Run"]

_ERASE: Final = "\x1b[r\x1b[H\x1b[J"  # a program that crashed may have left margins
_SHOW: Final = "\x1b[?25h"
_HIDE: Final = "\x1b[?25l"
_GAP: Final = " " * 7  # a row that is drawn new leaves out so many blanks: one blank and a move are shorter


class Frame(NamedTuple):
    """What the window must show.

    Rows that are missing are blank, rows that are too long are cut. The cursor is a column and a row; `None` hides it.
    Rows of `spoken` are status lines: when one changes at all it is sent whole, so that a screen reader says it whole.
    """

    rows: tuple[Row, ...]
    cursor: tuple[int, int] | None
    spoken: frozenset[int] = frozenset()


class Painter:
    """Paints one terminal. `fills` tells whether that erases in the colour of the ground.

    `encodable` tells of a grapheme whether the caller's encoding has it; what it has not becomes a question mark.
    """

    def __init__(
        self,
        columns: int,
        rows: int,
        *,
        ground: Look = PLAIN,
        fills: bool = True,
        encodable: Callable[[str], bool] | None = None,
    ) -> None:
        self._fills = fills
        self._encodable = encodable
        self._ground = blank_of(ground)
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Take note of a new window, in which nobody knows what stands."""
        self._columns = columns
        self._height = rows
        self.forget()

    def forget(self) -> None:
        """Take note that something else wrote to the terminal: the next paint draws everything."""
        self._shown: tuple[Row, ...] | None = None
        self._cursor_shown: bool | None = None
        self._pen = Pen(self._columns)
        self._begin()

    def reground(self, ground: Look) -> None:
        """Change the look of blank cells. The next paint draws everything."""
        self._ground = blank_of(ground)
        self._shown = None
        self._begin()

    def rest(self) -> None:
        """Give back memory: nothing is kept but the rows that are shown, which the caller has too."""
        self._cells: dict[int, Cells] = {}  # by the identity of rows that are shown

    def paint(self, frame: Frame) -> str:
        """Return the shortest output that makes the terminal show this frame; nothing if it does already."""
        rows = frame.rows[: self._height]
        rows += ((),) * (self._height - len(rows))
        shown = self._clear(self._pen) if self._shown is None else self._shown
        if rows != shown:
            self._pen.adopt(self._shortest(shown, rows, frame.spoken))
            kept = {id(row) for row in rows}
            self._cells = {key: cells for key, cells in self._cells.items() if key in kept}
            self._shown = rows
        else:
            self._shown = shown
        self._place_cursor(frame.cursor)
        return self._pen.take()

    def _begin(self) -> None:
        self._loom = Loom(self._columns, self._ground, self._encodable)
        self._erases = blank_of(Look(bg=self._ground.bg)) == self._ground and (self._fills or not self._ground.bg)
        self.rest()

    def _of(self, row: Row) -> Cells:
        cells = self._cells.get(id(row))
        if cells is None:
            cells = self._cells[id(row)] = self._loom.cells(row)
        return cells

    def _filled(self, cells: Cells) -> set[int]:
        """Return the columns that differ from blank ground."""
        return set(_changed(self._of(()), cells))

    def _clear(self, pen: Pen) -> tuple[Row, ...]:
        """Erase everything; return the rows that are shown then."""
        blank = self._ground if self._erases else PLAIN
        pen.wear(blank)
        pen.send(_ERASE)
        pen.column = pen.row = 0
        return (((" " * self._columns, blank),) if not self._erases else (),) * self._height

    def _shortest(self, old: tuple[Row, ...], new: tuple[Row, ...], spoken: frozenset[int]) -> Pen:
        """Return the pen that came from the old rows to the new with the fewest bytes."""
        best, least = None, sys.maxsize
        for shift in shifts(old, new, spoken) if self._erases else ():
            pen = self._pen.copy()
            shift.send(pen, self._ground, self._height)
            if self._draw(pen, shift.rows(old), new, spoken, least):
                best, least = pen, pen.cost()
        pen = self._pen.copy()
        if self._draw(pen, old, new, spoken, least) or best is None:
            return pen
        return best

    def _draw(self, pen: Pen, old: tuple[Row, ...], new: tuple[Row, ...], spoken: frozenset[int], limit: int) -> bool:
        """Draw what differs, from top to bottom; give up and return false when it takes `limit` bytes.

        A row that was drawn new ends in CR LF if another is drawn after it: else a reader joins the two.
        """
        ended = True
        for number, (was, now) in enumerate(zip(old, new, strict=True)):
            if was is now or was == now:
                continue
            if not ended:
                pen.end_row()
            ended = not self._draw_row(pen, number, self._of(was), self._of(now), number in spoken)
            if pen.cost() >= limit:
                return False
        return pen.cost() < limit

    def _draw_row(self, pen: Pen, number: int, old: Cells, new: Cells, spoken: bool) -> bool:
        """Draw one row; return whether it was drawn new, or at least as it begins."""
        if old.stretches or new.stretches:
            return self._draw_unsure(pen, number, new)
        changed = _changed(old, new)
        if not changed:
            return False
        if spoken:
            start = min(changed[0], new.first)
            self._draw_spans(pen, number, new, [(start, new.end)] if start < new.end else [], changed)
            return False
        if not _is_new(new, changed):
            runs = _runs(changed, new.end)
            self._draw_spans(pen, number, new, _whole_words(new, runs) if number == 0 else runs, changed)
            return _begins_anew(new, changed)
        self._draw_new(pen, number, new, changed, anew=changed[0] < old.end)
        return True

    def _draw_new(self, pen: Pen, number: int, new: Cells, changed: list[int], *, anew: bool) -> None:
        """Draw a row from its first letter to its last: over what is there, or on a row that is erased before."""
        start = min(changed[0], new.first)
        spans = _without_gaps(new, set(changed), start)
        over = pen.copy()
        self._draw_spans(over, number, new, spans, changed)
        if anew and self._erases and len(on_blank := _without_gaps(new, self._filled(new), start)) > len(spans):
            erased = pen.copy()
            erased.move(start, number, new)
            erased.erase_to_end(self._ground)
            self._draw_spans(erased, number, new, on_blank, [])
            if erased.cost() < over.cost():
                over = erased
        pen.adopt(over)

    def _draw_spans(self, pen: Pen, number: int, new: Cells, spans: list[tuple[int, int]], changed: list[int]) -> None:
        """Write some spans of a row, and blank what changed after the row's end."""
        for start, end in spans:
            pen.move(start, number, new)
            pen.write(new, start, end)
        tail = changed[bisect_left(changed, new.end) :]
        if not tail:
            return
        start, end = new.end if (pen.column, pen.row) == (new.end, number) else tail[0], tail[-1] + 1
        pen.move(start, number, new)
        if self._erases and end - start > len("\x1b[K"):
            pen.erase_to_end(self._ground)
        else:
            pen.write(new, start, end)

    def _draw_unsure(self, pen: Pen, number: int, new: Cells) -> bool:
        """Draw a row of which terminals disagree where its cells are: on blank cells, and finding the place again."""
        pen.move(0, number)
        if self._erases:
            pen.erase_to_end(self._ground)
        else:
            pen.write(self._of(()), 0, self._columns)
        filled = self._filled(new)
        ends = [end for _, end in new.stretches]
        start = min(filled, default=new.end)
        for end in sorted({*ends, new.end}):
            for first, after in _without_gaps(new, filled, start, end):
                pen.move(first, number)
                pen.write(new, first, after)
            if end in ends:
                pen.lose()
            start = end
        return new.first < new.end

    def _place_cursor(self, cursor: tuple[int, int] | None) -> None:
        if cursor:
            column, row = cursor
            self._pen.move(max(0, min(column, self._columns - 1)), max(0, min(row, self._height - 1)))
        if self._cursor_shown is not bool(cursor):
            self._cursor_shown = bool(cursor)
            self._pen.send(_SHOW if cursor else _HIDE)


def _changed(old: Cells, new: Cells) -> list[int]:
    """Return the columns that differ."""
    differ: Iterable[bool] = map(ne, old.texts, new.texts)
    if old.looks != new.looks:
        differ = map(or_, differ, map(ne, old.looks, new.looks))
    return list(compress(count(), differ))


def _is_new(new: Cells, changed: list[int]) -> bool:
    """Return whether more than half of the cells that are not blank changed."""
    filled = len(new.texts) - new.texts.count(" ")
    return 2 * (len(changed) - [new.texts[column] for column in changed].count(" ")) > filled


def _begins_anew(new: Cells, changed: list[int]) -> bool:
    """Return whether a row begins with other words; the marker of what is chosen is none."""
    return changed[0] <= new.first and sum(new.texts[column] != " " for column in changed) > 1


def _runs(changed: list[int], end: int) -> list[tuple[int, int]]:
    """Return the columns before `end` as runs, from-to."""
    runs: list[tuple[int, int]] = []
    for column in changed:
        if column >= end:
            break
        if runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    return runs


def _whole_words(new: Cells, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs as far as their words go: of a title that begins as the one before did, the rest is no word to hear.

    It is for the first row alone: where somebody types, a letter is to be sent and not its word.
    """
    whole: list[tuple[int, int]] = []
    for start, end in runs:
        while start and new.texts[start - 1] != " ":
            start -= 1
        while end < new.end and new.texts[end] != " " and new.texts[end - 1] != " ":
            end += 1
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def _without_gaps(new: Cells, changed: set[int], start: int, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of a row that must be written, leaving out long gaps that are blank already.

    The first blank of a gap is written, so that a screen reader which listens to what is sent hears two words.
    """
    end = new.end if end is None else end
    if start >= end or _GAP not in "".join(new.texts[start:end]):
        return [(start, end)] if start < end else []
    spans: list[tuple[int, int]] = []
    column = start
    while column < end:
        after = column
        while after < end and new.texts[after] == " " and after not in changed:
            after += 1
        if after - column >= len(_GAP):
            spans.append((start, column + 1))
            start = after
        column = after + 1
    if start < end:
        spans.append((start, end))
    return spans
