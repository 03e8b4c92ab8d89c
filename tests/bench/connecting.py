"""Time from the first packet of a connection to the last byte of what greets the caller, and what that costs."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.caller import call
from tests.bench.screens import HOME
from tests.bench.served import HANDLE, Ground, Served, bare, full, line, stock
from tests.bench.table import Row

ROUNDS, WARM_UP = 40, 5
PAUSE_SECONDS = 0.02
"""Before and after a call ends, so that what it leaves running is part of it and no part of the next."""
HOME_GOAL_MS, DOOR_GOAL_TIMES, PROCESSOR_GOAL_MS = 150, 1.5, 60


@dataclass
class Calls:
    """How long each call to one server took, and the processor time up to what greeted it."""

    served: Served
    words: bytes = b""
    """What greets in the full screen; without them it is a prompt."""
    took: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)

    async def call(self, user: str, ground: Ground) -> None:
        """Call once."""
        before, began = self.served.processor, perf_counter()
        caller = await call(self.served.port, user, key=ground.key if user == HANDLE else None)
        await (caller.shown(self.words) if self.words else caller.prompt())
        self.took.append(1000 * (caller.last - began))
        await asyncio.sleep(PAUSE_SECONDS)
        self.used.append(1000 * (self.served.processor - before))
        await caller.leave()
        await asyncio.sleep(PAUSE_SECONDS)

    @property
    def milliseconds(self) -> float:
        """How long a call took."""
        return median(self.took[WARM_UP:])

    @property
    def processor(self) -> float:
        """Milliseconds of a processor."""
        return median(self.used[WARM_UP:])


def rows(ground: Ground) -> Iterator[Row]:
    """Measure all servers in turn, so that whatever else the machine does meets each of them."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        lines, floor, screens, theirs = (
            stack.enter_context(serve(ground.copy(Path(folder) / serve.__name__)))
            for serve in (line, bare, full, stock)
        )
        door = [Calls(lines), Calls(floor)]
        home = [Calls(screens, HOME), Calls(lines), Calls(theirs, HOME), Calls(floor)]
        asyncio.run(_call("line", door, ground))
        asyncio.run(_call(HANDLE, home, ground))
    mine, bare_door = (calls.milliseconds for calls in door)
    yield Row("connect to the door", "ms", line=mine, floor=bare_door, digits=1)
    yield Row("the same, times the bare handshake", "", DOOR_GOAL_TIMES, line=mine / bare_door, digits=2)
    took, used = (calls.milliseconds for calls in home), (calls.processor for calls in home)
    yield Row.of_all("connect with a key to home", "ms", HOME_GOAL_MS, took, digits=1)
    yield Row.of_all("processor time, from the connection to home", "ms", PROCESSOR_GOAL_MS, used, digits=1)


async def _call(user: str, calls: list[Calls], ground: Ground) -> None:
    for _ in range(WARM_UP + ROUNDS):
        for each in calls:
            await each.call(user, ground)
