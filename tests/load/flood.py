"""A flood from one network while others work: half-open lines, noise and guesses, as fast as they are taken."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from statistics import median
from time import perf_counter

import asyncssh

from tests.bench.served import Served
from tests.load.crowd import live
from tests.load.ground import Ground, Line, told
from tests.load.living import Seen
from tests.load.town import Town

MEMBERS, EACH = 50, 10
FROM, HELPED = "127.9.9.9", "127.8.8.8"
HELD_SECONDS, ASKED_EVERY_SECONDS = 30, 5


def lines(ground: Ground) -> Iterator[Line]:
    """Measure the same members without a flood, and in one."""
    for what, is_flooded in (("in peace", False), ("in a flood", True)):
        with ground.town(MEMBERS) as (town, served):
            seen, machine, done, helped = asyncio.run(_among(town, served, ground.seconds, is_flooded=is_flooded))
        yield {
            "what": f"{MEMBERS} members {what}",
            **told(seen),
            **machine,
            "help@ p50 / most": f"{1000 * median(helped):.0f} / {1000 * max(helped):.0f} ms",
            "flood": ", ".join(f"{n:,} {name}" for name, n in done.items()),
        }


async def _among(
    town: Town, served: Served, seconds: int, *, is_flooded: bool
) -> tuple[Seen, Line, Counter[str], list[float]]:
    done, helped = Counter[str](), list[float]()
    kinds = (_half_open, _noise, _guess) if is_flooded else ()
    going = [asyncio.ensure_future(_again(kind, served.port, done)) for kind in kinds for _ in range(EACH)]
    going.append(asyncio.ensure_future(_asks_for_help(served.port, helped)))
    seen, machine = await live(town, served, seconds)
    for one in going:
        one.cancel()
    await asyncio.gather(*going, return_exceptions=True)
    return seen, machine, done, helped


async def _again(act: Callable[[int], Awaitable[None]], port: int, done: Counter[str]) -> None:
    while True:
        with suppress(OSError, asyncssh.Error, TimeoutError):
            await act(port)
        done[act.__name__.strip("_")] += 1
        await asyncio.sleep(0)


async def _half_open(port: int) -> None:
    """Connect, say nothing, and hold the line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(FROM, 0))
    try:
        async with asyncio.timeout(HELD_SECONDS):
            await reader.read()
    finally:
        writer.close()


async def _noise(port: int) -> None:
    """Send what is no SSH."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(FROM, 0))
    try:
        writer.write(os.urandom(4096))
        async with asyncio.timeout(HELD_SECONDS):
            await reader.read()
    finally:
        writer.close()


async def _guess(port: int) -> None:
    """Try a passphrase on a handle."""
    async with asyncssh.connect(
        "127.0.0.1",
        port,
        local_addr=(FROM, 0),
        username="villager1",
        password="letmein letmein letmein",
        preferred_auth="password",
        client_keys=None,
        known_hosts=None,
        config=None,
        agent_path=None,
        gss_host=None,
    ):
        raise AssertionError("that guess was wrong")


async def _asks_for_help(port: int, took: list[float]) -> None:
    """Ask for crisis help from another network, every few seconds; note how long it takes to be told."""
    while True:
        began = perf_counter()
        async with asyncssh.connect(
            "127.0.0.1", port, local_addr=(HELPED, 0), username="help", known_hosts=None, config=None, agent_path=None
        ) as line:
            said = await line.run(stdin=asyncssh.DEVNULL)
            assert "in danger" in str(said.stdout)
        took.append(perf_counter() - began)
        await asyncio.sleep(ASKED_EVERY_SECONDS)
