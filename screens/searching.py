"""What a search asks, on whatever page one is, and where what it finds is shown."""

from __future__ import annotations

from typing import Final

from bbs.language import N_
from bbs.safe_text import safe_line
from screens.view import Field

LONGEST: Final = 200
HELP: Final = N_(
    'Every word has to occur. "Words like these" stand side by side. Also: OR, -word, by:sam, after:yesterday.'
)


def words_field() -> Field:
    """Return the one question of a search."""
    return Field("words", N_("Search for"), help=HELP, limit=LONGEST, results="search/{words}")


def found_at(typed: str) -> str:
    """Return the address of what some words find; without words, of where a search begins."""
    words = safe_line(typed).strip("/ ")
    return f"search/{words}" if words else "search"
