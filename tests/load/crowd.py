"""A crowd: members of both modes who read, move, type, post, search and check in, all at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from random import Random

from tests.bench.served import Served
from tests.load.ground import Ground, Line, Watch, kept, told
from tests.load.living import Life, Seen
from tests.load.town import Town

ARRIVING_A_SECOND = 4.0
GRACE_SECONDS = 30.0
"""For what is half done when the time is over; a server that has too much to do is not waited for."""


def lines(ground: Ground) -> Iterator[Line]:
    """Measure every size."""
    for number in ground.members:
        with ground.town(number) as (town, served):
            before = town.counts()
            seen, machine = asyncio.run(live(town, served, ground.seconds))
            after = town.counts()
        yield {
            "what": f"{number} members",
            "keys a second": f"{seen.keys / ground.seconds:.0f}",
            **told(seen),
            **machine,
            **kept(seen, before, after),
        }


async def live(town: Town, served: Served, seconds: int, port: int = 0) -> tuple[Seen, Line]:
    """Let everybody come, four a second, and live for so many seconds after the last came."""
    seen, now = Seen(), asyncio.get_running_loop().time()
    full = now + len(town.villagers) / ARRIVING_A_SECOND
    lives = [Life(who, town, seen, Random(n)) for n, who in enumerate(town.villagers)]
    living = [
        asyncio.ensure_future(life.lives(port or served.port, now + n / ARRIVING_A_SECOND, full + seconds))
        for n, life in enumerate(lives)
    ]
    await asyncio.sleep(full - now)
    seen.begins()
    watch, before = Watch(served), sum(life.received for life in lives)
    await asyncio.sleep(seconds)
    each = (sum(life.received for life in lives) - before) / len(lives) / seconds * 60
    machine, found = watch.ends() | {"a minute each": f"{each / 1000:.1f} kB"}, seen.until_now()
    _, late = await asyncio.wait(living, timeout=GRACE_SECONDS)
    for one in late:
        one.cancel()
    await asyncio.gather(*living, return_exceptions=True)
    return found, machine
