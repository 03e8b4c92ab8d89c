"""The window of somebody who calls with OpenSSH: what its program sends, as it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pexpect

from tests.harbour import Caller, plain
from tests.screens.fullscreen.glass import GIVEN_BACK, TAKEN, Eye, Glass

__all__ = ["CLEARS", "GIVEN_BACK", "TAKEN", "Glass", "Window"]

CLEARS: Final = "\x1b[H\x1b[2J\x1b[3J"
"""Home, the screen, what can be scrolled back to (xterm, ctlseqs)."""
SECONDS = 30.0
"""How long somebody waits for what they expect."""
REST = 0.03
"""A frame is one packet: what came with the words that were waited for is here by then."""


class Window(Eye):
    """Reads from a pseudo-terminal, no longer than somebody would wait."""

    def __init__(self, line: Caller) -> None:
        super().__init__(self._columns_and_rows)
        self.line = line

    def _columns_and_rows(self) -> tuple[int, int]:
        rows, columns = self.line.child.getwinsize()
        return columns, rows

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
            self.see(self.line.child.read_nonblocking(65536, timeout=seconds))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        return True

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
