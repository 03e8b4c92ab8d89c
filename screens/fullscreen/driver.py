"""Textual's way to one caller's terminal: keys in from the wire, frames out to it, and nothing of the server's own.

Never a LinuxDriver, which takes the server's terminal and its signals. What Textual itself would send (queries, titles,
bells, its own frames) is dropped here: a screen reader reads queries aloud, and frames are the painter's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Literal, TextIO

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

from bbs.safe_text import last_gate
from bbs.session import Terminal
from bbs.wire import Wire
from screens.fullscreen.keyboard import Keyboard, Pasted, Typed

ENTER = "\x1b[?1049h\x1b[?2004h"
"""The alternate screen, and marks around what is pasted."""
LEAVE = "\x1b[m\x1b[r\x1b[?2004l\x1b[?25h\x1b[?1049l"
MOUSE_ON, MOUSE_OFF = "\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""The screen and what can be scrolled back to: for a quick exit."""
ESCAPE_SECONDS = 0.1
"""A lone ESC is the Escape key when nothing followed it for so long."""


class WireDriver(Driver):
    """A driver bound to a wire instead of a terminal of ours. `is_drawing` until the caller's screen is given back."""

    def __init__(
        self, app: Any, *, wire: Wire, terminal: Terminal, limit: Callable[[], int], mouse: bool = False, **_: Any
    ) -> None:
        super().__init__(app, mouse=mouse, size=(terminal.columns, terminal.rows))
        self._wire = wire
        self._encoding = "utf-8" if terminal.utf8 else "iso-8859-1"
        self._keyboard = Keyboard(self._encoding)
        self._parser = XTermParser()
        self._limit = limit
        self._ticking: asyncio.TimerHandle | None = None
        self.is_drawing = False
        self.cut = 0
        """How many characters of what was pasted last were left out."""

    # Out

    def write(self, data: str) -> None:
        """Drop what Textual would send by itself."""

    def send(self, data: str) -> None:
        """Send a frame, while the screen is ours."""
        if data and self.is_drawing:
            self._wire.write(data.encode(self._encoding, "replace"))

    def start_application_mode(self) -> None:
        """Take the caller's screen."""
        self.is_drawing = True
        self.send(ENTER + (MOUSE_ON if self._mouse else ""))

    def stop_application_mode(self) -> None:
        """Give the caller's screen back as it was. Does nothing the second time."""
        self.send((MOUSE_OFF if self._mouse else "") + LEAVE)
        self.is_drawing = False
        if self._ticking:
            self._ticking.cancel()

    def listen_to_mouse(self, listens: bool) -> None:
        """Have the caller's terminal tell of the mouse, or not any more."""
        if listens != self._mouse:
            self.send(MOUSE_ON if listens else MOUSE_OFF)
            self._mouse = listens

    def clear(self) -> None:
        """Give the screen back, wiped with everything that could be scrolled to."""
        self.send(CLEAR + LEAVE.replace("\x1b[?1049l", "\x1b[?1049l" + CLEAR))
        self.is_drawing = False

    def disable_input(self) -> None:
        """Nothing to do: whoever reads the wire stops by itself."""

    # In

    def feed(self, data: bytes) -> None:
        """Turn what the caller's terminal sent into events."""
        for came in self._keyboard.feed(data):
            match came:
                case Pasted(text):
                    self._paste(text)
                case Typed(text) if len(text) > 1 and text[0] != "\x1b" and self._limit():
                    self._paste(text)
                case Typed(text):
                    for message in self._parser.feed(text):
                        self._pass(message)
        if self._ticking is None and self._keyboard.may_be_escape:
            self._ticking = self._loop.call_later(ESCAPE_SECONDS, self._tick)

    def _tick(self) -> None:
        self._ticking = None
        if self._keyboard.take_escape():
            self._pass(events.Key("escape", "\x1b"))

    def _pass(self, message: Message) -> None:
        if isinstance(message, events.Event):
            self.process_message(message)

    def _paste(self, text: str) -> None:
        """Hand on what was pasted, cut to what its field still takes, before it reaches a widget."""
        most = self._limit()
        self.cut = max(0, len(text) - most)
        self.process_message(events.Paste(last_gate(text[:most])))

    def send_message(self, message: Message) -> None:
        """Post to the app; we are in its loop, so there is no thread to cross."""
        self._app.post_message(message)

    # Refused: these would act on the server's machine

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: a browser would be the server's."""

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Save nothing: the disk would be the server's."""
        binary.close()
