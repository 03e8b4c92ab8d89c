"""What members type, made safe to keep and to show. A leaf: it imports nothing of ours.

Nothing that draws text protects a terminal: escape sequences, direction marks and piles of accents go straight
through. So text passes `safe_text` (or `safe_line`) on its way into the store and `last_gate` on its way out.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from wcwidth import iter_graphemes, wcswidth, wcwidth

ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"
VIRAMA: Final = 9  # the canonical combining class of every script's virama
MOST_MARKS: Final = 4  # on one base: the most that living languages need, and it keeps NFC linear

_NONCHARACTERS = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 15))

UNSAFE: Final = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but newline, DEL, C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"  # direction marks and other invisible commands
    r"\u00ad\u034f\u180e\u200b\u2028\u2029\ufeff\ufff0-\ufffb"  # zero width; separators that are not newlines
    r"\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters that are drawn as nothing
    r"\ud800-\udfff"  # halves of characters: they cannot be encoded
    r"\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # private use (every font draws its own badge there), noncharacters
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # layout commands of rare scripts
    # Tags hide text (without them the flags of England, Scotland and Wales are a black flag); then private planes.
    r"\U000e0000-\U000e00ff\U000e01f0-\U0010ffff" + _NONCHARACTERS
)
_UNSAFE = re.compile(f"[{UNSAFE}]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Wider than Unicode's Extended_Pictographic, so that NFC never carries a character out of it, or a new emoji waits.
_EMOJI = re.compile(
    "[©®‼⁉™ℹ〰〽㊗㊙\u2190-\u21ff\u231a-\u2328\u232b-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]"
)


def safe_text(text: str) -> str:
    """Return text of several lines as the store keeps it. Idempotent, linear in the length of `text`.

    Gone: every control but newline, direction marks, zero-width and tag characters, halves of characters, private
    use, marks with nothing to sit on or beyond four on one base, spaces at line ends, blank lines at both ends.
    Kept whole: emoji and their sequences, and every script, with the joiners that its spelling needs.
    """
    text = _UNSAFE.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    if not text.isascii():
        # NFC may split one mark in two or reorder marks; a second round leaves nothing for a third.
        text = _composed(_composed(text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def safe_line(text: str) -> str:
    """Return a value of one line (a title, a name) as the store keeps it; any white space becomes one space."""
    return " ".join(safe_text(text).split())


def last_gate(text: str) -> str:
    """Return text that can do nothing to a terminal but be shown: no control but newline, nothing invisible.

    For the last line of code before the terminal. It keeps joiners and marks, which `safe_text` has judged.
    """
    return _UNSAFE.sub("", text)


def graphemes(text: str) -> list[str]:
    """Return the characters as a person sees them, one Backspace each (Unicode Standard Annex 29).

    A vowel sign belongs to its letter, though the annex parts some of Burmese from theirs: alone they have no cells.
    """
    found: list[str] = []
    for one in iter_graphemes(text):
        if found and one >= "\u0300" and unicodedata.category(one[0])[0] == "M":
            found[-1] += one
        else:
            found.append(one)
    return found


def cells(text: str) -> int:
    """Return how many terminal cells a line of text takes; controls take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    # Counted as a whole, what stands behind a joiner would have no cells, though it is joined to nothing.
    return sum(map(_width, graphemes(text) if ZWJ in text else (text,)))


def _width(text: str) -> int:
    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcwidth(char)) for char in text)


def _composed(text: str) -> str:
    """Return text with its marks and joiners judged, in NFC.

    The limit comes before NFC, which sorts the marks of a base in quadratic time: 100,000 of them take 7 s.
    """
    kept: list[str] = []
    base = ""  # what marks sit on; nothing at a line's start and after a space
    marks: list[str] = []
    for char, after in pairwise(text + "\n"):
        if char in (ZWJ, ZWNJ):
            if kept and kept[-1] not in (ZWJ, ZWNJ) and _joins(char, base, marks, after):
                kept.append(char)
        elif char < "\u0300" or unicodedata.category(char)[0] != "M":
            base, marks = "" if char.isspace() else char, []
            kept.append(char)
        elif base and _sits(char, marks):
            marks.append(char)
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _sits(mark: str, marks: list[str]) -> bool:
    """Return whether one more mark may follow those already on its base.

    Vowel signs that take a cell of their own (Burmese uses three, beside three marks) are counted apart.
    """
    if _SELECTORS.match(mark) and any(_SELECTORS.match(other) for other in marks):
        return False
    return sum(_has_a_cell(other) == _has_a_cell(mark) for other in marks) < MOST_MARKS


def _has_a_cell(mark: str) -> bool:
    return unicodedata.category(mark) == "Mc" and not unicodedata.combining(mark)


def _joins(joiner: str, base: str, marks: list[str], after: str) -> bool:
    """Return whether a joiner does something there: between emoji, at a virama, after an Arabic letter.

    Elsewhere it only hides: two words that look the same but are not. After RFC 5892, appendix A, and chapter 12 of
    the Unicode Standard (a joiner may also stand before the virama, as Bengali spells it).
    """
    if joiner == ZWJ and _EMOJI.match(base):
        return bool(_EMOJI.match(after))
    if not base.isalpha():
        return False
    if unicodedata.combining(after) == VIRAMA:
        return True
    if any(unicodedata.combining(mark) == VIRAMA for mark in marks) or unicodedata.bidirectional(base) == "AL":
        return joiner == ZWJ or after.isalpha()
    return False
