"""Strips of exactly so many cells, as we count them: Rich counts letters of some scripts otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

from bbs.safe_text import cells


def strip_of(segments: Iterable[Segment], width: int) -> Strip:
    """Return a strip of segments, filled with blanks to a width. What is too long is cut by Rich's count."""
    filled = list(segments)
    missing = width - sum(cells(segment.text) for segment in filled)
    if missing < 0:
        return Strip(filled).adjust_cell_length(width)
    if missing:
        filled.append(Segment(" " * missing))
    return Strip(filled, width)
