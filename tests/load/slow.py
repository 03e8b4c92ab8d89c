"""Two hundred members, each behind a line of 2,400 baud: what they wait for, and what the server keeps for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from tests.bench.served import FROM_ONE_ADDRESS, Served
from tests.bench.slow import Relay
from tests.load.crowd import live
from tests.load.ground import Ground, Line, kept, told
from tests.load.living import Seen
from tests.load.town import Town

MEMBERS = 200


def lines(ground: Ground) -> Iterator[Line]:
    """Measure."""
    with ground.town(MEMBERS, **FROM_ONE_ADDRESS) as (town, served):
        before = town.counts()
        seen, machine = asyncio.run(_slowly(town, served, ground.seconds))
        after = town.counts()
    yield {
        "what": f"{MEMBERS} members, 2,400 baud",
        "keys a second": f"{seen.keys / ground.seconds:.0f}",
        **told(seen),
        **machine,
        **kept(seen, before, after),
    }


async def _slowly(town: Town, served: Served, seconds: int) -> tuple[Seen, Line]:
    relay = Relay(served.port)
    port = await relay.listen()
    relay.slow_down()
    try:
        return await live(town, served, seconds, port)
    finally:
        await relay.close()
