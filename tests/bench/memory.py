"""Memory: what an open session holds, and whether a thousand that came and went left anything behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tests.bench.caller import Caller, call, call_many, leave_all
from tests.bench.served import HANDLE, Ground, Served, bare, ours
from tests.bench.table import Row

Begin = Callable[[Ground], AbstractContextManager[Served]]

WARM_UP, SESSIONS, CYCLES = 20, 100, 1000
SESSION_GOAL_KB, GROWTH_GOAL_PERCENT = 100, 10
SETTLED_SECONDS = 1.0
"""For what a session leaves running when it opens or ends."""


def rows(ground: Ground) -> Iterator[Row]:
    """Measure, each kind of session in a server of its own: what one frees, the next would use again."""
    for what, user, key, lines in (
        ("session at the door", "line", None, ()),
        ("line-mode session at home", HANDLE, ground.key, ()),
        ("line-mode session reading", HANDLE, ground.key, ("boards", f"go {ground.thread}", "")),
    ):
        with ours(ground) as served:
            mine = asyncio.run(_a_session(served, user, key, lines))
        with bare(ground) as served:
            floor = asyncio.run(_a_session(served, user, key, ()))
        yield Row(f"memory of a {what}", mine / 1000, "kB", SESSION_GOAL_KB, floor / 1000)
    mine, floor = (_growth(begin, ground) for begin in (ours, bare))
    yield Row(f"memory after {CYCLES:,} connects, change", mine, "%", GROWTH_GOAL_PERCENT, floor, digits=1)


async def _a_session(served: Served, user: str, key: Path | None, lines: tuple[str, ...]) -> float:
    """Return the bytes a session holds after some lines, once what the first ones load is loaded."""
    first = await _held(served, WARM_UP, user, key, lines)
    before = served.memory
    more = await _held(served, SESSIONS, user, key, lines)
    held = (served.memory - before) / SESSIONS
    await leave_all(first + more)
    return held


async def _held(served: Served, count: int, user: str, key: Path | None, lines: tuple[str, ...]) -> list[Caller]:
    callers = await call_many(served.port, user, count, key=key)
    for line in lines:
        for caller in callers:
            await caller.ask(line)
    await asyncio.sleep(SETTLED_SECONDS)
    return callers


def _growth(begin: Begin, ground: Ground) -> float:
    with begin(ground) as served:
        return asyncio.run(_left(served, ground.key))


async def _left(served: Served, key: Path) -> float:
    """Return the change, in percent, that a thousand visits leave, members' and strangers' in turn."""
    await _come_and_go(served.port, CYCLES // 10, key)
    before = served.memory
    await _come_and_go(served.port, CYCLES, key)
    return 100 * (served.memory / before - 1)


async def _come_and_go(port: int, count: int, key: Path) -> None:
    four = asyncio.Semaphore(4)

    async def visit(number: int) -> None:
        async with four:
            member = number % 2 == 0
            caller = await call(port, HANDLE if member else "line", key=key if member else None)
            await caller.prompt()
            await caller.leave()

    await asyncio.gather(*(visit(number) for number in range(count)))
    await asyncio.sleep(SETTLED_SECONDS)
