"""Calling the staff who are here to what is urgent and was not taken: looked for every minute, from the server.

What somebody took who is gone comes back by the same look (bbs/community/away.py). It also takes in who looks after the
place, and what was decided about it, as that may have been changed on the machine meanwhile.
"""

from __future__ import annotations

import logging

from bbs import roll, taking_in
from bbs.community import away, caring, machine_visits, paging
from bbs.errors import BBSError
from bbs.house import House
from bbs.news import UNTAKEN, News
from bbs.visits import GONE_SECONDS

EVERY = 60
"""Seconds between two looks."""

log = logging.getLogger(__name__)


async def call(house: House, called: set[int]) -> None:
    """Tell those who listen of each case that waited too long, but for those that were `called` before."""
    if house.store is None:
        return
    now = house.clock.now()
    await roll.look(house, (visit.member for visit in house.visits.everyone()))
    house.carers = await house.store.read(caring.carers, now=now)
    await _let_go(house, now)
    found = await house.store.read(paging.untaken, now=now)
    for case in sorted(found - called):
        house.news.tell(News(UNTAKEN, case, 0))
    called &= found
    called |= found
    if await house.store.read(machine_visits.is_any, now=now):
        await taking_in.take_in(house)


async def _let_go(house: House, now: int) -> None:
    """Let what is urgent wait again where whoever took it is gone; after a start everybody has time to come back."""
    if house.store is None or now - house.began < GONE_SECONDS:
        return
    here = house.visits.staff_lately(now) | await house.store.read(machine_visits.staff_lately, now=now)
    if await house.store.read(away.any_left, here, now=now):
        await house.write(away.let_go, here, now=now)


async def keep_calling(house: House) -> None:
    """Call until cancelled. What cannot be looked up now is looked up the next time."""
    called: set[int] = set()
    while house.store is not None:
        try:
            await call(house, called)
        except BBSError as error:
            log.error("what is urgent could not be looked up: %s", type(error).__name__)
        await house.clock.sleep(EVERY)
