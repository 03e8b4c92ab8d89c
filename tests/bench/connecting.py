"""Time from the first packet of a connection to the last byte of what greets the caller."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.caller import call
from tests.bench.served import HANDLE, Ground, Served, bare, ours
from tests.bench.table import Row

ROUNDS, WARM_UP = 40, 5
PAUSE_SECONDS = 0.02
"""Between two calls, so that the end of one is no part of the next."""
HOME_GOAL_MS, DOOR_GOAL_TIMES = 150, 1.5


def rows(ground: Ground) -> Iterator[Row]:
    """Measure ours and the bare server in turn, so that whatever else the machine does meets both."""
    with ours(ground) as mine, bare(ground) as floor:
        yield from asyncio.run(_rows(mine, floor, ground.key))


async def _rows(mine: Served, floor: Served, key: Path) -> list[Row]:
    seconds: dict[tuple[Served, str], list[float]] = {}
    used: dict[tuple[Served, str], float] = {}
    for user, proof in (("line", None), (HANDLE, key)):
        for turn in range(WARM_UP + ROUNDS):
            for served in (mine, floor):
                before = served.processor
                took = await _connect(served.port, user, proof)
                if turn >= WARM_UP:
                    seconds.setdefault((served, user), []).append(took)
                    used[served, user] = used.get((served, user), 0) + served.processor - before
    door, home, bare_door, bare_home = (
        1000 * median(seconds[served, user]) for served in (mine, floor) for user in ("line", HANDLE)
    )
    return [
        Row("connect to the door", door, "ms", None, bare_door, digits=1),
        Row("the same, times the bare handshake", door / bare_door, "", DOOR_GOAL_TIMES, digits=2),
        Row("connect with a key to home", home, "ms", HOME_GOAL_MS, bare_home, digits=1),
        Row("processor, a visit to the door", *_each(used, mine, floor, "line"), digits=1),
        Row("processor, a visit to home", *_each(used, mine, floor, HANDLE), digits=1),
    ]


def _each(
    used: dict[tuple[Served, str], float], mine: Served, floor: Served, user: str
) -> tuple[float, str, None, float]:
    """Return milliseconds a visit, as a row takes them."""
    return 1000 * used[mine, user] / ROUNDS, "ms", None, 1000 * used[floor, user] / ROUNDS


async def _connect(port: int, user: str, key: Path | None) -> float:
    began = perf_counter()
    caller = await call(port, user, key=key)
    await caller.prompt()
    took = caller.last - began
    await caller.leave()
    await asyncio.sleep(PAUSE_SECONDS)
    return took
