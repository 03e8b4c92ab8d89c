"""Memory: what an open session holds, and whether a thousand that came and went left anything behind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.caller import Caller, call, call_many, leave_all
from tests.bench.screens import ENTER, HOME
from tests.bench.served import HANDLE, Ground, Serve, Served, bare, full, line, stock
from tests.bench.table import Row

WARM_UP, SESSIONS, CYCLES = 20, 60, 1000
LINE_GOAL_KB, REST_GOAL_KB, USE_GOAL_KB, GROWTH_GOAL_PERCENT = 100, 1000, 1200, 10
SETTLED_SECONDS = 1.0
"""For what a session leaves running when it opens or ends."""
REST_SECONDS = 8.0
"""A session at rest: nobody pressed a key for so long."""


@dataclass(frozen=True)
class Kind:
    """A kind of session: who calls, what they see first, what they press and see then, how they rest."""

    user: str = HANDLE
    words: bytes = b""
    steps: tuple[tuple[bytes, bytes], ...] = ()
    rest: float = SETTLED_SECONDS


DOOR = Kind("line")
LINES = Kind()
READING = Kind(steps=((b"boards\r", b": "), (b"go boards/everyday\r", b": "), (b"1\r", b": ")))
HOME_REST = Kind(words=HOME, rest=REST_SECONDS)
IN_USE = Kind(
    words=HOME,
    steps=(
        (b"2", b"2 of "),
        (ENTER, b"1 of 9"),
        (b"7", b"7 of 9"),
        (ENTER, b"1 of 20"),
        (ENTER, b"1 of 1"),
        (b"r", b"draft"),
        (b"x", b"x"),
    ),
)
"""Home, boards, a board, a message, and a reply just begun."""
AFTER_USE = Kind(words=HOME, steps=IN_USE.steps, rest=REST_SECONDS)


def rows(ground: Ground) -> Iterator[Row]:
    """Measure, each kind of session in a server of its own: what one frees, the next would use again."""
    floor = _a_session(bare, ground, DOOR)
    for what, serve, kind in (
        ("session at the door", line, DOOR),
        ("line-mode session at home", line, LINES),
        ("line-mode session reading", line, READING),
    ):
        yield Row(f"memory of a {what}", "kB", LINE_GOAL_KB, line=_a_session(serve, ground, kind), floor=floor)
    for what, goal, kind in (
        ("at rest at home", REST_GOAL_KB, HOME_REST),
        ("in use, writing", USE_GOAL_KB, IN_USE),
        ("at rest in the same place", REST_GOAL_KB, AFTER_USE),
    ):
        ours, theirs = (_a_session(serve, ground, kind) for serve in (full, stock))
        yield Row(f"memory of a session {what}", "kB", goal, full=ours, stock=theirs, floor=floor)
    change = (_growth(serve, ground) for serve in (full, line, stock, bare))
    yield Row.of_all(f"memory after {CYCLES:,} connects, change", "%", GROWTH_GOAL_PERCENT, change, digits=1)


def _a_session(serve: Serve, ground: Ground, kind: Kind) -> float:
    """Return the kilobytes a session holds."""
    with serve(ground) as served:
        return asyncio.run(_measured(served, ground, kind)) / 1000


async def _measured(served: Served, ground: Ground, kind: Kind) -> float:
    """Return the bytes a session adds, once what the first ones load is loaded."""
    first = await _held(served, ground, WARM_UP, kind)
    before = served.memory
    more = await _held(served, ground, SESSIONS, kind)
    held = (served.memory - before) / SESSIONS
    await leave_all(first + more)
    return held


async def _held(served: Served, ground: Ground, count: int, kind: Kind) -> list[Caller]:
    key = ground.key if kind.user == HANDLE else None
    callers = await call_many(served.port, kind.user, count, key=key, words=kind.words)
    for keys, words in kind.steps:
        for caller in callers:
            await caller.press(keys, words)
    await asyncio.sleep(kind.rest)
    return callers


def _growth(serve: Serve, ground: Ground) -> float:
    with serve(ground) as served:
        return asyncio.run(_left(served, ground, HOME if serve in (full, stock) else b""))


async def _left(served: Served, ground: Ground, words: bytes) -> float:
    """Return the change, in percent, that a thousand visits leave, members' and strangers' in turn."""
    await _come_and_go(served.port, CYCLES // 10, ground, words)
    before = served.memory
    await _come_and_go(served.port, CYCLES, ground, words)
    return 100 * (served.memory / before - 1)


async def _come_and_go(port: int, count: int, ground: Ground, words: bytes) -> None:
    four = asyncio.Semaphore(4)

    async def visit(number: int) -> None:
        async with four:
            member = number % 2 == 0
            caller = await call(port, HANDLE if member else "line", key=ground.key if member else None)
            await (caller.shown(words) if member and words else caller.prompt())
            await caller.leave()

    await asyncio.gather(*(visit(number) for number in range(count)))
    await asyncio.sleep(SETTLED_SECONDS)
