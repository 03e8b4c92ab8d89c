"""A caller for measurements: one channel whose every byte is counted, and the time at which it came.

In the line mode a step is over with its prompt. In the full screen it is over with words that are waited for, or with
its first packet: what else comes then, `strays` tells.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import asyncssh

BYTES_RECEIVED = 128
"""Where `tcpi_bytes_received` stands in `struct tcp_info` (linux/tcp.h)."""
PATIENCE_SECONDS = 60
PROMPT = b": "
"""Every prompt of the line mode ends with it, and no complete line does."""


class Caller(asyncssh.SSHClientSession[bytes]):
    """The session channel of a call, from the caller's side.

    `rest` is how many seconds of silence end a step in the full screen; 0 takes its last word for its end. `strays` are
    the bytes that came after the end of a step.
    """

    connection: asyncssh.SSHClientConnection
    _channel: asyncssh.SSHClientChannel[bytes]

    def __init__(self, rest: float = 0) -> None:
        self.rest = rest
        self.said = b""
        self.packets = 0
        self.strays = 0
        self._counted = 0
        self.last = 0.0
        self._came = asyncio.Event()
        self._gone = False

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        """Take the channel."""
        self._channel = chan

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Note what came, and when."""
        self.last = perf_counter()
        self.said += data
        self.packets += 1
        self._came.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let nobody wait for more."""
        self._gone = True
        self._came.set()

    async def prompt(self) -> bytes:
        """Wait for a prompt; return what was said since the last send."""
        while not self.said.endswith(PROMPT):
            await self._more()
        self._counted = len(self.said)
        return self.said

    async def _more(self, seconds: float = 0) -> bool:
        """Wait for more; with a number of seconds, say whether it came in that time."""
        if self._gone:
            raise ConnectionError(f"the line ended after {self.said!r}")
        self._came.clear()
        try:
            async with asyncio.timeout(seconds or PATIENCE_SECONDS):
                await self._came.wait()
        except TimeoutError:
            if not seconds:
                raise
            return False
        return True

    def send(self, keys: bytes) -> None:
        """Press keys, and begin to count anew."""
        self.strays += len(self.said) - self._counted
        self.said, self.packets, self._counted = b"", 0, 0
        self._channel.write(keys)

    async def shown(self, words: bytes = b"") -> bytes:
        """Wait until a step in the full screen is over; return what it sent."""
        while not self.said or words not in self.said:
            await self._more()
        while self.rest and await self._more(self.rest):
            pass
        self._counted = len(self.said)
        return self.said

    async def news(self) -> bytes:
        """Wait for more than what was heard; return all that came since."""
        while len(self.said) == self._counted:
            await self._more()
        since, self._counted = self._counted, len(self.said)
        return self.said[since:]

    async def press(self, keys: bytes, words: bytes = b"") -> bytes:
        """Press keys in the full screen, and wait until that step is over; return what it sent."""
        self.send(keys)
        return await self.shown(words)

    async def ask(self, line: str) -> bytes:
        """Type a line in one burst; return what was said up to the next prompt, the echo of the line left out.

        The echo is counted where single keys are typed.
        """
        self.send(line.encode() + b"\r")
        said = await self.prompt()
        return said.removeprefix(line.encode() + b"\r\n")

    async def key(self, key: bytes) -> float:
        """Press one key; return the seconds until its first byte came."""
        began = perf_counter()
        self.send(key)
        while not self.said:
            await self._more()
        return self.last - began

    @property
    def tcp_bytes(self) -> int:
        """The bytes this connection received in all, as the kernel counts them: payload, packets' ends, handshake."""
        line: socket.socket = self.connection.get_extra_info("socket")
        info = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, BYTES_RECEIVED + 8)
        return int(struct.unpack_from("Q", info, BYTES_RECEIVED)[0])

    async def leave(self) -> None:
        """Hang up."""
        self.connection.close()
        await self.connection.wait_closed()


async def call(
    port: int,
    user: str,
    *,
    key: Path | None = None,
    passphrase: str | None = None,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[bytes | str, bytes | str] | None = None,
    rest: float = 0,
    signed_in: Callable[[], None] = lambda: None,
) -> Caller:
    """Connect, prove who calls if there is a way to, and open a session in a terminal. `signed_in` is told between."""
    connection = await asyncssh.connect(
        "127.0.0.1",
        port,
        username=user,
        client_keys=[str(key)] if key else None,
        password=passphrase,
        preferred_auth="publickey" if key else "password",
        known_hosts=None,
        config=None,
        agent_path=None,
        gss_host=None,
        compression_algs=None,
    )
    signed_in()
    caller = Caller(rest)
    await connection.create_session(
        lambda: caller, term_type="xterm-256color", term_size=size, env=environment, encoding=None
    )
    caller.connection = connection
    return caller


async def call_many(port: int, user: str, count: int, *, key: Path | None = None, words: bytes = b"") -> list[Caller]:
    """Let many call, four at a time, and wait until all of them have seen some words; without them, a prompt."""
    four = asyncio.Semaphore(4)

    async def one() -> Caller:
        async with four:
            caller = await call(port, user, key=key)
            await (caller.shown(words) if words else caller.prompt())
            return caller

    return list(await asyncio.gather(*(one() for _ in range(count))))


async def leave_all(callers: list[Caller]) -> None:
    """Let everybody hang up."""
    await asyncio.gather(*(caller.leave() for caller in callers))
