"""The window of somebody whose visit may be drawn: plain lines until a screen is taken, cells on it, lines again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pexpect
import pyte

from tests.harbour import Caller, plain
from tests.screens.fullscreen.terminals import Terminal

TAKEN, GIVEN_BACK = "\x1b[?1049h", "\x1b[?1049l"
CLEARS: Final = "\x1b[H\x1b[2J\x1b[3J"
"""Home, the screen, what can be scrolled back to (xterm, ctlseqs)."""
SECONDS = 15.0
"""How long somebody waits for what they expect."""
REST = 0.05
"""A frame is one packet: what came with the words that were waited for is here by then."""

_SWITCH = re.compile(f"({re.escape(TAKEN)}|{re.escape(GIVEN_BACK)})")
_BEGUN = re.compile(r"\x1b(?:\[[?0-9]{0,5})?\Z")


class Glass(Terminal):
    """A strict terminal that can also be wiped, and knows what was asked of it beside drawing."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.scribble()

    def erase_in_display(self, how: int = 0, *args: object, **kwargs: object) -> None:
        if how in (2, 3):
            pyte.Screen.erase_in_display(self, 2)
        else:
            super().erase_in_display(how)

    @property
    def words(self) -> str:
        """All that can be read on it, with single spaces."""
        return " ".join(" ".join(self.text()).split())


class Window:
    """What a caller's program sends, as it is seen: `lines` said since the last look, and `glass` while it is drawn."""

    def __init__(self, line: Caller) -> None:
        self.line = line
        self.lines = ""
        self.received = ""
        self.glass: Glass | None = None
        self._held = ""

    @property
    def is_drawn(self) -> bool:
        """Whether the screen is taken."""
        return self.glass is not None

    @property
    def drawn(self) -> Glass:
        """What is drawn."""
        assert self.glass is not None, f"nothing is drawn: {self.lines!r}"
        return self.glass

    def take(self, seconds: float) -> bool:
        """Show what comes next; False when nothing came in so many seconds, or the line has ended."""
        try:
            came = self.line.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.received += came
        came = self._held + came
        begun = _BEGUN.search(came)
        self._held = begun.group() if begun else ""
        for part in _SWITCH.split(came[: len(came) - len(self._held)]):
            self._show(part)
        return True

    def _show(self, part: str) -> None:
        if part == TAKEN:
            rows, columns = self.line.child.getwinsize()
            self.glass, self.lines = Glass(columns, rows), ""
        elif part == GIVEN_BACK:
            self.glass = None
        elif self.glass is not None:
            self.glass.feed(part)
        else:
            self.lines += part

    def resize(self, columns: int, rows: int) -> None:
        """Have another size; nobody knows where a terminal leaves what stood there."""
        if self.glass:
            self.glass.resize(rows, columns)
        self.line.child.setwinsize(rows, columns)

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Read until something is so, and everything that came with it is shown."""
        while not is_so():
            if not self.take(SECONDS):
                raise AssertionError(f"waited for {what}; there is:\n{self}")
        while self.take(REST):
            pass

    def ends(self) -> None:
        """Read until the line has ended."""
        while self.take(SECONDS):
            pass
        assert not self.line.child.isalive(), f"it did not end; there is:\n{self}"
        self.line.child.close()

    def __str__(self) -> str:
        return "\n".join(self.glass.text()) if self.glass else plain(self.lines)
