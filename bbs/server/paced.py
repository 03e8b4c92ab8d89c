"""Listening sockets that let one network begin so many connections in a time, and no more.

A connection costs us a third of a millisecond before its first byte is read, so a network that knocks a thousand times
a second would have a third of a core, and the event loop takes all that wait before it turns to anybody's keys. Here
what is too much is closed as it is taken, for a tenth of that, and a few are taken a turn.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Final, Self

A_TURN: Final = 8
"""Connections that are handed on in one turn of the event loop: after them come the keys of who is in."""
LOOKED_AT: Final = 64
"""Connections that are taken and closed, at most, for each that is handed on."""

Allows = Callable[[str], bool]
"""Says of an address whether its network may begin one more connection now."""


class PacedSocket(socket.socket):
    """A listening socket as an event loop wants it: `accept` says BlockingIOError when there is no more for now."""

    _allows: Allows
    _taken = 0

    @classmethod
    def over(cls, listening: socket.socket, allows: Allows) -> Self:
        """Take the place of a socket, which is not to be used any more."""
        paced = cls(fileno=listening.detach())
        paced._allows = allows
        paced.setblocking(False)
        return paced

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next connection that its network may begin, and where it comes from."""
        if self._taken >= A_TURN:
            self._taken = 0
            raise BlockingIOError
        self._taken += 1
        for _ in range(LOOKED_AT):
            connection, peer = super().accept()
            if self._allows(peer[0] if isinstance(peer, tuple) else ""):
                return connection, peer
            connection.close()
        raise BlockingIOError
