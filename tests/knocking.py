"""A client that does what no honest one does: each request of a sign-in is sent as the test says, in its order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import asyncssh
from asyncssh.auth import ClientAuth
from asyncssh.packet import Boolean, SSHPacket, String, UInt32

SERVICE_ACCEPT, REQUEST, FAILURE, SUCCESS, ANSWER, RESPONSE = 6, 50, 51, 52, 60, 61
"""Message numbers of RFC 4252, and of RFC 4256 (60 asks, 61 responds)."""
GLOBAL_REQUEST, CHANNEL_OPEN, OPEN_FAILURE = 80, 90, 92
"""Message numbers of RFC 4254."""


SECONDS = 40
"""After which a knocker has waited in vain; machines are busy at times."""


class _Ear(ClientAuth):
    """Hears what depends on the method in use (message 60)."""

    def __init__(self, knocker: Knocker) -> None:
        self._knocker = knocker
        self._logger = knocker.logger
        self._task = None

    def process_packet(self, pkttype: int, pktid: int, packet: SSHPacket) -> bool | Awaitable[None]:
        self._knocker.heard.put_nowait((pkttype, packet.get_remaining_payload()))
        return True


class Knocker(asyncssh.SSHClientConnection):
    """A connection whose sign-in is done by hand; once inside it is an ordinary asyncssh client."""

    heard: asyncio.Queue[tuple[int, bytes]]
    refused = 0

    def _accepted(self, _pkttype: int, _pktid: int, packet: SSHPacket) -> None:
        packet.get_remaining_payload()
        self._next_service = None
        self._auth_in_progress = True
        self._auth = _Ear(self)
        self.heard.put_nowait((SERVICE_ACCEPT, b""))

    def _failed(self, pkttype: int, _pktid: int, packet: SSHPacket) -> None:
        self.heard.put_nowait((pkttype, packet.get_remaining_payload()))

    def _succeeded(self, pkttype: int, pktid: int, packet: SSHPacket) -> None:
        asyncssh.SSHClientConnection._process_userauth_success(self, pkttype, pktid, packet)
        self.heard.put_nowait((pkttype, b""))

    def _refused(self, pkttype: int, pktid: int, packet: SSHPacket) -> Any:
        if int.from_bytes(packet.get_remaining_payload()[:4], "big") in self._channels:
            return asyncssh.SSHClientConnection._process_channel_open_failure(self, pkttype, pktid, packet)
        self.refused += 1
        return None

    _packet_handlers = {  # noqa: RUF012 - as in the class it is of
        **asyncssh.SSHClientConnection._packet_handlers,
        OPEN_FAILURE: _refused,
        SERVICE_ACCEPT: _accepted,
        FAILURE: _failed,
        SUCCESS: _succeeded,
    }

    def _cleanup(self, exc: Exception | None) -> None:
        super()._cleanup(exc)
        self.heard.put_nowait((0, str(exc).encode()))

    async def request(self, username: str, method: bytes, *parts: bytes, key: asyncssh.SSHKey | None = None) -> int:
        """Send one request, signed if a key is given, and return the number of the answer; 0 for a closed line."""
        return (await self.ask(username, method, *parts, key=key))[0]

    async def ask(
        self, username: str, method: bytes, *parts: bytes, key: asyncssh.SSHKey | None = None, spoil: bool = False
    ) -> tuple[int, bytes]:
        """Send one request and return the answer, number and payload. `spoil` spoils its signature."""
        self._username = username
        signature = b""
        if key is not None:
            signature = key.sign(self.get_userauth_request_data(method, *parts), key.sig_algorithms[0])
            if spoil:
                signature = signature[:-1] + bytes([signature[-1] ^ 1])
            signature = String(signature)
        self.send_packet(REQUEST, self._get_userauth_request_packet(method, parts)[1:] + signature)
        return await self.heard.get()

    def stop_reading(self) -> None:
        """Read nothing more."""
        assert isinstance(self._transport, asyncio.Transport)
        self._transport.pause_reading()

    async def query(self, username: str, key: asyncssh.SSHKey) -> int:
        """Ask whether a key would do, proving nothing."""
        algorithm = key.sig_algorithms[0]
        return await self.request(username, b"publickey", Boolean(False), String(algorithm), String(key.public_data))

    async def sign(self, username: str, key: asyncssh.SSHKey, *, spoil: bool = False) -> int:
        """Prove a key, or fail to."""
        parts = (Boolean(True), String(key.sig_algorithms[0]), String(key.public_data))
        return (await self.ask(username, b"publickey", *parts, key=key, spoil=spoil))[0]

    async def interact(self, username: str, typed: str) -> int:
        """Answer the one question of keyboard-interactive."""
        number, _ = await self.ask(username, b"keyboard-interactive", String(""), String(""))
        return number if number != ANSWER else await self.respond(typed)

    async def respond(self, typed: str) -> int:
        """Answer a question that was asked."""
        self.send_packet(RESPONSE, UInt32(1), String(typed.encode()))
        return (await self.heard.get())[0]

    async def password(self, username: str, typed: str, *, new: str | None = None) -> int:
        """Send a passphrase, or ask to change it."""
        change = () if new is None else (String(new),)
        return await self.request(username, b"password", Boolean(new is not None), String(typed), *change)

    async def channel(self, *, window: int = 1 << 21) -> RawChannel:
        """Open a session channel and ask for nothing in it; `window` is how much may be sent to us."""
        channel = RawChannel(self, self._loop, "strict", None, "strict", window, 1 << 15)
        await channel.begin()
        return channel

    async def lands(self) -> str:
        """Begin a visit and return all that is said to somebody who says nothing."""
        return str((await self.run(stdin=asyncssh.DEVNULL)).stdout)


class _Listener(asyncssh.SSHClientSession[bytes]):
    """Keeps what is said."""

    def __init__(self) -> None:
        self.said = bytearray()
        self.came = asyncio.Event()

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        self.said += data
        self.came.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.came.set()


class RawChannel(asyncssh.SSHClientChannel[bytes]):
    """A session channel in which each request is made by hand."""

    async def begin(self) -> None:
        """Open it."""
        (await self._open(b"session")).check_end()
        self._session = self.listener = _Listener()
        self._session.connection_made(self)

    async def ask(self, request: bytes, *parts: bytes) -> bool:
        """Make a request, and return whether it was granted."""
        return bool(await self._make_request(request, *parts))

    def tell(self, request: bytes, *parts: bytes) -> None:
        """Make a request that wants no reply."""
        self._send_request(request, *parts)

    async def terminal(self, kind: bytes = b"xterm", columns: int = 80, rows: int = 24) -> bool:
        """Ask for a terminal."""
        size = UInt32(columns) + UInt32(rows) + UInt32(0) + UInt32(0)
        return await self.ask(b"pty-req", String(kind), size, String(b"\0"))

    async def shell(self) -> bool:
        """Begin a visit, and listen."""
        begun = await self.ask(b"shell")
        self.resume_reading()
        return begun

    async def hears(self, words: bytes) -> bytes:
        """Wait for words, or for the end; return all that was said so far."""
        while words not in self.listener.said and self._session is not None:
            self.listener.came.clear()
            await self.listener.came.wait()
        return bytes(self.listener.said)


@asynccontextmanager
async def knock(port: int, *, source: str = "127.0.0.1") -> AsyncIterator[Knocker]:
    """Connect, as far as the first request."""
    loop = asyncio.get_running_loop()
    options = asyncssh.SSHClientConnectionOptions(
        known_hosts=None, config=None, username="somebody", agent_path=None, client_keys=None, keepalive_interval=0
    )

    def make() -> Any:
        knocker = Knocker(loop, options, wait=None)
        knocker.heard = asyncio.Queue()
        return knocker

    _, knocker = await loop.create_connection(make, "127.0.0.1", port, local_addr=(source, 0))
    try:
        async with asyncio.timeout(SECONDS):
            number, _ = await knocker.heard.get()
            assert number == SERVICE_ACCEPT
            yield knocker
    finally:
        knocker.abort()
        await knocker.wait_closed()
