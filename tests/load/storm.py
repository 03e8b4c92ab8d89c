"""Login storms: everybody signs in at the same moment, after a restart for instance, with keys and with passphrases.

A passphrase costs its Argon2 work, two at a time; whoever finds too many waiting is asked to try again, and does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from random import Random
from time import perf_counter

import asyncssh

from tests.bench.served import Served
from tests.load.ground import Ground, Line, Watch, milliseconds
from tests.load.living import Life, Seen
from tests.load.town import PASSPHRASE, Town

MEMBERS = 200
AGAIN_SECONDS = (2.0, 5.0)
LONGEST_SECONDS = 300


def lines(ground: Ground) -> Iterator[Line]:
    """Measure both ways to sign in."""
    for what, passphrase in (("keys", None), ("passphrases", PASSPHRASE)):
        with ground.town(MEMBERS) as (town, served):
            yield {"what": f"{MEMBERS} at once, {what}"} | asyncio.run(_all_at_once(town, served, passphrase))


async def _all_at_once(town: Town, served: Served, passphrase: str | None) -> Line:
    seen, watch, took = Seen(), Watch(served), list[float]()
    lives = [Life(who, town, seen, Random(n)) for n, who in enumerate(town.villagers)]
    began = perf_counter()

    async def comes(life: Life) -> None:
        while perf_counter() - began < LONGEST_SECONDS:
            try:
                await life.arrives(served.port, passphrase=passphrase)
            except (asyncssh.Error, OSError):
                seen.counts["asked to try again"] += 1
                await asyncio.sleep(life.chance.uniform(*AGAIN_SECONDS))
            else:
                took.append(perf_counter() - began)
                return

    await asyncio.gather(*(comes(life) for life in lives))
    machine = watch.ends()
    await asyncio.gather(*(life.caller.leave() for life in lives if hasattr(life.caller, "connection")))
    return {
        "first home": milliseconds([min(took)], 50),
        "half are home": milliseconds(took, 50),
        "all are home": milliseconds([max(took)], 50),
        "home": str(len(took)),
        "asked to try again": str(seen.counts["asked to try again"]),
        **machine,
    }
