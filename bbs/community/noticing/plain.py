"""Words as they are compared: plain letters however somebody wrote them, and where in the text each of them stands.

Seen through: case, accents, look-alike letters of other scripts, signs and digits put for letters, doubled letters,
letters written apart, words run together, the likely slips of the fingers, and pictures that stand for a thing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

Span = tuple[int, int]
"""A part of a text, from one character up to another."""
END: Final = "."
"""Stands among the words where a sentence ends."""

# What stands for a letter: digits and signs people put for it, and Cyrillic and Greek letters that look like it.
_STANDS_FOR: Final = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "$": "s", "@": "a"}
    | {"\u0430": "a", "\u0435": "e", "\u0456": "i", "\u043e": "o", "\u0440": "p", "\u0441": "c"}
    | {"\u0443": "y", "\u0445": "x", "\u0455": "s", "\u0131": "i", "\u043a": "k", "\u0442": "t", "\u043c": "m"}
    | {"\u03b1": "a", "\u03b5": "e", "\u03b9": "i", "\u03bf": "o", "\u03c1": "p", "\u03c5": "u", "\u03ba": "k"}
    | {"!": "i", "|": "i"}
)
_SOUNDS: Final = {"2": "to", "4": "for", "u": "you", "r": "are", "b": "be", "n": "and"}
"""Letters and digits that stand for the word they sound like."""
_PICTURES: Final = {"\U0001f48a": "pills", "\U0001f52a": "knife", "\U0001f52b": "gun"}
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u0300-\u036f\ufe00-\ufe0f"
_WITHIN: Final = rf"[\w$@'\u2018\u2019\u02bc\u00b4`*{_INVISIBLE}]*"
_TOKEN: Final = re.compile(
    rf"(?P<word>[\w$@]{_WITHIN}(?:[!|](?=[^\W\d_]){_WITHIN})*)"
    r"|(?P<end>[.!?;\u2026]+(?=[\s\"'\u201d\u00bb)]|$)|\n\s*\n)"
    r"|(?P<quote>[\"\u201c\u201d\u201e\u00ab\u00bb])"
    r"|(?P<picture>[\U0001f48a\U0001f52a\U0001f52b])"
)
_SILENT: Final = re.compile(rf"['\u2018\u2019\u02bc\u00b4`*_{_INVISIBLE}]")
_HELD: Final = re.compile(r"([^\W\d_])\1{2,}")
"""A letter that somebody held down: two of them are left to be, "nose" is not "noose"."""
_HELD_FROM: Final = 2
_NUMBER: Final = re.compile(r"\d+(?:mg|g|kg|ml|l|km|cm|mm|m|am|pm|h|hrs?|mins?|x|st|nd|rd|th|yo|yrs?|lbs?)?")
_LEADING: Final = re.compile(r"([24])(?=[^\W\d_]{2})")
_APART: Final = 3
"""Letters written apart from which they are one word."""
_RUN_ON: Final = 8
"""Letters from which phrases are looked for in words that run on into each other."""
_MOST: Final = 40
"""Letters of a word that are looked at."""


class Plain(NamedTuple):
    """A text as it is compared: its words, and the part of the text that each stands for.

    `joined` has a space before and after each word; `starts` is where each begins in it. `quoted` are the stretches of
    words (first, after the last) that stand between quotation marks.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    joined: str
    starts: tuple[int, ...]
    quoted: tuple[tuple[int, int], ...]


def plain_word(raw: str) -> str:
    """Return one word as it is compared."""
    word = raw.lower()
    if not (word.isascii() and word.isalpha()):
        word = _plain_letters(word)
    return _HELD.sub(r"\1", word) if len(word) > _HELD_FROM else word


def _plain_letters(word: str) -> str:
    shown = _SILENT.sub("", unicodedata.normalize("NFKD", _SILENT.sub("", word.casefold())))
    word = shown.translate(_STANDS_FOR) if not any(sign.isdigit() for sign in shown) else _digits(shown)
    return "".join(sign for sign in word if sign.isalnum())


def _digits(word: str) -> str:
    """See through digits that stand for letters or sounds; numbers and amounts stay numbers."""
    if _NUMBER.fullmatch(word):
        return word
    word = _LEADING.sub(lambda digit: _SOUNDS[digit[1]], word, count=1) if word[0] in "24" else word
    return word.translate(_STANDS_FOR)


class Reader:
    """Reads texts into plain words, with what it was told of slips, words that run on and words to pass over."""

    def __init__(
        self,
        *,
        slips: Iterable[str] = (),
        known: Iterable[str] = (),
        run_on: Iterable[str] = (),
        passed_over: Iterable[str] = (),
        in_full: Mapping[str, str] | None = None,
    ) -> None:
        """Take what is to be seen through: `slips` are words whose misspellings are, unless these are `known` words.

        `in_full` are short forms and what they stand for ("dont": "do not").
        """
        self._passed_over = frozenset(map(plain_word, passed_over))
        self._full = {
            plain_word(short): tuple(map(plain_word, full.split())) for short, full in (in_full or {}).items()
        }
        known_words = {*map(plain_word, known), *self._full}
        self._slips = _slips_of(map(plain_word, slips), frozenset(known_words))
        self._other = frozenset({*self._slips, *self._passed_over, *self._full})
        """Words that are not compared as they are."""
        self._solid: Mapping[str, tuple[str, ...]] = {
            _HELD.sub(r"\1", "".join(words)): words
            for words in (tuple(map(plain_word, phrase.split())) for phrase in run_on)
        }
        self._run_on = re.compile("|".join(sorted(map(re.escape, self._solid), key=len, reverse=True)) or "(?!)")
        plain = (word for word in known_words if word.isascii() and word.isalpha() and len(word) > 1)
        self._ready = {word: self._parts(plain_word(word)) for word in plain}
        """What known words come to, so that they are not looked at letter by letter each time: no member's are kept."""

    def read(self, text: str) -> Plain:
        """Return a text as it is compared."""
        words, spans = [END], [(0, 0)]
        quotes: list[int] = []
        letters: list[tuple[str, Span]] = []
        ready = self._ready
        for found in _TOKEN.finditer(text):
            kind, raw, span = found.lastgroup, found[0], found.span()
            parts: tuple[str, ...] = ()
            if kind == "word":
                known = ready.get(raw) or ready.get(raw.lower())
                word = plain_word(raw[:_MOST]) if known is None else raw
                if len(word) == 1 and len(raw) <= 2:
                    letters.append((word, span))
                    continue
                parts = self._parts(word) if known is None else known
            if letters:
                self._together(letters, words, spans)
                letters = []
            if kind == "end":
                parts, span = (END,), (span[0], span[0])
            elif kind == "picture":
                parts = (plain_word(_PICTURES[raw]),)
            elif kind == "quote":
                quotes.append(len(words))
            for part in parts:
                words.append(part)
                spans.append(span)
        self._together(letters, words, spans)
        words.append(END)
        spans.append((len(text), len(text)))
        starts = tuple(accumulate((len(word) + 1 for word in words[:-1]), initial=1))
        quoted = tuple(zip(quotes[::2], quotes[1::2], strict=False))
        return Plain(tuple(words), tuple(spans), f" {' '.join(words)} ", starts, quoted)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the words that one comes to: itself, what it is a slip of, what it is short for, or none."""
        if word and len(word) < _RUN_ON and word not in self._other:
            return (word,)
        word = self._slips.get(word, word)
        if word in self._passed_over or not word:
            return ()
        if len(word) >= _RUN_ON and (solid := self._run_on.search(word)):
            before, after = word[: solid.start()], word[solid.end() :]
            return (*filter(None, [before]), *self._solid[solid[0]], *filter(None, [after]))
        return self._full.get(word, (word,))

    def _together(self, letters: list[tuple[str, Span]], words: list[str], spans: list[Span]) -> None:
        """Put together what was written letter by letter; wider gaps stand between its words."""
        runs = [[one] for one in letters]
        if len(letters) >= _APART:
            gaps = [after[0] - before[1] for (_, before), (_, after) in pairwise(letters)]
            runs, narrowest = [[letters[0]]], min(gaps)
            for gap, letter in zip(gaps, letters[1:], strict=True):
                if gap > narrowest:
                    runs.append([])
                runs[-1].append(letter)
        for run in runs:
            solid = "".join(letter for letter, _ in run)
            solid = _HELD.sub(r"\1", solid) if len(letters) >= _APART else _SOUNDS.get(solid, solid)
            for part in self._parts(solid):
                words.append(part)
                spans.append((run[0][1][0], run[-1][1][1]))


def _slips_of(words: Iterable[str], known: frozenset[str]) -> dict[str, str]:
    """Return what fingers make of words: a letter left out after the first, struck twice, or two changed about."""
    slips: dict[str, str] = {}
    words = list(words)
    never = known | frozenset(words)
    for word in words:
        made = {word[:at] + word[at + 1 :] for at in range(1, len(word))} if len(word) > 3 else set()
        made |= {word[: at + 1] + word[at:] for at in range(len(word))}
        made |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
        for slip in made:
            if len(slip) > 2 and slip not in never:
                slips.setdefault(slip, word)
    return slips
