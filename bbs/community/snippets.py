"""Snippets: the few words around what was searched for, as plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

WORDS: Final = 14
WORDS_BEFORE: Final = 4
LONGEST: Final = 120
"""Characters, for scripts that write without spaces."""
SIGNS_BEFORE: Final = 20
_QUOTE_MARKS: Final = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
"""Before each line that quotes another post: a voice would read them in vain."""


def snippet(text: str, wanted: Sequence[str]) -> str:
    """Return words of `text` around the first of the words or phrases wanted, or its beginning when it has none."""
    text = _QUOTE_MARKS.sub("", text)
    words = text.split()
    hit = _hit(words, wanted)
    if hit is None and (at := _unspaced_hit(text, wanted)) > LONGEST - SIGNS_BEFORE:
        shown = " ".join(text[at - SIGNS_BEFORE : at - SIGNS_BEFORE + LONGEST].split())
        return f"... {shown} ..." if at - SIGNS_BEFORE + LONGEST < len(text) else f"... {shown}"
    first = max(0, min((hit or 0) - WORDS_BEFORE, len(words) - WORDS))
    shown = " ".join(words[first : first + WORDS])
    before = "... " if first else ""
    after = " ..." if first + WORDS < len(words) or len(shown) > LONGEST else ""
    return before + shown[:LONGEST].rstrip() + after


def _hit(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Return at which word what is wanted begins for the first time."""
    told = [(at, part) for at, word in enumerate(words) for part in _parts(word)]
    parts = [part for _, part in told]
    hits = []
    for phrase in map(_parts, wanted):
        starts = (at for at, part in enumerate(parts) if phrase and part == phrase[0])
        hits += [told[at][0] for at in starts if parts[at : at + len(phrase)] == phrase][:1]
    return min(hits, default=None)


def _unspaced_hit(text: str, wanted: Sequence[str]) -> int:
    """Return where in a text that is written without spaces something wanted begins, -1 for nowhere."""
    folded = text.casefold()
    found = (folded.find(each.casefold()) for each in wanted if each and not each.isascii())
    return min((at for at in found if at >= 0), default=-1)


def _parts(words: str) -> list[str]:
    """Return words as the index compares them (FTS5's unicode61): without capitals, accents and punctuation."""
    split = unicodedata.normalize("NFKD", words.casefold())
    return re.findall(r"\w+", "".join(char for char in split if not unicodedata.combining(char)))
