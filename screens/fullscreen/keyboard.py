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
"""Characters of one paste that are looked at; what follows up to its end is counted by nobody."""
KEYS_AT_ONCE: Final = 64
"""Keys of one packet that are passed on where no text is being written: more is a paste that lost its marks."""

# ECMA-48, sections 5.4 and 5.6, bounded; what does not end in time was no sequence.
_UNFINISHED = re.compile(r"\x1b(?:\[\[?[0-?]{0,32}[ -/]{0,4}|O)?\Z")
_TOKEN = re.compile(r"\x1b(?:\[\[?[0-?]{0,32}[ -/]{0,4}[@-~]|O[@-~]|[^\x1b\[O])|\x1b|[^\x00-\x1f\x7f]+|[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A key: one control character, one escape sequence, or the letters that came together."""

    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What stood between paste marks."""

    text: str


class Keyboard:
    """Decodes one caller's bytes, whatever way they were cut on their journey."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._held = ""
        self._pasting: list[str] | None = None
        self._room = 0

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

    def feed(self, data: bytes) -> list[Typed | Pasted]:
        """Return what `data` completes."""
        text = self._held + self._decoder.decode(data)
        self._held = ""
        came: list[Typed | Pasted] = []
        while text:
            if self._pasting is not None:
                text = self._paste(text, came)
                continue
            before, mark, text = text.partition(PASTE_BEGIN)
            if not mark and (unfinished := _UNFINISHED.search(before)):
                before, self._held = before[: unfinished.start()], unfinished.group()
            came.extend(Typed(token) for token in _TOKEN.findall(before))
            if mark:
                self._pasting, self._room = [], PASTE_MOST
        return came

    def _paste(self, text: str, came: list[Typed | Pasted]) -> str:
        """Take a part of a paste; return what comes after its end mark."""
        assert self._pasting is not None  # noqa: S101 - only called while pasting
        part, mark, after = text.partition(PASTE_END)
        if not mark:
            kept = next((n for n in range(len(PASTE_END) - 1, 0, -1) if part.endswith(PASTE_END[:n])), 0)
            part, self._held = part[: len(part) - kept], part[len(part) - kept :]
        self._pasting.append(part[: self._room])
        self._room -= len(self._pasting[-1])
        if mark:
            came.append(Pasted("".join(self._pasting).replace("\r\n", "\n").replace("\r", "\n")))
            self._pasting = None
        return after
