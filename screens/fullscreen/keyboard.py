"""From bytes to what was typed and what was pasted, bounded before any widget sees it.

Textual's parser knows the keys of many terminals, but it keeps a paste whole however long it is, and makes an event of
every letter. So pastes are taken out here, and letters that came in one packet stay together.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

PASTE_BEGIN: Final = "\x1b[200~"
PASTE_END: Final = "\x1b[201~"
PASTE_MOST: Final = 262_144
"""Characters of one paste that are kept; what follows up to its end is only counted."""
PARTS_MOST: Final = 1024
"""Parts in which a paste is held: it may come letter by letter."""

# ECMA-48, sections 5.4 and 5.6, bounded; what does not end in time was no sequence.
_UNFINISHED = re.compile(r"\x1b(?:\[\[?[0-?]{0,32}[ -/]{0,4}|O)?\Z")
_UNFINISHED_MARK = re.compile(r"\x1b(?:\[(?:2(?:0[01]?)?)?)?\Z")
_MARKS = re.compile(r"(\x1b\[20[01]~)")
_TOKEN = re.compile(r"\x1b(?:\[\[?[0-?]{0,32}[ -/]{0,4}[@-~]|O[@-~]|[^\x1b\[O])|\x1b|[^\x00-\x1f\x7f]+|[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A key: one control character, one escape sequence, or the letters that came together."""

    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What stood between paste marks, and how many characters of it were not kept."""

    text: str
    lost: int = 0


class Keyboard:
    """Decodes one caller's bytes, whatever way they were cut on their journey."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._held = ""
        self._pasting: list[str] | None = None
        self._pasted = self._lost = 0

    @property
    def may_be_escape(self) -> bool:
        """Whether an ESC came with nothing behind it yet: the key, unless more follows soon."""
        return self._held == "\x1b" and self._pasting is None

    def take_escape(self) -> bool:
        """Take a lone ESC for the key; False when something followed it meanwhile."""
        if not self.may_be_escape:
            return False
        self._held = ""
        return True

    @property
    def is_pasting(self) -> bool:
        """Whether a paste has begun and its end did not come yet."""
        return self._pasting is not None

    def feed(self, data: bytes) -> list[Typed | Pasted]:
        """Return what `data` completes."""
        came: list[Typed | Pasted] = []
        *pieces, last = _MARKS.split(self._held + self._decoder.decode(data))
        for piece in pieces:
            if piece == PASTE_BEGIN:
                self._pasting = self._pasting or []
            elif piece != PASTE_END:
                self._take(piece, came)
            elif self._pasting is not None:
                came.append(self.end_paste())
        unfinished = (_UNFINISHED if self._pasting is None else _UNFINISHED_MARK).search(last)
        self._held = unfinished.group() if unfinished else ""
        self._take(last[: len(last) - len(self._held)], came)
        return came

    def _take(self, text: str, came: list[Typed | Pasted]) -> None:
        """Take text without marks: keys, or a part of a paste."""
        if self._pasting is None:
            came.extend(map(Typed, _TOKEN.findall(text)))
        elif text:
            kept = text[: PASTE_MOST - self._pasted]
            self._pasting.append(kept)
            self._pasted += len(kept)
            self._lost += len(text) - len(kept)
            if len(self._pasting) > PARTS_MOST:
                self._pasting = ["".join(self._pasting)]

    def end_paste(self) -> Pasted:
        """Take what came of a paste for all of it. Where its end mark is lost, keys would be lost in it too."""
        text = "".join(self._pasting or ()).replace("\r\n", "\n").replace("\r", "\n")
        pasted = Pasted(text, self._lost)
        self._pasting, self._pasted, self._lost = None, 0, 0
        return pasted
