"""The floor: asyncssh with our options and nothing behind it. Run as a program it says its port, then serves.

It signs in anybody (`line` with nothing, others with a key), says one line, and echoes.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import asyncssh
from rich.console import Console

from bbs import config as configuration
from bbs.community.handles import RESERVED_SIGN_INS
from bbs.serve_command import build
from bbs.server.ssh import BACKLOG, Server
from bbs.session import Session
from bbs.wire import Wire
from store.home import Home

LINE = b"Hello, this is a bare server: "


class BareSession(asyncssh.SSHServerSession[bytes]):
    """Says one line and echoes."""

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Take the channel."""
        self._channel = chan

    def pty_requested(self, term_type: str, term_size: object, term_modes: object) -> bool:
        """Accept a terminal."""
        return True

    def shell_requested(self) -> bool:
        """Accept a visit."""
        return True

    def session_started(self) -> None:
        """Say the line."""
        self._channel.write(LINE)

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Echo."""
        self._channel.write(data)


class BareGate(asyncssh.SSHServer):
    """Lets anybody in."""

    def begin_auth(self, username: str) -> bool:
        """Ask for a key, but for the names that need nothing, as the real gate does."""
        return username not in RESERVED_SIGN_INS

    def public_key_auth_supported(self) -> bool:
        """Take keys."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Take any key; asyncssh still checks its signature."""
        return True

    def session_requested(self) -> asyncssh.SSHServerSession[bytes]:
        """Open a session."""
        return BareSession()


async def never(session: Session, wire: Wire) -> int:
    """Hold no visit: only the options of the real server are wanted."""
    raise NotImplementedError


async def serve(home: Home) -> None:
    """Serve until the process is ended."""
    house = build(home, configuration.load(home.path, {}), loopback=True, said=Console(stderr=True))
    options = asyncssh.SSHServerConnectionOptions(Server(house, never)._options(), server_factory=BareGate)
    acceptor = await asyncssh.listen("127.0.0.1", 0, options=options, backlog=BACKLOG)
    sys.stdout.write(f"Listening on 127.0.0.1 port {acceptor.get_port()}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Home(Path(sys.argv[1]))))
