"""Strips of exactly so many cells, as we count them: Rich counts letters of some scripts otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

from bbs.safe_text import cells, graphemes


def strip_of(segments: Iterable[Segment], width: int, *, start: int = 0) -> Strip:
    """Return a strip of so many cells of segments, from the cell `start` on, filled with blanks.

    Of a character that is cut in two, blanks are left.
    """
    shown, at, end = [], 0, start + width
    for text, style, _ in segments:
        length = cells(text)
        if at < start or at + length > end:
            text = _part(text, start - at, end - at)
        if text:
            shown.append(Segment(text, style))
        at += length
    if (missing := end - max(at, start)) > 0:
        shown.append(Segment(" " * missing))
    return Strip(shown, width)


def _part(text: str, start: int, end: int) -> str:
    """Return what stands in some cells of a text."""
    if text.isascii():
        return text[max(0, start) : max(0, end)]
    kept, at = [], 0
    for grapheme in graphemes(text):
        width = cells(grapheme)
        seen = min(at + width, end) - max(at, start)
        if seen > 0:
            kept.append(grapheme if seen == width else " " * seen)
        at += width
    return "".join(kept)
