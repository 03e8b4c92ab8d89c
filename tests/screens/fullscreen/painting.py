"""A painter and a strict emulator side by side, for tests: what is painted, and what is shown of it."""

from __future__ import annotations

import re
from typing import Any

from screens.fullscreen.painter import Frame, Look, Painter, Row
from tests.screens.fullscreen.terminals import Terminal

PLAIN, DIM, ACCENT, NIGHT = Look(), Look(dim=True), Look(fg="36", bold=True), Look(fg="37", bg="48;5;17")
ALLOWED = re.compile(
    r"\x1b\[(?:[0-9;]*m|[0-9]*(?:;[0-9]+)?H|[0-9]*[ABCDGLM]|K|J|[0-9]*;?[0-9]*r|\?25[hl])|\x1bM|[\r\n\b]|[^\x00-\x1f\x7f-\x9f]"
)
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
