"""What is under way in a connection, below its channels: what waits, what the caller's side has not taken."""

from __future__ import annotations

import asyncio
import fcntl
import sys
import termios

from asyncssh.connection import SSHConnection
from asyncssh.constants import MSG_IGNORE
from asyncssh.packet import SSHPacketLogger

PACKET_COST = 128
"""What a packet that waits takes beside its bytes: some have none, and 100,000 of them are not nothing."""


def send_no_empty_packets(connection: SSHConnection) -> None:
    """Leave out the empty packet (MSG_IGNORE) that asyncssh sends ahead of every one.

    It hides the chaining of CBC ciphers (RFC 4251, section 9.3.1), which are not on offer here: without it a typed
    character takes 36 bytes instead of 72.
    """
    send = connection.send_packet

    def send_packet(pkttype: int, *args: bytes, handler: SSHPacketLogger | None = None) -> None:
        if pkttype != MSG_IGNORE:
            send(pkttype, *args, handler=handler)

    connection.send_packet = send_packet  # type: ignore[method-assign]


def unsent(connection: SSHConnection) -> int:
    """Return the bytes that wait in a connection: in its transport, and behind a key exchange that was not finished.

    asyncssh counts only those of a channel, which bounds no client that offers a window of 2 GiB.
    """
    transport: asyncio.Transport | None = connection._transport
    below = transport.get_write_buffer_size() if transport is not None else 0
    return below + sum(PACKET_COST + sum(map(len, parts)) for _, parts in connection._deferred_packets)


def on_its_way(connection: SSHConnection) -> int:
    """Return the bytes that the system has taken from us and the caller's has not acknowledged (tcp(7), SIOCOUTQ)."""
    line = connection.get_extra_info("socket")
    if line is None or line.fileno() < 0:
        return 0
    try:
        return int.from_bytes(fcntl.ioctl(line.fileno(), termios.TIOCOUTQ, bytes(4)), sys.byteorder)
    except OSError:  # not a socket that can tell
        return 0
