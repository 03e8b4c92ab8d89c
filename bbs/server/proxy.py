"""The PROXY protocol, version 2: how a load balancer in front of us names the caller's real address.

Read only where the operator turned it on, and only from the peers they trust: anybody else could name any address.
Source: https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt, sections 2 and 2.2.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from bbs.server.limits import address_of

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
FIXED = 16  # bytes: the signature, version and command, family and transport, length of what follows
LONGEST = 536  # bytes in all: the smallest segment every host must take, which a header has to fit (section 2)
SECONDS = 5.0  # to wait for a header; the source asks for at least 3, to cover a lost packet

_LOCAL, _PROXY = 0x20, 0x21
_TCP4, _TCP6 = 0x11, 0x21
_ADDRESSES = {0: 0, 1: 12, 2: 36, 3: 216}  # bytes that the addresses of a family take: none, IPv4, IPv6, unix
_TRANSPORTS = {0, 1, 2}  # none, stream, datagram


class HeaderError(ValueError):
    """What came is no header we can trust; the connection is closed without a word. Never shown to a caller."""


@dataclass(frozen=True)
class ProxyHeader:
    """What the proxy said. `source` is None for its own health checks and for whatever is not TCP over IP."""

    source: str | None
    length: int  # bytes the header takes


def length_of(start: bytes) -> int:
    """Return how many bytes the header that begins with `start` takes, 16 to 536. `start` has 16 bytes or more.

    Raises HeaderError.
    """
    if len(start) < FIXED or not start.startswith(SIGNATURE):
        raise HeaderError("not a PROXY v2 header")
    if start[12] not in (_LOCAL, _PROXY):
        raise HeaderError("unknown version or command")
    length = FIXED + int.from_bytes(start[14:16], "big")
    if length > LONGEST:
        raise HeaderError("too long")
    return length


def parse(header: bytes) -> ProxyHeader:
    """Read a whole header; what follows it in `header` is left alone. Extensions (TLVs) are skipped.

    Raises HeaderError.
    """
    length = length_of(header)
    if len(header) < length:
        raise HeaderError("cut short")
    if header[12] == _LOCAL:  # the rest means nothing then, not even the family
        return ProxyHeader(None, length)
    kind = header[13]
    family, transport = kind >> 4, kind & 0x0F
    if family not in _ADDRESSES or transport not in _TRANSPORTS:
        raise HeaderError("unknown family or transport")
    if length < FIXED + _ADDRESSES[family]:
        raise HeaderError("shorter than its addresses")
    source: str | None = None
    if kind == _TCP4:
        source = str(IPv4Address(header[16:20]))
    elif kind == _TCP6:
        source = str(IPv6Address(header[16:32]))
    return ProxyHeader(source, length)


async def read_header(sock: socket.socket, loop: asyncio.AbstractEventLoop, seconds: float = SECONDS) -> str | None:
    """Read the header from a connected, non-blocking socket and return the source in it; see ProxyHeader.

    Not a byte more is read, so the socket can go on to `asyncssh.run_server(sock)`. Raises HeaderError,
    TimeoutError after `seconds`, or another OSError; the caller closes the socket then.
    """
    async with asyncio.timeout(seconds):
        start = await _exactly(sock, loop, FIXED)
        rest = await _exactly(sock, loop, length_of(start) - FIXED)
    return parse(start + rest).source


async def _exactly(sock: socket.socket, loop: asyncio.AbstractEventLoop, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = await loop.sock_recv(sock, size - len(got))
        if not more:
            raise HeaderError("closed before its end")
        got += more
    return got


class Trusted:
    """The peers whose header is believed, as the operator listed them. An empty list turns the protocol off."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks: tuple[IPv4Network | IPv6Network, ...] = tuple(map(ip_network, networks))

    def __bool__(self) -> bool:
        return bool(self._networks)

    def __contains__(self, peer: str | None) -> bool:
        address = address_of(peer)
        return address is not None and any(address in network for network in self._networks)
