"""The terminal's pen: where it stands, how it writes, and the cheapest way to where it must write next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Self

from screens.fullscreen.cells import Cells
from screens.fullscreen.look import Look, blank_of, change

_REWRITTEN: Final = 6  # no move takes more bytes than `ESC [ 1 2 3 C`, so no longer stretch is worth rewriting


class Pen:
    """Knows the state of the terminal, and collects what is sent to it.

    `row` and `column` are `None` where they are not known: after the last column terminals differ about where the
    cursor is, and after some graphemes too.
    """

    __slots__ = ("_sent", "column", "columns", "look", "row")

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.column: int | None = None
        self.row: int | None = None
        self.look: Look | None = None
        self._sent: list[str] = []

    def copy(self) -> Self:
        """Return a pen that stands where this one does, with nothing sent."""
        copy = type(self)(self.columns)
        copy.column, copy.row, copy.look = self.column, self.row, self.look
        return copy

    def adopt(self, other: Pen) -> None:
        """Send what another pen has sent, and stand where it does."""
        self._sent += other._sent
        self.column, self.row, self.look = other.column, other.row, other.look

    def cost(self) -> int:
        """Return how many bytes were sent."""
        return len("".join(self._sent).encode())

    def take(self) -> str:
        """Return what was sent since this was last asked."""
        sent = "".join(self._sent)
        self._sent.clear()
        return sent

    def send(self, text: str) -> None:
        """Send what neither moves the pen nor changes its look."""
        self._sent.append(text)

    def lose(self) -> None:
        """Note that nobody knows where the pen is."""
        self.column = self.row = None

    def fits(self, blank: Look) -> bool:
        """Return whether a blank of such a look can be written or erased as things are."""
        return self.look is not None and blank_of(self.look) == blank

    def wear(self, look: Look) -> None:
        """Write in this look from now on."""
        if look is not self.look:
            self._sent.append(change(self.look, look))
            self.look = look

    def wear_blank(self, blank: Look) -> None:
        """Write blanks of such a look from now on; what they do not show stays as it is, if that is cheaper."""
        if not self.fits(blank):
            self.wear(self._for_blank(blank))

    def write(self, cells: Cells, start: int, end: int) -> None:
        """Write some cells of a row, where the pen stands."""
        texts, looks = cells.texts, cells.looks
        while start < end:
            if texts[start] == " ":
                self._wear_for_blanks(cells, start, end)
                look = self.look or looks[start]
            else:
                look = looks[start]
                self.wear(look)
            blank = blank_of(look)
            after = start + 1
            while after < end and (looks[after] is look or (texts[after] == " " and looks[after] == blank)):
                after += 1
            self._sent.append("".join(texts[start:after]))
            start = after
        self.column = end if end < self.columns else None

    def erase_to_end(self, ground: Look) -> None:
        """Erase the row from the pen on, in the ground's look."""
        self.wear_blank(ground)
        self._sent.append("\x1b[K")

    def end_row(self) -> None:
        """Go to the start of the next row in a way that screen readers take for the end of a line."""
        self._sent.append("\r\n")
        self.column = 0
        if self.row is not None:
            self.row += 1

    def move(self, column: int, row: int, cells: Cells | None = None) -> None:
        """Go somewhere in the window. `cells` are those that the row shows already, left of there, if it is sure."""
        if (self.column, self.row) == (column, row):
            return
        ways = [_position(column, row)]
        if self.row is not None:
            ways += self._ways(column, row - self.row, cells)
        self._sent.append(min(ways, key=_bytes))
        self.column, self.row = column, row

    def _for_blank(self, blank: Look) -> Look:
        if self.look is None:
            return blank
        kept = self.look._replace(bg=blank.bg, underline=False, reverse=False, strike=False)
        if blank_of(kept) != blank or len(change(self.look, blank)) <= len(change(self.look, kept)):
            return blank
        return kept

    def _wear_for_blanks(self, cells: Cells, start: int, end: int) -> None:
        """Wear what suits the blanks at `start`; the look of the text after them, if that does."""
        blank = cells.looks[start]
        if self.fits(blank):
            return
        for text, look in zip(cells.texts[start:end], cells.looks[start:end], strict=True):
            if text != " ":
                if blank_of(look) == blank:
                    self.wear(look)
                    return
                break
        self.wear_blank(blank)

    def _ways(self, column: int, down: int, cells: Cells | None) -> Iterator[str]:
        """Generate ways that start from where the pen stands."""
        vertical = min("\n" * down, _by("B", down), key=len) if down >= 0 else _by("A", -down)
        if not down:
            yield f"\x1b[{column + 1}G"
        if self.column is not None:
            for across in self._across(self.column, column, cells):
                yield vertical + across
        for across in self._across(0, column, cells):
            yield "\r" + vertical + across

    def _across(self, start: int, end: int, cells: Cells | None) -> Iterator[str]:
        if start >= end:
            yield min("\b" * (start - end), _by("D", start - end), key=len)
            return
        yield _by("C", end - start)
        if cells and end - start <= _REWRITTEN and self._can_rewrite(cells, start, end):
            yield "".join(cells.texts[start:end])

    def _can_rewrite(self, cells: Cells, start: int, end: int) -> bool:
        if self.look is None or "" in cells.texts[start : end + 1]:
            return False
        blank = blank_of(self.look)
        return all(
            look == self.look or (text == " " and look == blank)
            for text, look in zip(cells.texts[start:end], cells.looks[start:end], strict=True)
        )


def _position(column: int, row: int) -> str:
    if column:
        return f"\x1b[{row + 1 if row else ''};{column + 1}H"
    return f"\x1b[{row + 1 if row else ''}H"


def _by(direction: str, steps: int) -> str:
    if steps:
        return f"\x1b[{steps if steps > 1 else ''}{direction}"
    return ""


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
