"""Phrases that may be said by somebody in crisis, found however they are written. Nothing heard is kept or told.

Only the question "does this sound like it?" is answered here; whoever answers it better one day can take its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from bbs.community.shipped_words import Table

# What stands for a letter: digits and signs people put for it, and Cyrillic letters that look like it.
_STANDS_FOR = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "@": "a"}
    | {"\u0430": "a", "\u0435": "e", "\u0456": "i", "\u043e": "o", "\u0440": "p", "\u0441": "c"}
    | {"\u0443": "y", "\u0445": "x", "\u0455": "s", "\u0131": "i"}
)
_APOSTROPHES: Final = re.compile("['\u2018\u2019\u02bc`\u00b4*]")
_INSIDE: Final = re.compile(r"(?<=[^\W\d_])[!|](?=[^\W\d_])")
_TWICE: Final = re.compile(r"(.)\1+")
_CHANGES_NOTHING: Final = frozenset(
    {"just", "realy", "actualy", "literaly", "simply", "fucking", "fuckin", "so", "very", "and", "or", "not"}
)
"""Words that are passed over, without double letters as all words are compared here."""
_MY_SELF = re.compile(r"\bmy self\b")
_RUN_ON: Final = 8
"""Letters from which a phrase is found in words that run on into each other; shorter ones are parts of others."""


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared: plain letters, none of them twice in a row."""
    split = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    shown = "".join(sign for sign in split if unicodedata.category(sign) not in ("Mn", "Cf"))
    plain = []
    for word in re.split(r"[^\w$@!|]+|_+", _INSIDE.sub("i", shown)):
        letters = word.strip("!|")
        plain.append(letters if letters.isdecimal() else letters.translate(_STANDS_FOR))
    return [_TWICE.sub(r"\1", word) for word in _unspaced(plain) if word]


def _unspaced(words: list[str]) -> list[str]:
    """Put together what was written letter by letter: "s u i c i d e"."""
    joined: list[str] = []
    run: list[str] = []
    for word in [*filter(None, words), ""]:
        if len(word) == 1:
            run.append(word)
            continue
        joined += ["".join(run)] if len(run) > 2 else run
        run = []
        joined.append(word)
    return joined


class CrisisPhrases:
    """A list of phrases to listen for."""

    def __init__(self, phrases: Iterable[str]) -> None:
        told = [_pattern(phrase) for phrase in phrases]
        self._in_order = re.compile("|".join(f" {each} " for each in told))
        solid = [_solid(phrase) for phrase in phrases]
        self._run_on = re.compile("|".join(each for each in solid if len(each) >= _RUN_ON) or "(?!)")

    @classmethod
    def of(cls, table: Table) -> CrisisPhrases:
        """Take the list from a shipped table; raises ValueError when it is not as it should be."""
        phrases = cls(table.texts("phrases"))
        table.done()
        return phrases

    def sounds_like(self, text: str) -> bool:
        """Say whether a text has one of the phrases in it."""
        words = [word for word in _words(text) if word not in _CHANGES_NOTHING]
        said = _MY_SELF.sub("myself", f" {' '.join(words)} ")
        return bool(self._in_order.search(said) or any(map(self._run_on.search, words)))


def _pattern(phrase: str) -> str:
    begins = phrase.endswith("*")
    return re.escape(" ".join(_words(phrase))) + (r"\w*" if begins else "")


def _solid(phrase: str) -> str:
    return re.escape(_TWICE.sub(r"\1", "".join(_words(phrase))))
