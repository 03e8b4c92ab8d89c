"""The way out of this machine, shut while tests run: only loopback addresses and sockets of this machine are reached.

It holds for everything in the process of the tests; a server that a test starts as a program of its own is not in it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any, Final

import pytest

NAMES: Final = frozenset({"localhost", "", "0.0.0.0", "::"})
"""Names that are this machine."""


class OutboundError(AssertionError):
    """Something in the program, or in a test, wanted to reach another machine."""


def is_here(address: Any) -> bool:
    """Say whether an address is of this machine: a path, a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return host in NAMES or ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(real: Callable[..., Any], place: int) -> Callable[..., Any]:
    def call(self: socket.socket, *words: Any) -> Any:
        if not is_here(words[place]):
            raise OutboundError("a test may not reach another machine")
        return real(self, *words)

    return call


def _looked_up(real: Callable[..., Any]) -> Callable[..., Any]:
    def call(host: Any, *words: Any, **how: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_here((name,)):
            raise OutboundError("a test may not look up another machine")
        return real(host, *words, **how)

    return call


def shut(patch: pytest.MonkeyPatch) -> None:
    """Shut it until the patch is undone."""
    for name, place in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), place))
    patch.setattr(socket, "getaddrinfo", _looked_up(socket.getaddrinfo))
