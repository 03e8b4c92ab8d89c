"""Calling the staff who are here to what is urgent and was not taken: looked for every minute, from the server.

The same look takes in who looks after the place, as it may have been changed on the machine meanwhile.
"""

from __future__ import annotations

import logging

from bbs import roll
from bbs.community import caring, paging
from bbs.errors import BBSError
from bbs.house import House
from bbs.news import UNTAKEN, News

EVERY = 60
"""Seconds between two looks."""

log = logging.getLogger(__name__)


async def call(house: House, called: set[int]) -> None:
    """Tell those who listen of each case that waited too long, but for those that were `called` before."""
    if house.store is None:
        return
    await roll.look(house, (visit.member for visit in house.visits.everyone()))
    house.carers = await house.store.read(caring.carers, now=house.clock.now())
    found = await house.store.read(paging.untaken, now=house.clock.now())
    for case in sorted(found - called):
        house.news.tell(News(UNTAKEN, case, 0))
    called &= found
    called |= found


async def keep_calling(house: House) -> None:
    """Call until cancelled. What cannot be looked up now is looked up the next time."""
    called: set[int] = set()
    while house.store is not None:
        try:
            await call(house, called)
        except BBSError as error:
            log.error("what is urgent could not be looked up: %s", type(error).__name__)
        await house.clock.sleep(EVERY)
