"""The terminal that a command was started in, as a Wire: keys come as they are pressed; in the end it is given back."""

from __future__ import annotations

import asyncio
import os
import signal
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bbs.wire import LineCutError

AT_ONCE: Final = 65_536
"""Bytes that are taken at one time."""


class LocalWire:
    """Standard input and output. Use it within `raw`."""

    def __init__(self, keys: int = 0, screen: int = 1) -> None:
        self._keys, self._screen = keys, screen
        self._held = bytearray()
        self._came = asyncio.Event()
        self._is_cut = False

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        columns, rows = os.get_terminal_size(self._screen)
        return columns, rows

    @contextmanager
    def raw(self, resized: Callable[[int, int], None]) -> Iterator[None]:
        """Take keys one by one, tell of another size of the window, and give the terminal back in the end."""
        loop, before = asyncio.get_running_loop(), termios.tcgetattr(self._keys)
        tty.setraw(self._keys)
        loop.add_reader(self._keys, self._take)
        loop.add_signal_handler(signal.SIGWINCH, lambda: resized(*self.size))
        for name in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(name, self.cut)
        try:
            yield
        finally:
            loop.remove_reader(self._keys)
            for name in (signal.SIGWINCH, signal.SIGHUP, signal.SIGTERM):
                loop.remove_signal_handler(name)
            termios.tcsetattr(self._keys, termios.TCSADRAIN, before)

    def _take(self) -> None:
        try:
            data = os.read(self._keys, AT_ONCE)
        except OSError:  # the terminal is gone
            data = b""
        if data:
            self._held += data
        else:
            self.cut()
        self._came.set()

    def cut(self) -> None:
        """End the visit, as where a line is gone: drafts are kept."""
        self._is_cut = True
        self._came.set()

    async def read(self) -> bytes:
        """Return the keys that were pressed. Raises LineCutError once the terminal is gone."""
        while not self._held and not self._is_cut:
            self._came.clear()
            await self._came.wait()
        if data := self.pending():
            return data
        raise LineCutError

    def pending(self) -> bytes:
        """Return what was pressed and not read yet."""
        data = bytes(self._held)
        self._held.clear()
        return data

    def write(self, data: bytes) -> None:
        """Show something; a terminal that is gone is shown nothing."""
        try:
            while data and not self._is_cut:
                data = data[os.write(self._screen, data) :]
        except OSError:
            self.cut()

    def write_error(self, data: bytes) -> None:
        """Show something: a terminal has one stream."""
        self.write(data)

    async def drain(self, most: int | None = None) -> None:
        """Wait for nothing: what was written is shown already."""
