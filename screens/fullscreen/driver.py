"""Textual's way to one caller's terminal: keys in from the wire, frames out to it, and nothing of the server's own.

Never a LinuxDriver, which takes the server's terminal and its signals. What Textual itself would send (queries, titles,
bells, its own frames) is dropped here: a screen reader reads queries aloud, and frames are the painter's.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol, TextIO

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

from bbs.arrival import Terminal
from bbs.safe_text import last_gate
from bbs.wire import Wire
from screens.fullscreen.bursts import is_letter, pressed, written
from screens.fullscreen.keyboard import Keyboard, Pasted, Typed

ENTER = "\x1b[?1049h\x1b[?2004h"
"""The alternate screen, and marks around what is pasted."""
LEAVE = "\x1b[m\x1b[r\x1b[?2004l\x1b[?25h\x1b[?1049l"
MOUSE_ON, MOUSE_OFF = "\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""The screen and what can be scrolled back to: for a quick exit."""
ESCAPE_SECONDS = 0.1
"""A lone ESC is the Escape key when nothing followed it for so long."""
PASTE_SECONDS = 3.0
"""A paste of which nothing came for so long has lost its end."""
KEYS_AT_ONCE = 32
"""Keys of one burst that are passed on."""
KEYS_WAITING = 1024
"""Keys that may wait to be dealt with. Others are dropped, but for those that bring help or end the visit."""
ALWAYS = ("\x07", "\x11")
"""Crisis help, and leaving at once."""


class Reader(Protocol):
    """Who is told what came, and knows what there is room for."""

    def room(self) -> int | None:
        """Return how many characters fit where the cursor is; None where no text is written."""
        ...

    def waiting(self) -> int:
        """Return how many keys were not dealt with yet."""
        ...

    def not_taken(self, characters: int) -> None:
        """Take note that so many characters did not fit; 0 where a text came and none is written."""
        ...


class WireDriver(Driver):
    """A driver bound to a wire instead of a terminal of ours. `is_drawing` until the caller's screen is given back."""

    def __init__(
        self, app: Any, *, wire: Wire, terminal: Terminal, reader: Reader, mouse: bool = False, **_: Any
    ) -> None:
        super().__init__(app, mouse=mouse, size=(terminal.columns, terminal.rows))
        self._wire = wire
        self._encoding = "utf-8" if terminal.utf8 else "iso-8859-1"
        self._keyboard = Keyboard(self._encoding)
        self._parser = XTermParser()
        self._reader = reader
        self._room = 0
        self._ticking: asyncio.TimerHandle | None = None
        self.is_drawing = False

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
        """Turn what the caller's terminal sent in one burst into events."""
        self._take(self._keyboard.feed(data))
        if self._ticking:
            self._ticking.cancel()
            self._ticking = None
        if self._keyboard.may_be_escape or self._keyboard.is_pasting:
            seconds = PASTE_SECONDS if self._keyboard.is_pasting else ESCAPE_SECONDS
            self._ticking = self._loop.call_later(seconds, self._tick)

    def _tick(self) -> None:
        """Take for all there is what nothing followed."""
        self._ticking = None
        if self._keyboard.take_escape():
            self._take([Typed("\x1b")])
        elif self._keyboard.is_pasting:
            self._take([self._keyboard.end_paste()])

    def _take(self, came: list[Typed | Pasted]) -> None:
        """Hand on what a burst means here, as far as it can be dealt with."""
        room = self._reader.room()
        if room is None:
            keys, was_text = pressed(came)
            came = list(keys)
            if was_text:
                self._reader.not_taken(0)
        else:
            self._room = room
            came = written(came)
        left, always = min(KEYS_AT_ONCE, KEYS_WAITING - self._reader.waiting()), set(ALWAYS)
        for one in came:
            if left <= 0 and one.text not in always:
                self._drop(one)
                continue
            always.discard(one.text)
            if isinstance(one, Pasted):
                self._paste(one)
                left -= 1
            else:
                left -= self._press(one.text[:KEYS_AT_ONCE], is_written=room is not None and is_letter(one))

    def _drop(self, one: Typed | Pasted) -> None:
        """Do not hand on what cannot be dealt with."""
        if isinstance(one, Pasted):
            self._reader.not_taken(len(one.text) + one.lost)

    def _press(self, text: str, *, is_written: bool) -> int:
        """Hand on a key, or some letters that are keys here; return how many were tried."""
        if is_written:
            if not self._room:
                self._reader.not_taken(1)
                return 1
            self._room -= 1
        messages = self._parsed(text)
        for message in messages:
            if isinstance(message, events.Key) or (self._mouse and isinstance(message, events.MouseEvent)):
                self.process_message(message)
        return max(1, len(messages))

    def _parsed(self, text: str) -> list[Message]:
        """Return what Textual makes of a key. What it does not know it would wait for the end of: that is forgotten."""
        if text == "\x1b":
            return [events.Key("escape", text)]
        try:
            messages = list(self._parser.feed(text))
        except (ValueError, OverflowError):  # numbers that no character has
            messages = []
        if text[0] == "\x1b" and not messages:
            self._parser = XTermParser()
        return messages

    def _paste(self, pasted: Pasted) -> None:
        """Hand on what was pasted, cut to what its field still takes, before it reaches a widget."""
        text = last_gate(pasted.text.replace("\t", " "))
        kept = text[: self._room]
        self._room -= len(kept)
        if kept:
            self.process_message(events.Paste(kept))
        if lost := len(text) - len(kept) + pasted.lost:
            self._reader.not_taken(lost)

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
