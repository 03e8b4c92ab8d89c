"""One caller's channel: bytes in and out within bounds, and what is known of their terminal."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping

import asyncssh

from bbs.clock import Clock
from bbs.server.limits import TokenBucket
from bbs.session import Terminal

TERM = re.compile(r"[A-Za-z0-9._+-]{1,64}")
COLUMNS, ROWS = (20, 300), (5, 120)
"""Sizes are clamped: 200 x 65535 cost 961 MB and 23 s."""
VARIABLES_MOST, VARIABLE_BYTES = 16, 256
INPUT_HELD = 256 * 1024
"""Bytes of input held for a session that is busy; beyond that the channel's own window stops the sender."""
OUTPUT_SLOW = 128 * 1024
OUTPUT_MOST = 1024 * 1024
"""Unsent bytes at which we wait, and at which we hang up."""
POLL = 0.05


def _is_wanted(name: bytes) -> bool:
    return name in (b"LANG", b"NO_COLOR", b"COLORTERM", b"ACCESSIBLE") or name.startswith(b"LC_")


class BoundedEnvironment(dict[bytes, bytes]):
    """What a caller may set: a few names, short, and few of them. asyncssh would keep 500 of 100 KB each."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        """Keep a variable if it is one we want and small enough; the rest are ignored."""
        if _is_wanted(name) and len(name) + len(value) <= VARIABLE_BYTES and len(self) < VARIABLES_MOST:
            super().__setitem__(name, value)


def terminal_of(kind: str, size: tuple[int, int], environment: Mapping[str, str]) -> Terminal:
    """Return what is known of a terminal from its TERM, its (columns, rows) and the caller's environment."""
    locale = next((environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE") if environment.get(n)), "")
    encoding = next((environment[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(n)), "")
    columns, rows = clamp(size)
    foreign = "." in encoding and "utf" not in encoding.lower()
    return Terminal(kind if TERM.fullmatch(kind) else "", columns, rows, locale, utf8=not foreign)


def clamp(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size we are ready to draw; 0 means unknown."""
    columns, rows = size
    return max(COLUMNS[0], min(COLUMNS[1], columns or 80)), max(ROWS[0], min(ROWS[1], rows or 24))


class Channel(asyncssh.SSHServerSession[bytes]):
    """The session channel of a connection, as a Wire."""

    def __init__(
        self, clock: Clock, *, input_rate: int, stalled_seconds: float, begin: Callable[[Channel], None]
    ) -> None:
        self._clock = clock
        self._bucket = TokenBucket(clock, input_rate, input_rate)
        self._stalled_seconds = stalled_seconds
        self._begin = begin
        self._channel: asyncssh.SSHServerChannel[bytes]
        self._input = bytearray()
        self._came = asyncio.Event()
        self._ended = False
        self._term = ""
        self.gone = False
        self.command = ""
        self.on_resize: Callable[[int], None] = lambda columns: None

    # What asyncssh calls

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Take the channel, and bound what its environment can hold."""
        self._channel = chan
        chan._env = BoundedEnvironment()

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Accept a terminal with a name we can trust; another is treated as dumb."""
        self._term = term_type if TERM.fullmatch(term_type) else "dumb"
        return True

    def shell_requested(self) -> bool:
        """Accept a visit."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Accept a verb."""
        self.command = command[:4096]
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """Refuse SFTP and whatever else."""
        return False

    def session_started(self) -> None:
        """Begin the visit."""
        self._begin(self)

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Hold what came until the visit reads it."""
        self._input += data
        if len(self._input) > INPUT_HELD:
            self._channel.pause_reading()
        self._came.set()

    def eof_received(self) -> bool:
        """Note the end of input; answers can still be sent."""
        self._ended = True
        self._came.set()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Tell the visit about a new width."""
        self.on_resize(clamp((width, height))[0])

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that nobody is there any more."""
        self.gone = self._ended = True
        self._came.set()

    # The wire

    async def read(self) -> bytes:
        """Return what came, as one burst; b"" at the end of input. A flood is slowed down, not dropped."""
        while not self._input and not self._ended:
            self._came.clear()
            await self._came.wait()
        data = self.pending()
        if data and (pause := self._bucket.take(len(data))):
            await self._clock.sleep(pause)
        return data

    def pending(self) -> bytes:
        """Return what has arrived and was not read yet."""
        data = bytes(self._input)
        self._input.clear()
        if data and not self.gone:
            self._channel.resume_reading()
        return data

    def write(self, data: bytes) -> None:
        """Send bytes; a reader that lets a megabyte pile up is hung up on."""
        if self.gone:
            return
        self._channel.write(data)
        if self.unsent() > OUTPUT_MOST:
            self.hang_up()

    def write_error(self, data: bytes) -> None:
        """Send bytes on the standard error of a verb; with a terminal there is one stream."""
        if not self.gone:
            self._channel.write_stderr(data)

    def unsent(self) -> int:
        """Return the bytes that wait in the channel and in the transport below it.

        The channel alone does not bound a client that offers a window of 2 GiB.
        """
        connection = self._channel.get_connection() if not self.gone else None
        transport = getattr(connection, "_transport", None)
        below = transport.get_write_buffer_size() if transport is not None else 0
        return int(self._channel.get_write_buffer_size() + below)

    async def drain(self) -> None:
        """Wait until little is left unsent; a reader that takes nothing for too long is hung up on."""
        least, waited = self.unsent() if not self.gone else 0, 0.0
        while not self.gone and (left := self.unsent()) > OUTPUT_SLOW:
            if left < least:
                least, waited = left, 0.0
            if waited >= self._stalled_seconds:
                return self.hang_up()
            await self._clock.sleep(POLL)
            waited += POLL

    def end_of_input(self) -> None:
        """Make the visit end as if the caller had hung up: drafts are kept, goodbyes can still be said."""
        self._ended = True
        self._input.clear()
        self._came.set()

    def hang_up(self) -> None:
        """Cut the connection."""
        if not self.gone:
            self._channel.get_connection().abort()

    def exit(self, status: int) -> None:
        """End the channel with an exit status."""
        if not self.gone:
            self._channel.exit(status)

    def terminal(self) -> Terminal:
        """Return what is known of the caller's terminal."""
        width, height, _, _ = self._channel.get_terminal_size()
        return terminal_of(self._term, (width, height), self.environment())

    def environment(self) -> dict[str, str]:
        """Return the variables that were kept."""
        kept: dict[bytes, bytes] = self._channel._env
        return {name.decode("ascii", "replace"): value.decode("utf-8", "replace") for name, value in kept.items()}
