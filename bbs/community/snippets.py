"""Snippets: the few words around what was searched for, as plain text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WORDS: Final = 14
WORDS_BEFORE: Final = 4
LONGEST: Final = 120
"""Characters, for scripts that write without spaces."""


def snippet(text: str, typed: str) -> str:
    """Return words of `text` around the first of the words typed, or its beginning when none of them is in it."""
    words = text.split()
    wanted = set(_parts(typed))
    hit = next((at for at, word in enumerate(words) if wanted.intersection(_parts(word))), 0)
    first = max(0, min(hit - WORDS_BEFORE, len(words) - WORDS))
    shown = " ".join(words[first : first + WORDS])
    before = "... " if first else ""
    after = " ..." if first + WORDS < len(words) or len(shown) > LONGEST else ""
    return before + shown[:LONGEST].rstrip() + after


def _parts(words: str) -> list[str]:
    """Return words as the index compares them (FTS5's unicode61): without capitals, accents and punctuation."""
    split = unicodedata.normalize("NFKD", words.casefold())
    return re.findall(r"\w+", "".join(char for char in split if not unicodedata.combining(char)))
