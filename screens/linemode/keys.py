"""From bytes to keys: what a caller pressed, whatever way the bytes were cut on their journey.

Keys are a plain string. Each character is either printable text or one `Key`; no other control is ever in it, and no
escape sequence. A string keeps a flood cheap: one pass of a regular expression, a few bytes a key.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import Final


class Key(StrEnum):
    """The keys that mean something. Each is the control character that terminals send for it, but for paste marks."""

    ENTER = "\n"
    ERASE = "\x7f"
    ERASE_WORD = "\x17"
    ERASE_LINE = "\x15"
    CANCEL = "\x03"
    END = "\x04"
    HELP = "\x07"
    QUIT = "\x11"
    PASTE_BEGIN = "\x0e"  # nobody can type these two: their own characters are ignored
    PASTE_END = "\x0f"


_CONTROLS: Final = {
    "\r": Key.ENTER,
    "\n": Key.ENTER,
    "\b": Key.ERASE,
    "\x7f": Key.ERASE,
    "\x17": Key.ERASE_WORD,
    "\x15": Key.ERASE_LINE,
    "\x03": Key.CANCEL,
    "\x04": Key.END,
    "\x07": Key.HELP,
    "\x11": Key.QUIT,
    "\t": " ",
}
_SEQUENCES: Final = {
    "\x1b[200~": Key.PASTE_BEGIN,
    "\x1b[201~": Key.PASTE_END,
    # F1 of xterm and most others, of older ones, of the Linux console.
    "\x1bOP": Key.HELP,
    "\x1b[11~": Key.HELP,
    "\x1b[[A": Key.HELP,
}

# ECMA-48, section 5.4 and 5.6, with bounds of our own: no keyboard sends longer ones, and nothing here asks a terminal
# anything, so an answer can only be part of a paste. What does not become a whole sequence was typed: only its ESC is
# dropped, so that Escape and then "Please", which begins like a device control string, loses no letter.
_PARAMETERS = "[0-?]{0,64}[ -/]{0,8}"
_STRING = r"[^\x00-\x1f\x7f]{0,1024}"
_WHOLE = (
    r"\x1b(?:"
    r"\[\[[A-E]"  # F1 to F5 of the Linux console
    rf"|\[{_PARAMETERS}[@-~]"  # CSI
    r"|O[0-9;]{0,8}[@-~]"  # SS3
    rf"|\]{_STRING}(?:\x07|\x1b\\)"  # OSC
    rf"|[PX^_]{_STRING}\x1b\\"  # DCS, SOS, PM, APC
    r"|[^\x00-\x1f\x7f\[O\]PX^_]"  # Alt and a key
    r")?"
)
_INTRODUCERS: Final = "[O]PX^_"
_TOKEN = re.compile(rf"{_WHOLE}|\r[\n\x00]?|[\x00-\x1f\x7f-\x9f]")
_UNFINISHED = re.compile(rf"\x1b(?:\[\[|\[{_PARAMETERS}|O[0-9;]{{0,8}}|[\]PX^_]{_STRING}\x1b?)?\Z")


class Keys:
    """Decodes one caller's bytes. Holds at most one unfinished character and one unfinished sequence."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._unfinished = ""
        self._after_return = False
        self._after_escape = False

    def feed(self, data: bytes) -> str:
        """Return the keys that `data` completes.

        An Escape key and the first byte of a sequence are the same byte. Without a timer the next read tells: if it
        cannot go on as a sequence the key was Escape, which does nothing, and the next letter is kept.
        """
        text = self._decoder.decode(data)
        if not text:
            return ""
        if self._after_return and text[0] in "\n\x00":
            text = text[1:]
        self._after_return = text.endswith("\r")
        if self._after_escape and self._unfinished == "\x1b" and text and text[0] not in _INTRODUCERS:
            self._unfinished = ""
        self._after_escape = data.endswith(b"\x1b")
        text = self._unfinished + text
        unfinished = _UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        self._unfinished = text[end:]
        return _TOKEN.sub(_key, text[:end])


def _key(token: re.Match[str]) -> str:
    found = token.group()
    if found[0] == "\x1b":
        return _SEQUENCES.get(found, "")
    return _CONTROLS.get(found[0], "")
