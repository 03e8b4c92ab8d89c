"""Hearing, at the start, what was saved or changed as the server died and was not heard yet (SAFETY.md 4 to 7)."""

from __future__ import annotations

import logging

from bbs.community import noticed
from bbs.errors import BBSError
from bbs.house import House

log = logging.getLogger(__name__)


async def hear_what_was_not(house: House) -> None:
    """Hear each post that was written or changed and not heard since, in a transaction of its own.

    Before callers write new ones: what is newer than the last that was heard was not heard.
    """
    if house.store is None or house.vault is None:
        return
    try:
        for post in await house.write(noticed.unheard):
            noticing, how, now = house.texts.noticing, house.config.writing, house.clock.now()
            await house.write(noticed.in_post, house.vault, noticing, post, now=now, writing=how)
    except BBSError as error:
        log.error("posts that were not heard yet were put off: %s", type(error).__name__)
