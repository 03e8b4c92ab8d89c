"""Keys that came before they were asked for, and the lines among them that wait for consent."""

from __future__ import annotations

import re
from typing import Final

from screens.linemode.keys import Key

HELD_MOST: Final = 65_536  # characters of one burst that are kept until the caller says yes or no
_URGENT: Final = (Key.QUIT, Key.HELP, Key.CANCEL)  # never wait for consent, and end a paste whose end mark was lost
_MARKS = re.compile(f"[{Key.PASTE_BEGIN}{Key.PASTE_END}{''.join(_URGENT)}]")
_RUN = re.compile(r"[^\x00-\x1f\x7f]+|.", re.DOTALL)


class TypedAhead:
    """The keys of the last burst in order, and behind them the lines that are held.

    Taking a line costs its own length, however much is left.
    """

    def __init__(self) -> None:
        self.in_paste = False  # a paste mark came and the mark of its end did not yet
        self._keys = ""
        self._at = 0  # keys before this place were taken
        self._agreed = 0  # lines before this place have consent
        self._held = ""

    def put(self, keys: str, most: int | None = None) -> None:
        """Add keys that came; beyond `most` characters in all they are dropped."""
        marks = _MARKS.findall(keys)
        if marks:
            self.in_paste = marks[-1] == Key.PASTE_BEGIN
        keys = keys.replace(Key.PASTE_BEGIN, "").replace(Key.PASTE_END, "")
        rest = self._keys[self._at :] + keys
        self._agreed = max(0, self._agreed - self._at)
        self._keys, self._at = rest[:most], 0

    def take(self) -> str:
        """Return the next key, or all the text up to the next that is no text; "" when nothing is left."""
        run = _RUN.match(self._keys, self._at)
        if run is None:
            return ""
        self._at = run.end()
        return run.group()

    @property
    def has_line(self) -> bool:
        """Whether a whole line can be taken, or is held."""
        return bool(self._held) or self._keys.find(Key.ENTER, self._at) >= 0

    @property
    def loose_lines(self) -> int:
        """How many whole lines came that were neither agreed to nor set aside."""
        return self._keys.count(Key.ENTER, max(self._at, self._agreed))

    @property
    def waiting(self) -> int:
        """How many whole lines wait for consent."""
        return self._held.count(Key.ENTER) + self.loose_lines

    def set_aside(self, *, agreed_too: bool = False) -> None:
        """Hold what came until it is released or dropped; less than one line is not worth a question and is dropped.

        Quick exit, help and cancel stay: they are what somebody presses who needs them at once.
        """
        start = self._at if agreed_too else max(self._at, self._agreed)
        burst = self._keys[start:]
        self._keys = self._keys[:start] + "".join(key for key in _URGENT if key in burst)
        self._agreed = min(self._agreed, start)
        self._held = (self._held + burst)[:HELD_MOST]
        if Key.ENTER not in self._held:
            self._held = ""

    def release(self, lines: int | None = None, *, agreed: bool = True) -> None:
        """Put held lines in front again; `lines` of them (default: all) have consent if `agreed`, the rest waits on."""
        held = self._held
        if not held:
            return
        end = len(held)
        if lines is not None:
            end = sum(len(line) for line in held.splitlines(keepends=True)[:lines])
        self._keys, self._at = held[:end] + self._keys[self._at :], 0
        self._agreed = end if agreed else 0
        self._held = held[end:]

    def drop(self) -> None:
        """Forget what is held."""
        self._held = ""
