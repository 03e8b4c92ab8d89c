"""Many members at once: how long a key waits for its answer, what a key costs, and what they cost while silent.

In the full screen a key moves the selection; in the line mode it is a letter that is echoed.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from statistics import quantiles

from tests.bench.caller import Caller, call_many, leave_all
from tests.bench.screens import HOME
from tests.bench.served import HANDLE, Ground, Serve, bare, full, line, stock
from tests.bench.table import Row

CALLERS, CROWD, KEYS, EVERY_SECONDS, IDLE_SECONDS = 50, 200, 6, 2.0, 6.0
P50_MS, P99_MS, KEY_MS, IDLE_PERCENT, ALL_MB = 4, 10, 3, 0.2, 110
CROWD_P99_MS, CROWD_MB = 100, 300
WARM_UP = 2
"""Keys each presses before they are counted."""


@dataclass(frozen=True)
class Seen:
    """What was seen of one server."""

    p50: float
    p99: float
    a_key: float
    idle: float
    idle_bytes: int
    all_memory: float


def rows(ground: Ground) -> Iterator[Row]:
    """Measure one server after the other."""
    seen = [asyncio.run(_watch(serve, ground, CALLERS)) for serve in (full, line, stock, bare)]
    fifty = f"{CALLERS} sessions"
    yield Row.of_all(f"key to first byte, {fifty}, p50", "ms", P50_MS, (s.p50 for s in seen), digits=2)
    yield Row.of_all(f"key to first byte, {fifty}, p99", "ms", P99_MS, (s.p99 for s in seen), digits=2)
    yield Row.of_all("processor time a key", "ms", KEY_MS, (s.a_key for s in seen), digits=2)
    yield Row.of_all(f"idle, {fifty}, channel bytes", "B", 0, (s.idle_bytes for s in seen))
    yield Row.of_all(f"idle, {fifty}, of a core", "%", IDLE_PERCENT, (s.idle for s in seen), digits=2)
    yield Row.of_all(f"all memory, {fifty}", "MB", ALL_MB, (s.all_memory for s in seen))


def crowd(ground: Ground) -> Iterator[Row]:
    """Measure two hundred."""
    seen = [asyncio.run(_watch(serve, ground, CROWD)) for serve in (full, line, stock)]
    many = f"{CROWD} sessions"
    yield Row.of_all(f"key to first byte, {many}, p99", "ms", CROWD_P99_MS, (s.p99 for s in seen), digits=2)
    yield Row.of_all(f"all memory, {many}", "MB", CROWD_MB, (s.all_memory for s in seen))


async def _watch(serve: Serve, ground: Ground, count: int) -> Seen:
    drawn = serve in (full, stock)
    keys = (b"j", b"k") if drawn else (b"x",)
    with serve(ground) as served:
        callers = await call_many(served.port, HANDLE, count, key=ground.key, words=HOME if drawn else b"")
        await asyncio.sleep(1)
        heard, used = _heard(callers), served.processor
        await asyncio.sleep(IDLE_SECONDS)
        idle, idle_bytes = (served.processor - used) / IDLE_SECONDS, _heard(callers) - heard
        await _type_all(callers, keys * (WARM_UP // len(keys)))
        used = served.processor
        waits = await _type_all(callers, (keys * KEYS)[:KEYS])
        a_key = (served.processor - used) / (count * KEYS)
        memory = served.all_memory
        await leave_all(callers)
    cuts = quantiles(waits, n=100)
    return Seen(1e3 * cuts[49], 1e3 * cuts[98], 1e3 * a_key, 100 * idle, idle_bytes, memory / 1e6)


def _heard(callers: list[Caller]) -> int:
    return sum(len(caller.said) for caller in callers)


async def _type_all(callers: list[Caller], keys: tuple[bytes, ...]) -> list[float]:
    """Let everybody press keys from a moment of their own; return the seconds each key waited."""
    chance = random.Random(len(callers))
    waits = await asyncio.gather(*(_type(caller, keys, chance.uniform(0, EVERY_SECONDS)) for caller in callers))
    return list(chain.from_iterable(waits))


async def _type(caller: Caller, keys: tuple[bytes, ...], start: float) -> list[float]:
    loop = asyncio.get_running_loop()
    began = loop.time() + start
    waits = []
    for n, key in enumerate(keys):
        await asyncio.sleep(began + n * EVERY_SECONDS - loop.time())
        waits.append(await caller.key(key))
    return waits
