"""Sending what was to go out later: looked for every minute, from the server's own loop."""

from __future__ import annotations

import logging

from bbs.community import later, noticed
from bbs.community.later import CameBack
from bbs.errors import BBSError
from bbs.house import House
from bbs.news import BOARD, POSTS, News, came_back_to

EVERY = 60
"""Seconds between two looks."""

log = logging.getLogger(__name__)


async def send_due(house: House) -> None:
    """Post each reply whose hour has come, in a transaction of its own; tell who listens, and who gets theirs back."""
    if house.store is None or house.vault is None:
        return
    for one in await house.store.read(later.due, house.clock.now()):
        how = house.config.writing
        sent = await house.write(later.send, house.vault, one, now=house.clock.now(), writing=how)
        if isinstance(sent, CameBack):
            house.news.tell(News(came_back_to(sent.to), 0, 0))
        elif sent is not None:
            await house.write(
                noticed.in_post, house.vault, house.texts.noticing, sent.id, now=house.clock.now(), writing=how
            )
            for topic in (BOARD + sent.board, POSTS):
                house.news.tell(News(topic, sent.id, sent.author_id))


async def keep_sending(house: House) -> None:
    """Send what is due until cancelled. What a disk does not take is tried again at the next look."""
    while house.store is not None:
        try:
            await send_due(house)
        except BBSError as error:
            log.error("a reply that was to go out was put off: %s", type(error).__name__)
        await house.clock.sleep(EVERY)
