"""Sockets that are handed to us listening already, as systemd does for a `.socket` unit (sd_listen_fds(3)).

So a port below 1024 needs no right of our own, and while we start again callers wait instead of being refused.
"""

from __future__ import annotations

import socket
from collections.abc import MutableMapping

FIRST = 3
"""The number of the first descriptor that is handed over, after the three that every program has."""


def handed(environ: MutableMapping[str, str], pid: int, *, first: int = FIRST) -> list[socket.socket]:
    """Return the sockets that were handed to the process `pid`, and take the note of them out of the environment.

    A note that is meant for another process hands nothing over.
    """
    meant_for, count = environ.pop("LISTEN_PID", ""), environ.pop("LISTEN_FDS", "")
    environ.pop("LISTEN_FDNAMES", None)
    if meant_for != str(pid) or not count.isdecimal():
        return []
    found = [socket.socket(fileno=number) for number in range(first, first + int(count))]
    for one in found:
        one.setblocking(False)
        one.set_inheritable(False)
    return found


def place(listening: socket.socket) -> tuple[str, int]:
    """Return the host and the port on which a socket listens."""
    host, port = listening.getsockname()[:2]
    return str(host), int(port)
