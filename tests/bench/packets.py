"""What travels below the channel: bytes of the TCP connection for each byte that is said.

SSH adds 35 bytes to a packet, so one packet a frame keeps this near 1. asyncssh sends an empty packet (MSG_IGNORE) of
36 bytes ahead of each one, the bare server's included; ours leaves it out. For a single byte the bare server is the
measure and not the goal.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from tests.bench.caller import Caller, call
from tests.bench.screens import DOWN, ENTER, HOME
from tests.bench.served import HANDLE, Ground, Serve, bare, full, line, stock
from tests.bench.table import Row

GOAL_TIMES = 1.3
A_PACKET = 36
"""What the shortest packet takes: 35 bytes of SSH's own and one that is said."""
BOARDS, MOVED, OPENED, FIRST = b"Boards, 2 of", b"Sleep and nights, 2 of", b" of 20", b"1 of 1"


def rows(ground: Ground) -> Iterator[Row]:
    """Measure."""
    door, post, typed = _on(line, ground, _lines)
    ours, theirs = _on(full, ground, _screens), _on(stock, ground, _screens)
    (floor,) = _on(bare, ground, _bare)
    yield Row("TCP bytes over payload, the door", "", GOAL_TIMES, line=door, digits=2)
    yield Row("TCP bytes over payload, a post", "", GOAL_TIMES, line=post, digits=2)
    for n, what in enumerate(("a list", "a message")):
        yield Row(f"TCP bytes over payload, {what}", "", GOAL_TIMES, full=ours[n], stock=theirs[n], digits=2)
    yield Row("TCP bytes over payload, a move", "", full=ours[2], stock=theirs[2], digits=2)
    yield Row("TCP bytes for one typed character", line=typed, floor=floor)


def _on(
    serve: Serve, ground: Ground, measure: Callable[[int, Ground], Awaitable[tuple[float, ...]]]
) -> tuple[float, ...]:
    with serve(ground) as served:
        return asyncio.run(_awaited(measure(served.port, ground)))


async def _awaited(measuring: Awaitable[tuple[float, ...]]) -> tuple[float, ...]:
    return await measuring


async def _lines(port: int, ground: Ground) -> tuple[float, ...]:
    stranger = await call(port, "line")
    await stranger.prompt()
    door = await ratio(stranger, stranger.ask("again"))  # said again: the first time the handshake is in the count
    member = await call(port, HANDLE, key=ground.key)
    await member.prompt()
    post = await ratio(member, member.ask(f"go {ground.corpus.thread}"))
    typed = await a_key(member)
    await stranger.leave()
    await member.leave()
    return door, post, typed


async def _screens(port: int, ground: Ground) -> tuple[float, ...]:
    member = await call(port, HANDLE, key=ground.key, rest=0.15)
    await member.shown(HOME)
    await member.press(b"2", BOARDS)
    await member.press(ENTER, b"1 of 9")
    move = await ratio(member, member.press(DOWN, MOVED))
    await member.press(str(ground.corpus.board).encode(), b" of 9")
    board = await ratio(member, member.press(ENTER, OPENED))
    message = await ratio(member, member.press(ENTER, FIRST))
    await member.leave()
    return board, message, move


async def _bare(port: int, ground: Ground) -> tuple[float, ...]:
    nobody = await call(port, "line")
    await nobody.prompt()
    typed = await a_key(nobody)
    await nobody.leave()
    return (typed,)


async def ratio(caller: Caller, step: Awaitable[bytes]) -> float:
    """Return the bytes that come over the connection in a step, for each byte said in it."""
    before = caller.tcp_bytes
    await step
    return (caller.tcp_bytes - before) / len(caller.said)


async def a_key(caller: Caller) -> float:
    """Return the bytes that come over the connection for one typed character."""
    before = caller.tcp_bytes
    await caller.key(b"x")
    return caller.tcp_bytes - before
