"""Fifty members at once: how long a key waits for its echo, what a key costs, and what they cost while silent."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from statistics import quantiles

from tests.bench.caller import Caller, call_many, leave_all
from tests.bench.served import HANDLE, Ground, Served, bare, ours
from tests.bench.table import Row

CALLERS, KEYS, EVERY_SECONDS, IDLE_SECONDS = 50, 5, 2.0, 6.0
P50_MS, P99_MS, KEY_MS, IDLE_PERCENT, ALL_MB = 4, 10, 3, 0.2, 110


@dataclass(frozen=True)
class Seen:
    """What was seen of one server."""

    p50: float
    p99: float
    a_key: float
    idle: float
    idle_bytes: int
    all_memory: int


def rows(ground: Ground) -> Iterator[Row]:
    """Measure ours, then the bare server."""
    with ours(ground) as served:
        mine = asyncio.run(_watch(served, ground))
    with bare(ground) as served:
        floor = asyncio.run(_watch(served, ground))
    fifty = f"{CALLERS} sessions"
    yield Row(f"key to first byte, {fifty}, p50", mine.p50 * 1e3, "ms", P50_MS, floor.p50 * 1e3, digits=2)
    yield Row(f"key to first byte, {fifty}, p99", mine.p99 * 1e3, "ms", P99_MS, floor.p99 * 1e3, digits=2)
    yield Row("processor time a key", mine.a_key * 1e3, "ms", KEY_MS, floor.a_key * 1e3, digits=2)
    yield Row(f"idle, {fifty}, channel bytes", mine.idle_bytes, "B", 0, floor.idle_bytes)
    yield Row(f"idle, {fifty}, of a core", mine.idle * 100, "%", IDLE_PERCENT, floor.idle * 100, digits=2)
    yield Row(f"all memory, {fifty}", mine.all_memory / 1e6, "MB", ALL_MB, floor.all_memory / 1e6)


async def _watch(served: Served, ground: Ground) -> Seen:
    callers = await call_many(served.port, HANDLE, CALLERS, key=ground.key)
    await asyncio.sleep(1)
    heard, used = _heard(callers), served.processor
    await asyncio.sleep(IDLE_SECONDS)
    idle, idle_bytes = (served.processor - used) / IDLE_SECONDS, _heard(callers) - heard
    chance, used = random.Random(CALLERS), served.processor
    waits = await asyncio.gather(*(_type(caller, chance.uniform(0, EVERY_SECONDS)) for caller in callers))
    a_key = (served.processor - used) / (CALLERS * KEYS)
    cuts = quantiles(chain.from_iterable(waits), n=100)
    memory = served.all_memory
    await leave_all(callers)
    return Seen(cuts[49], cuts[98], a_key, idle, idle_bytes, memory)


def _heard(callers: list[Caller]) -> int:
    return sum(len(caller.said) for caller in callers)


async def _type(caller: Caller, start: float) -> list[float]:
    """Press keys at a steady pace, from a moment of one's own; return the seconds each waited."""
    loop = asyncio.get_running_loop()
    began = loop.time() + start
    waits = []
    for n in range(KEYS):
        await asyncio.sleep(began + n * EVERY_SECONDS - loop.time())
        waits.append(await caller.key(b"x"))
    return waits
