"""What terminals cannot do, by what they say of themselves."""

from __future__ import annotations

from bbs.arrival import Terminal
from screens.fullscreen.look import Look
from screens.fullscreen.painter import Painter

NO_FILL = ("screen", "vt", "ansi", "linux-m")
"""Beginnings of TERM for terminals that do not erase in the colour of the ground."""


def painter_for(terminal: Terminal, ground: Look) -> Painter:
    """Return a painter for a caller's terminal, on a ground."""
    return Painter(
        terminal.columns,
        terminal.rows,
        ground=ground,
        fills=not terminal.kind.startswith(NO_FILL),
        encodable=None if terminal.utf8 else _in_latin_1,
    )


def _in_latin_1(grapheme: str) -> bool:
    try:
        grapheme.encode("iso-8859-1")
    except UnicodeEncodeError:
        return False
    return True
