"""Words broken into rows, as both modes show them, in a time that is linear in their length: everybody waits for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bbs.safe_text import cells, graphemes

_SPACE: Final = r"[^\S\u00a0\u2007\u202f]"  # but no-break spaces
_ADDRESS: Final = rf"(?<!\S)(?:(?!{_SPACE}).)*?://(?:(?!{_SPACE}).)+"  # is not broken at its hyphens
_PIECES: Final = re.compile(
    rf"{_SPACE}+|{_ADDRESS}|(?:(?!{_SPACE}).)*?[^\W\d]-(?=[^\W\d])|(?:(?!{_SPACE}).)+", re.DOTALL
)


def rows_of(words: str, room: int, indent: str = "", measure: Callable[[str], int] = cells) -> list[str]:
    """Break words between them and after hyphens, into rows of so many cells; a word that is longer, anywhere.

    What follows the first row is indented, within its room. There is always one row.
    """
    if len(words) <= room and words.isascii() and words.isprintable():  # as nearly everything is: a cell a letter
        return [words.rstrip()]
    rows, used = [""], 0
    for piece in _PIECES.findall(words):
        width = measure(piece)
        if used + width <= room:
            rows[-1] += piece
            used += width
        elif piece.isspace():
            used = room
        elif len(indent) + width <= room:
            rows.append(indent + piece)
            used = len(indent) + width
        else:
            for grapheme in graphemes(piece):
                width = measure(grapheme)
                if used + width > room:
                    rows.append(indent)
                    used = len(indent)
                rows[-1] += grapheme
                used += width
    return [row.rstrip() for row in rows]
