"""The SSH server.

A caller's way, in the order in which things happen:

- `Server` listens (here), and everything asyncssh can do that this place does not need is turned off by name;
- a connection meets its `Gate` (auth.py), which bounds it and hears who is calling;
- its one channel (channel.py) becomes a session (door.py), and the session a visit (visiting.py).
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import socket
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

import asyncssh

from bbs.config import Endpoint
from bbs.errors import BBSError
from bbs.house import House
from bbs.pace import Pace
from bbs.running import Crowd
from bbs.server import binding, hostkeys, passed
from bbs.server.auth import SIGNATURES, Gate, Threshold
from bbs.server.channel import PACKET, WINDOW
from bbs.server.keeper import Keeper
from bbs.server.limits import Blocks, HalfOpen, Penalties
from bbs.server.paced import PacedSocket
from bbs.server.proxied import ProxiedListener
from bbs.server.proxy import Trusted
from bbs.server.visiting import OpenSession, Visiting

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
BACKLOG = 128
ARRIVALS_SECONDS = 10.0
"""The time in which one network may begin so many connections."""
WATCH_SECONDS = 5.0
"""How often connections are looked at: is one late, does too much pile up in it?"""
GOODBYE_SECONDS, HANG_UP_SECONDS, STOP_SECONDS = 7.0, 1.0, 1.0
"""Closing takes ten seconds at most: time to leave, then the line is cut, then the visit is stopped."""
TAKING_IN_TURNS = 2
"""Turns of the loop in which a connection that was accepted meets its gate, which hangs up when this place closes.
Were the listener gone by then, asyncio would neither greet nor close it (`_attach` of its server fails)."""


KEYS_SECONDS = 24 * 3600
"""How often host keys are looked at: is there a new one to announce, does one take over today?"""

log = logging.getLogger(__name__)


class Server:
    """The listening server of one community."""

    def __init__(self, house: House, open_session: OpenSession) -> None:
        self._house = house
        limits = house.config.server
        blocks = Blocks(os.urandom(32))
        keeper = Keeper(house, Penalties(house.clock), blocks)
        house.doorkeeper = keeper
        self._threshold = Threshold(HalfOpen(limits.half_open, limits.half_open_per_network), blocks, keeper)
        self._visiting = Visiting(house, open_session)
        self._arrivals = self._pace_of_arrivals()
        house.crowd = self._crowd
        self._acceptors: list[asyncssh.SSHAcceptor | ProxiedListener] = []
        self._renewing = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None
        self._keys_at = 0.0

    async def listen(
        self, endpoints: tuple[Endpoint, ...], handed: Sequence[socket.socket] = ()
    ) -> list[tuple[str, int]]:
        """Listen on every endpoint and return (host, port) of each, with the real port where 0 was asked for.

        Sockets that are `handed` to us listening already (bbs/server/passed.py) take the place of the endpoints.
        """
        options = self._options()
        self._watching = asyncio.ensure_future(self._watch())
        trusted = Trusted(map(str, self._house.config.server.proxy_protocol_from))
        places: list[tuple[str, int]] = []
        for where in handed or endpoints:
            host = passed.place(where)[0] if isinstance(where, socket.socket) else where.host
            bound = [where] if isinstance(where, socket.socket) else binding.bound(where, endpoints)
            acceptors: list[asyncssh.SSHAcceptor | ProxiedListener] = []
            for one in bound:
                if trusted:
                    acceptors.append(self._listen_behind(trusted, one, options))
                else:
                    paced = PacedSocket.over(one, self._may_begin)
                    acceptors.append(await asyncssh.listen(sock=paced, options=options, backlog=BACKLOG))
            self._acceptors += acceptors
            places.append((host, acceptors[0].get_port()))
        return places

    def _may_begin(self, address: str) -> bool:
        """Say whether the network of an address may begin one more connection now."""
        if self._threshold.closed.is_set():
            return False
        return not self._arrivals.allow(self._threshold.blocks.network(address))

    def _listen_behind(
        self, trusted: Trusted, listening: socket.socket, options: asyncssh.SSHServerConnectionOptions
    ) -> ProxiedListener:
        """Listen where proxies speak first: the header says who calls, and is believed from trusted peers alone."""

        async def begin(connection: socket.socket, source: str | None) -> None:
            if not self._may_begin(source or ""):
                connection.close()
                return
            with suppress(asyncssh.Error, OSError):
                await asyncssh.run_server(connection, options=options, server_factory=partial(self._gate, source))

        return ProxiedListener(listening, trusted, begin, options.update)

    def _pace_of_arrivals(self) -> Pace:
        return Pace(self._house.clock, self._house.config.server.connections_per_network, ARRIVALS_SECONDS)

    def _crowd(self) -> Crowd:
        return replace(self._visiting.crowd(), at_the_door=len(self._threshold.half_open))

    def inside(self) -> Counter[tuple[str, str]]:
        """Count the visits under way, by mode and whether it is a member's."""
        return self._visiting.inside()

    def half_open(self) -> int:
        """Count the connections that have no visit yet."""
        return len(self._threshold.half_open)

    def take_limits(self) -> None:
        """Let in as many as the settings say now; who is in stays. Host keys are looked at with the next look."""
        self._keys_at = -math.inf
        limits = self._house.config.server
        self._threshold.half_open.bound(limits.half_open, limits.half_open_per_network)
        self._arrivals = self._pace_of_arrivals()
        self._visiting.take_limits()

    async def _watch(self) -> None:
        """Look at every connection now and then: one task for all, so that idle callers cost nothing."""
        clock = self._house.clock
        while True:
            await clock.sleep(WATCH_SECONDS)
            for gate in tuple(self._threshold.gates):
                gate.look()
            if clock.monotonic() >= self._keys_at + KEYS_SECONDS:
                await self._renew_host_keys()

    async def _renew_host_keys(self) -> None:
        """Announce a key that was made since, and sign with one whose day has come; who is connected stays so."""
        try:
            async with self._renewing:  # a key takes over by files that move: never twice at a time
                keys = await asyncio.to_thread(self._load_host_keys)
                for listening in self._acceptors:
                    listening.update(server_host_keys=keys)
        except (OSError, ValueError) as error:
            log.error("the host keys stay as they were: %s", type(error).__name__)
        except BBSError as error:  # one that cannot be read; what stands in it is never told
            log.error("the host keys stay as they were: %s", error.words())

    def _gate(self, source: str | None = None) -> Gate:
        return Gate(self._house, self._threshold, self._visiting.open_channel, source)

    def _load_host_keys(self) -> list[asyncssh.SSHKey]:
        """Return the keys to offer, and take note of what newcomers are told to know this place by."""
        house = self._house
        self._keys_at = house.clock.monotonic()
        keys = hostkeys.load(house.home.host_keys, now=house.clock.now())
        house.host_words = hostkeys.in_words(keys.signing[0])
        house.next_host_words = (hostkeys.in_words(keys.coming), keys.takes_over) if keys.coming else None
        return keys.offered

    def _options(self) -> asyncssh.SSHServerConnectionOptions:
        return asyncssh.SSHServerConnectionOptions(
            server_factory=self._gate,
            server_host_keys=self._load_host_keys(),
            send_server_host_keys=True,
            server_version="Warmline",
            kex_algs=KEX,
            encryption_algs=CIPHERS,
            mac_algs=MACS,
            signature_algs=SIGNATURES,
            compression_algs=None,  # one packet of 150 KB inflates to 150 MB
            config=None,
            encoding=None,
            window=WINDOW,
            max_pktsize=PACKET,
            line_editor=False,
            agent_forwarding=False,
            x11_forwarding=False,
            sftp_factory=None,
            allow_scp=False,
            gss_host=None,
            rdns_lookup=False,
            host_based_auth=False,
            login_timeout=0,  # Gate has two limits instead of one, and our clock
            keepalive_interval=self._house.config.server.keepalive,
            keepalive_count_max=3,
        )

    async def close(self) -> None:
        """Stop accepting, tell everybody, keep their drafts, and be done within ten seconds."""
        if self._watching:
            self._watching.cancel()
        self._threshold.closed.set()
        for _ in range(TAKING_IN_TURNS):
            await asyncio.sleep(0)
        for acceptor in self._acceptors:
            acceptor.close()
        self._visiting.close()
        await self._visiting.over(GOODBYE_SECONDS)
        for gate in tuple(self._threshold.gates):
            gate.hang_up()
        await asyncio.sleep(0)  # connections end in the loop's next turn
        await self._visiting.over(HANG_UP_SECONDS)
        self._visiting.stop()
        await self._visiting.over(STOP_SECONDS)
