"""Lines written one after the other for a width: prose, and rows of two columns. Nothing here knows what a block is.

A line leaves its first three cells free: the marker of the selection stands in the second. Nothing is cut that
somebody must read: what does not fit in a row goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.style import Style

from bbs.language import N_, Language
from bbs.safe_text import cells
from screens.fullscreen.cells import most_cells
from screens.fullscreen.palette import NEW, PLAIN, STRONG
from screens.rows import rows_of
from screens.view import Art, Field, Item, Post

MARGIN, INDENT = 1, 3
"""Cells before prose, and before what can be chosen."""
MEASURE = 76
"""Cells of a line of prose: longer ones are hard to read."""
GAP = 3
"""Cells between two columns."""

Span = tuple[str, Style]
Line = tuple[Span, ...]
BLANK: Line = ()


class Target(NamedTuple):
    """Something that can be chosen: where it stands, what the status line calls it, and what it is.

    `first` and `last` are line numbers of the sheet; `says` comes after its place ("new").
    """

    first: int
    last: int
    label: str
    says: str
    what: Item | Post | Field | str


@dataclass
class Sheet:
    """Lines, and targets in their order. `picture` is the number of the first line of one that may move, and itself."""

    lines: list[Line] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    picture: tuple[int, Art] | None = None


class Writer:
    """Writes lines and targets to a sheet. `stands_out` has what is new meet the eye."""

    def __init__(self, width: int, say: Language) -> None:
        self.sheet = Sheet()
        self.width = width
        self.say = say
        self.stands_out = False

    def line(self, *spans: Span) -> None:
        """Write a line; without spans a blank one."""
        self.sheet.lines.append(tuple(span for span in spans if span[0]))

    def lines(self, spans: Iterable[Span]) -> None:
        """Write lines of one span each."""
        for span in spans:
            self.line(span)

    def wrapped(self, words: str, style: Style, indent: int = MARGIN, further: int | None = None) -> None:
        """Write words in as many rows as they take; all but the first begin at `further`."""
        further = indent if further is None else further
        for text in _rows(words, self.room(indent), further - indent):
            self.line((" " * indent + text, style))

    def room(self, indent: int) -> int:
        """Return the cells of a row that begins there."""
        return max(10, min(MEASURE, self.width - indent - 1))

    def target(self, first: int, label: str, says: str, what: Item | Post | Field | str) -> None:
        """Have what was written from a line on be chosen as one thing."""
        self.sheet.targets.append(Target(first, len(self.sheet.lines) - 1, label, says, what))

    def column(self, labels: Sequence[str]) -> int:
        """Return where the second column begins: after the widest label that leaves half of the window."""
        half = self.width // 2 - INDENT
        return INDENT + max((width for label in labels if (width := most_cells(label)) <= half), default=0) + GAP

    def wide_column(self, labels: Sequence[str]) -> int:
        """Return where the second column begins behind the widest label of all: for details that are short."""
        return INDENT + max(map(most_cells, labels), default=0) + GAP

    def row(self, label: str, detail: str, column: int, style: Style, beside: Style, tag: str = "") -> None:
        """Add a label with its detail beside it, or below where there is no room, and a tag at the right edge."""
        if not detail or not self.fits(label, detail, column, tag):
            self._high(label, style, tag, is_named=not detail)
            for text in _rows(detail, self.width - INDENT - 3, 0) if detail else ():
                self.line((" " * (INDENT + 2), PLAIN), *self._beside(text, beside))
            return
        pad = " " * (column - INDENT - cells(label))
        spans = ((" " * INDENT + label + pad, style), *self._beside(detail, beside))
        self.line(*spans, *self._tag(column + cells(detail), tag))

    def fits(self, label: str, detail: str, column: int, tag: str = "") -> bool:
        """Say whether a detail has room beside its label, in the column where all of them begin."""
        room = self.width - column - 1 - (cells(tag) + GAP if tag else 0)
        return not detail or (most_cells(label) <= column - INDENT - GAP + 1 and most_cells(detail) <= room)

    def _high(self, label: str, style: Style, tag: str, *, is_named: bool) -> None:
        """Add a label in as many rows as it takes. `is_named` has its first sentence, which is a name, meet the eye."""
        texts = _rows(label, self.width - INDENT - 1 - (cells(tag) + GAP if tag else 0), 2)
        name, stop, rest = texts[0].partition(". ")
        lead = (" " * INDENT + name + stop, STRONG if stop and is_named else style)
        self.line(lead, (rest, style), *self._tag(INDENT + cells(texts[0]), tag))
        self.lines((" " * INDENT + text, style) for text in texts[1:])

    def _beside(self, detail: str, style: Style) -> Iterator[Span]:
        """Divide a detail so that what is new in it meets the eye."""
        new = self.say(N_("new"))
        for n, part in enumerate(detail.split(", ")):
            yield ", " if n else "", style
            yield part, NEW if self.stands_out and new in words_of(part) else style

    def _tag(self, used: int, tag: str) -> tuple[Span, ...]:
        edge = min(self.width, MEASURE + INDENT) - 1
        return ((" " * max(1, edge - used - cells(tag)) + tag, NEW),) if tag else ()


def words_of(text: str) -> list[str]:
    """Return the words of a text, without what stands between them."""
    return re.findall(r"\w+", text)


def _rows(words: str, room: int, further: int) -> list[str]:
    """Break words into rows; all but the first are indented by `further` cells."""
    return rows_of(words, max(10, room), " " * further, most_cells)
