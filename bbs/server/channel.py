"""One caller's channel: bytes in and out within bounds."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Callable, Mapping

import asyncssh
from asyncssh.packet import SSHPacket, String

from bbs.arrival import TERM_NAME, Terminal, clamp, terminal_of
from bbs.clock import Clock
from bbs.server.limits import TokenBucket
from bbs.server.underway import on_its_way, unsent
from bbs.wire import LineCutError

VARIABLES_MOST, VARIABLE_BYTES = 16, 256
COMMAND_MOST = 4096
"""Characters of an exec request. A longer one is refused whole: half a command is another command."""
WINDOW, PACKET = 128 * 1024, 32 * 1024
"""What a caller may send ahead of our reading, and in one packet."""
INPUT_HELD = 256 * 1024
"""Bytes of input held for a session that is busy; beyond that the channel's window stops the sender."""
OUTPUT_SLOW = 128 * 1024
OUTPUT_MOST = 1024 * 1024
"""Unsent bytes at which we wait, and at which we hang up."""
POLL = 0.05
RESIZE_SECONDS = 0.05
"""A visit hears of another size at most twenty times a second: somebody who drags a window sends hundreds."""


def _is_wanted(name: bytes) -> bool:
    return name in (b"LANG", b"NO_COLOR", b"COLORTERM", b"ACCESSIBLE") or name.startswith(b"LC_")


class SessionChannel(asyncssh.SSHServerChannel[bytes]):
    """asyncssh's channel with bounds on what a caller may say of themselves before the visit begins."""

    def __init__(self, connection: asyncssh.SSHServerConnection) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(connection, loop, True, False, False, 0, 0, None, "strict", WINDOW, PACKET)

    def _process_env_request(self, packet: SSHPacket) -> bool:
        """Keep a variable if it is one we want, short, and one of few; asyncssh would keep 500 of 100 KB each."""
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        has_room = name in self._env or len(self._env) < VARIABLES_MOST
        if not _is_wanted(name) or len(name) + len(value) > VARIABLE_BYTES or not has_room:
            return False
        self._env[name] = value
        return True

    def _process_pty_req_request(self, packet: SSHPacket) -> bool:
        """Call a terminal with a name we cannot trust a dumb one; asyncssh would hang up on one that is not ASCII."""
        name, rest = packet.get_string(), packet.get_remaining_payload()
        kind = name if TERM_NAME.fullmatch(name) else b"dumb"
        return super()._process_pty_req_request(SSHPacket(String(kind) + rest))


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
        self._frame = bytearray()
        self._came = asyncio.Event()
        self._ended = False
        self._is_cut = False
        self._telling_sizes = False
        self._has_new_size = False
        self.gone = False
        self.command = ""
        self.on_resize: Callable[[int, int], None] = lambda columns, rows: None
        self.on_cut: Callable[[], None] = lambda: None

    # What asyncssh calls

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Take the channel."""
        self._channel = chan

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Accept a terminal; SessionChannel has looked at its name."""
        return True

    def shell_requested(self) -> bool:
        """Accept a visit."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Accept a verb."""
        self.command = command
        return len(command) <= COMMAND_MOST

    def subsystem_requested(self, subsystem: str) -> bool:
        """Refuse SFTP and whatever else."""
        return False

    def session_started(self) -> None:
        """Begin the visit."""
        self._begin(self)

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Hold what came until the visit reads it; after the end of input nothing counts any more."""
        if self._ended:
            return
        self._input += data
        if len(self._input) > INPUT_HELD:
            self._channel.pause_reading()
        self._came.set()

    def eof_received(self) -> bool:
        """Note the end of input; answers can still be sent."""
        self._end()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Tell the visit about a new size: the first of many at once, then the latest, RESIZE_SECONDS apart."""
        self._has_new_size = True
        if not self._telling_sizes:
            self._telling_sizes = True
            asyncio.get_running_loop().call_soon(self._tell_size)

    def _tell_size(self) -> None:
        self._telling_sizes = self._has_new_size and not self.gone
        if self._telling_sizes:
            self._has_new_size = False
            self.on_resize(*self._size())
            asyncio.get_running_loop().call_later(RESIZE_SECONDS, self._tell_size)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that nobody is there any more."""
        self.gone = True
        self.cut()

    # The wire

    async def read(self) -> bytes:
        """Return what came, as one burst; b"" at the end of input. A flood is slowed down, not dropped.

        Raises LineCutError where the input has no end of its own: half a post must not be taken for a whole one.
        """
        while not self._input and not self._ended:
            self._came.clear()
            await self._came.wait()
        data = self.pending()
        if self._is_cut and not data:
            raise LineCutError
        if (pause := self._bucket.take(len(data))) and not self._ended:
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
        """Send bytes, as one packet with whatever else is written before the loop's next turn."""
        if not self._frame:
            asyncio.get_running_loop().call_soon(self._send_frame)
        self._frame += data
        if len(self._frame) >= PACKET:
            self._send_frame()

    def write_error(self, data: bytes) -> None:
        """Send bytes on the standard error of a verb; with a terminal there is one stream."""
        self._send_frame()
        self._send(data, asyncssh.EXTENDED_DATA_STDERR)

    def _send_frame(self) -> None:
        frame, self._frame = bytes(self._frame), bytearray()
        if frame:
            self._send(frame)

    def _send(self, data: bytes, stream: int | None = None) -> None:
        """Hand bytes to the channel; a reader that lets a megabyte pile up is hung up on."""
        if self.gone or self._channel.is_closing():
            return
        self._channel.write(data, stream)
        if self.unsent() > OUTPUT_MOST:
            self.hang_up()

    def say(self, words: str) -> None:
        """Send a line; at a terminal it is broken between words."""
        terminal = self.terminal()
        if terminal.exists:
            words = "\r\n".join(textwrap.wrap(words, max(20, terminal.columns - 1))) + "\r"
        self.write(f"{words}\n".encode())

    def unsent(self) -> int:
        """Return the bytes that wait in the channel and in the connection below it; 0 once nobody is there."""
        if self.gone:
            return 0
        return len(self._frame) + self._channel.get_write_buffer_size() + unsent(self._channel.get_connection())

    async def drain(self, most: int | None = None) -> None:
        """Wait until little is left unsent; a reader that takes nothing for too long is hung up on.

        The others have their turn even if nothing waits: somebody who sends a thousand commands at once is not alone.
        With `most`, what the system has not brought to the caller yet counts too, and all of it may be so many bytes;
        that is for frames, between which there is a pause anyhow.
        """
        if most is None:
            await asyncio.sleep(0)
            await self._until(self.unsent, OUTPUT_SLOW)
        else:
            await self._until(self._not_taken, most)

    def _not_taken(self) -> int:
        return self.unsent() + (0 if self.gone else on_its_way(self._channel.get_connection()))

    async def _until(self, unsent: Callable[[], int], most: int) -> None:
        least, since = unsent(), self._clock.monotonic()
        while (left := unsent()) > most:
            if left < least:
                least, since = left, self._clock.monotonic()
            elif self._clock.monotonic() - since >= self._stalled_seconds:
                self.hang_up()
                return
            await self._clock.sleep(POLL)

    def cut(self) -> None:
        """Make the visit end as if the caller had hung up: what came is read, drafts are kept, words can be said."""
        self._is_cut = not self._ended or self._is_cut
        self._end()
        self.on_cut()

    def _end(self) -> None:
        self._ended = True
        self._came.set()

    def hang_up(self) -> None:
        """Cut the connection."""
        if not self.gone:
            self._channel.get_connection().abort()

    async def finish(self, status: int) -> None:
        """End the channel with an exit status, and wait until the caller has taken what was said before it."""
        if not self.gone:
            self._send_frame()
            self._channel.exit(status)
            await self._until(self.unsent, 0)

    # The caller

    def terminal(self) -> Terminal:
        """Return what is known of the caller's terminal."""
        return terminal_of(self._channel.get_terminal_type() or "", self._size(), self.environment())

    def _size(self) -> tuple[int, int]:
        width, height, _, _ = self._channel.get_terminal_size()
        return clamp((width, height))

    def environment(self) -> dict[str, str]:
        """Return the variables that were kept."""
        kept: dict[bytes, bytes] = self._channel._env
        return {name.decode("ascii", "replace"): value.decode("utf-8", "replace") for name, value in kept.items()}
