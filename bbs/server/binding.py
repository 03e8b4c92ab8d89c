"""Where to listen: the sockets of an address, bound before anybody is let in."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from typing import Final

from bbs.config import Endpoint

EVERYWHERE: Final = "::"
STANDS_FOR: Final = {"localhost": ("127.0.0.1", "::1"), EVERYWHERE: ("0.0.0.0", EVERYWHERE)}  # noqa: S104 - asked for
"""Hosts that are an address of each kind. A socket for all of IPv6 takes no call of IPv4 unless it is told to, and
not every system can be told."""


def bound(endpoint: Endpoint, beside: Iterable[Endpoint] = ()) -> list[socket.socket]:
    """Bind an address, or both that it stands for, on one port; what stands in its own right `beside` it, once.

    Raises OSError where that cannot be. A machine with one kind of address has that one.
    """
    found, port = list[socket.socket](), endpoint.port
    others = {each for each in beside if each != endpoint}
    hosts = STANDS_FOR.get(endpoint.host, (endpoint.host,))
    for host in hosts:
        if host != endpoint.host and Endpoint(host, port) in others:
            continue
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            made = socket.create_server((host, port), family=family)
        except OSError as error:
            if found and error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                break
            for one in found:
                one.close()
            raise
        port = port or made.getsockname()[1]
        found.append(made)
    return found
