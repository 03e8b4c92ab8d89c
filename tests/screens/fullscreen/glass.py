"""What somebody sees whose visit may be drawn: plain lines until a screen is taken, cells on it, lines again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pyte

from tests.screens.fullscreen.terminals import Terminal

TAKEN, GIVEN_BACK = "\x1b[?1049h", "\x1b[?1049l"

_SWITCH: Final = re.compile(f"({re.escape(TAKEN)}|{re.escape(GIVEN_BACK)})")
_BEGUN: Final = re.compile(r"\x1b(?:\[[?0-9]{0,5})?\Z")


class Glass(Terminal):
    """A strict terminal that can also be wiped. What is on it at first is anybody's."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.scribble()

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        if how in (2, 3):
            pyte.Screen.erase_in_display(self, 2)
        else:
            super().erase_in_display(how)

    @property
    def words(self) -> str:
        """All that can be read on it, with single spaces."""
        return " ".join(" ".join(self.text()).split())


class Eye:
    """Sorts what is sent: `lines` are plain, `glass` is what is drawn, None while nothing is."""

    def __init__(self, size: Callable[[], tuple[int, int]]) -> None:
        self._size = size
        self._held = ""
        self.received = ""
        self.lines = ""
        self.glass: Glass | None = None

    def see(self, came: str) -> None:
        """Take what was sent, however it was cut on its way."""
        self.received += came
        came = self._held + came
        begun = _BEGUN.search(came)
        self._held = begun.group() if begun else ""
        for part in _SWITCH.split(came[: len(came) - len(self._held)]):
            self._show(part)

    def _show(self, part: str) -> None:
        if part == TAKEN:
            self.glass, self.lines = Glass(*self._size()), ""
        elif part == GIVEN_BACK:
            self.glass = None
        elif self.glass is not None:
            self.glass.feed(part)
        else:
            self.lines += part
