"""Typing at the line discipline: a wire from a script, a real emulator, and one line or all of them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Any

import pyte

from bbs.safe_text import cells
from screens.linemode.tty import EndOfInput, Line, Tty

PROMPT = "Name: "
INTRODUCERS = b"[O]PX^_"
SEQUENCES = [
    b"\x1b[A",
    b"\x1b[1;5C",
    b"\x1b[3~",
    b"\x1b[?62;c",
    b"\x1b[1 q",
    b"\x1b[[B",
    b"\x1bOA",
    b"\x1bO5R",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    "\x1b]0;títle\x1b\\".encode(),
    b"\x1bP1$r0m\x1b\\",
    b"\x1b_Ga=q;AAAA\x1b\\",
    b"\x1b\x1b[A",
    b"\x1b[200~",
    b"\x1b[201~",
]


class ScriptedWire:
    """Hands out what a caller sends, read by read, and keeps what is sent to them."""

    def __init__(self, reads: Iterable[bytes]) -> None:
        self.reads = iter(reads)
        self.behind = deque[bytes]()  # what has arrived already
        self.writes: list[bytes] = []
        self.read_count = 0

    @property
    def sent(self) -> bytes:
        return b"".join(self.writes)

    async def read(self) -> bytes:
        self.read_count += 1
        return self.pending() or next(self.reads, b"")

    def write(self, data: bytes) -> None:
        self.writes.append(data)

    def write_error(self, data: bytes) -> None:
        self.write(data)

    async def drain(self, most: int | None = None) -> None:
        return

    def pending(self) -> bytes:
        return self.behind.popleft() if self.behind else b""


class Terminal(pyte.Screen):
    """pyte, but a wide character that does not fit in the row goes to the next one, as in xterm."""

    def draw(self, data: str) -> None:
        for char in data:
            if cells(char) == 2 and self.cursor.x == self.columns - 1:
                self.cursor.x = self.columns
            super().draw(char)

    def row(self) -> str:
        """Return what stands in the cursor's row."""
        return "".join(self.buffer[self.cursor.y][x].data for x in range(self.columns)).rstrip()


def terminal(sent: bytes, columns: int = 80) -> Terminal:
    screen = Terminal(columns, 24)
    pyte.ByteStream(screen).feed(sent)
    return screen


def made(*reads: bytes, terminal: bool = True, **options: Any) -> tuple[Tty, ScriptedWire]:
    wire = ScriptedWire(reads)
    return Tty(wire, terminal=terminal, **options), wire


def asked(*reads: bytes, terminal: bool = True, columns: int = 80, **options: Any) -> tuple[Line, bytes]:
    """Ask for one line; return it and what was sent."""
    tty, wire = made(*reads, terminal=terminal, columns=columns)
    line = asyncio.run(tty.line(PROMPT, **options))
    return line, wire.sent


def all_lines(reads: Iterable[bytes], *, terminal: bool = True, columns: int = 80, **options: Any) -> Any:
    """Ask until the input ends; return the lines, what was left of the last one, and what was sent."""
    wire = ScriptedWire(reads)
    tty = Tty(wire, terminal=terminal, columns=columns)

    async def ask() -> tuple[list[Line], str]:
        lines: list[Line] = []
        try:
            while True:
                lines.append(await tty.line(PROMPT, **options))
        except EndOfInput as end:
            return lines, end.typed

    return *asyncio.run(ask()), wire.sent
