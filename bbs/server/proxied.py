"""Listening behind a proxy: each connection begins with a PROXY header that says who really calls."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable

from bbs.server.proxy import HeaderError, Trusted, read_header

log = logging.getLogger(__name__)

OUT_OF_SOCKETS_PAUSE = 1.0
"""Seconds to wait when the machine has no more sockets to give, as asyncio does."""

Begin = Callable[[socket.socket, str | None], Awaitable[None]]


class ProxiedListener:
    """Accepts connections from trusted proxies and hands each on with its true source."""

    def __init__(self, listening: socket.socket, trusted: Trusted, begin: Begin, update: Callable[..., None]) -> None:
        listening.setblocking(False)
        self._socket = listening
        self._trusted = trusted
        self._begin = begin
        self.update = update
        self._tasks: set[asyncio.Task[None]] = set()
        self._accepting = asyncio.ensure_future(self._accept())

    def get_port(self) -> int:
        """Return the port that is listened on."""
        return int(self._socket.getsockname()[1])

    def close(self) -> None:
        """Stop accepting; connections that were handed on go on, those that did not sign in yet do not."""
        self._accepting.cancel()
        for task in self._tasks:
            task.cancel()
        self._socket.close()

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, peer = await loop.sock_accept(self._socket)
            except OSError:
                await asyncio.sleep(OUT_OF_SOCKETS_PAUSE)
                continue
            task = asyncio.ensure_future(self._introduce(connection, peer[0]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _introduce(self, connection: socket.socket, peer: str) -> None:
        """Read the header and hand the connection on; whoever is not a trusted proxy is not spoken to."""
        if peer not in self._trusted:
            return connection.close()
        try:
            source = await read_header(connection, asyncio.get_running_loop())
        except (HeaderError, OSError):
            log.warning("a trusted proxy sent no PROXY header; is it set to version 2?")
            return connection.close()
        except asyncio.CancelledError:
            connection.close()
            raise
        return await self._begin(connection, source)
