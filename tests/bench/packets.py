"""What travels below the channel: bytes of the TCP connection for each byte that is said.

SSH adds 35 bytes to a packet, so one packet a frame keeps this near 1. asyncssh sends an empty packet (MSG_IGNORE)
ahead of each one, the bare server's included. For a single byte the bare server is the measure and not the goal.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from tests.bench.caller import Caller, call
from tests.bench.served import HANDLE, Ground, Served, bare, ours
from tests.bench.table import Row

GOAL_TIMES = 1.3


def rows(ground: Ground) -> Iterator[Row]:
    """Measure."""
    with ours(ground) as mine, bare(ground) as floor:
        yield from asyncio.run(_rows(mine, floor, ground))


async def _rows(mine: Served, floor: Served, ground: Ground) -> list[Row]:
    stranger = await call(mine.port, "line")
    door = await _times(stranger, "again")  # said again: the first time the handshake is part of the count
    member = await call(mine.port, HANDLE, key=ground.key)
    post = await _times(member, f"go {ground.thread}")
    nobody = await call(floor.port, "line")
    a_key, bare_key = await _a_key(member), await _a_key(nobody)
    for caller in (stranger, member, nobody):
        await caller.leave()
    return [
        Row("TCP bytes over payload, the door", door, "", GOAL_TIMES, digits=2),
        Row("TCP bytes over payload, a post", post, "", GOAL_TIMES, digits=2),
        Row("TCP bytes for one typed character", a_key, "B", None, bare_key),
    ]


async def _times(caller: Caller, line: str) -> float:
    """Return the bytes that came over the connection, for each byte said in answer to a line."""
    await caller.prompt()
    before = caller.tcp_bytes
    await caller.ask(line)
    return (caller.tcp_bytes - before) / len(caller.said)


async def _a_key(caller: Caller) -> int:
    await caller.prompt()
    before = caller.tcp_bytes
    await caller.key(b"x")
    return caller.tcp_bytes - before
