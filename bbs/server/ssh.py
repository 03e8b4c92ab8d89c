"""The SSH server, in the order in which things happen: listen, a connection, a sign-in, a channel, a visit.

Everything asyncssh can do that this place does not need is turned off here, by name.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

import asyncssh

from bbs.config import Endpoint
from bbs.house import House
from bbs.language import N_
from bbs.server import hostkeys
from bbs.server.auth import Gate, Keeper, Threshold
from bbs.server.door import arrive
from bbs.server.guard import guarded
from bbs.server.limits import Blocks, HalfOpen, Penalties, Sessions, Ticket
from bbs.server.proxied import ProxiedListener
from bbs.server.proxy import Trusted
from bbs.server.terminal import Channel
from bbs.session import Session
from bbs.visits import Visit
from bbs.wire import Wire

log = logging.getLogger(__name__)

OpenSession = Callable[[Session, Wire], Awaitable[int]]
"""Given by the composition root: holds a visit and returns its exit status."""

KEX = ("curve25519-sha256", "curve25519-sha256@libssh.org", "mlkem768x25519-sha256")
"""In this order: with mlkem first, Dropbear fails; OpenSSH 10 still chooses mlkem."""
CIPHERS = (
    "chacha20-poly1305@openssh.com",
    "aes256-gcm@openssh.com",
    "aes128-gcm@openssh.com",
    "aes256-ctr",
    "aes128-ctr",
)
MACS = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "umac-128-etm@openssh.com")
SIGNATURES = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
BACKLOG = 128
DRAIN_SECONDS = 10
CLOSING = N_("This place is closing for a moment. What you were writing is kept. Please come back soon.")


class Server:
    """The listening server of one community."""

    def __init__(self, house: House, open_session: OpenSession) -> None:
        self._house = house
        self._open_session = open_session
        limits = house.config.server
        self._threshold = Threshold(
            half_open=HalfOpen(limits.half_open, limits.half_open_per_network),
            penalties=Penalties(house.clock),
            blocks=Blocks(os.urandom(32)),
        )
        house.doorkeeper = Keeper(house, self._threshold)
        self._strangers = Sessions(limits.sessions, limits.sessions_per_network)
        self._members = Sessions(limits.sessions, limits.sessions_per_network)
        self._acceptors: list[asyncssh.SSHAcceptor | ProxiedListener] = []
        self._visits: dict[asyncio.Task[None], Channel] = {}
        self._language = house.config.community.language

    async def listen(self, endpoints: tuple[Endpoint, ...]) -> list[tuple[str, int]]:
        """Listen on every endpoint and return (host, port) of each, with the real port where 0 was asked for."""
        options = self._options()
        trusted = Trusted(map(str, self._house.config.server.proxy_protocol_from))
        if trusted:
            return [await self._listen_behind(trusted, endpoint, options) for endpoint in endpoints]
        for endpoint in endpoints:
            self._acceptors.append(await asyncssh.listen(*endpoint, options=options, backlog=BACKLOG))
        return [
            (endpoint.host, acceptor.get_port()) for endpoint, acceptor in zip(endpoints, self._acceptors, strict=True)
        ]

    async def _listen_behind(
        self, trusted: Trusted, endpoint: Endpoint, options: asyncssh.SSHServerConnectionOptions
    ) -> tuple[str, int]:
        """Listen where proxies speak first: the header says who calls, and is believed from trusted peers alone."""

        async def begin(connection: socket.socket, source: str | None) -> None:
            gate = partial(Gate, self._house, self._threshold, self._open_channel, source)
            with suppress(asyncssh.Error, OSError):
                await asyncssh.run_server(connection, options=options, server_factory=gate)

        listener = ProxiedListener(endpoint, trusted, begin)
        self._acceptors.append(listener)
        return endpoint.host, listener.get_port()

    def _options(self) -> asyncssh.SSHServerConnectionOptions:
        limits = self._house.config.server
        return asyncssh.SSHServerConnectionOptions(
            server_factory=partial(Gate, self._house, self._threshold, self._open_channel),
            server_host_keys=hostkeys.load(self._house.home.host_keys),
            send_server_host_keys=True,
            server_version="Warmline",
            kex_algs=KEX,
            encryption_algs=CIPHERS,
            mac_algs=MACS,
            signature_algs=SIGNATURES,
            compression_algs=None,  # one packet of 150 KB inflates to 150 MB
            config=None,
            encoding=None,
            line_editor=False,
            agent_forwarding=False,
            x11_forwarding=False,
            sftp_factory=None,
            allow_scp=False,
            gss_host=None,
            rdns_lookup=False,
            host_based_auth=False,
            login_timeout=limits.login_seconds_before_auth,
            keepalive_interval=limits.keepalive,
            keepalive_count_max=3,
        )

    def _open_channel(self, gate: Gate) -> Channel:
        limits = self._house.config.server
        return Channel(
            self._house.clock,
            input_rate=limits.input_rate,
            stalled_seconds=limits.stalled_seconds,
            begin=lambda channel: self._begin(gate, channel),
        )

    def _begin(self, gate: Gate, channel: Channel) -> None:
        task = asyncio.ensure_future(self._visit(gate, channel))
        self._visits[task] = channel
        task.add_done_callback(self._visits.pop)

    async def _visit(self, gate: Gate, channel: Channel) -> None:
        """Hold one visit, from the open channel to its exit status."""
        session_id = "new"

        async def hold() -> int:
            nonlocal session_id
            session = await arrive(self._house, gate, channel)
            session_id = session.id
            ticket = self._place(session)
            session.is_crowded = ticket is None
            self._register(session, channel)
            try:
                log.info("session %s: begins", session.id)
                return await self._open_session(session, channel)
            finally:
                log.info("session %s: ends", session.id)
                self._house.visits.over(session.id)
                session.over()
                if ticket:
                    ticket.leave()

        newline = "\r\n" if channel.terminal().exists else "\n"
        status = await guarded(lambda: session_id, hold, lambda words: channel.write(f"{words}{newline}".encode()))
        channel.exit(status)

    def _place(self, session: Session) -> Ticket | None:
        if session.person is not None:
            return self._members.enter(session.person.id)
        return self._strangers.enter(session.network)

    def _register(self, session: Session, channel: Channel) -> None:
        def end(words: str) -> None:
            newline = "\r\n" if session.terminal.exists else "\n"
            channel.write(f"{newline}{words}{newline}".encode())
            channel.end_of_input()

        session.end = end
        if session.person is not None:
            self._house.visits.begin(Visit(session.id, session.person.id, session.now, session.mode, end))

    async def close(self) -> None:
        """Stop accepting, tell everybody, keep their drafts, and be done within ten seconds."""
        for acceptor in self._acceptors:
            acceptor.close()
        words = CLOSING
        for channel in self._visits.values():
            newline = "\r\n" if channel.terminal().exists else "\n"
            channel.write(f"{newline}{words}{newline}".encode())
            channel.end_of_input()
        if self._visits:
            await asyncio.wait(set(self._visits), timeout=DRAIN_SECONDS)
        for channel in tuple(self._visits.values()):
            channel.hang_up()
