"""What somebody who looks after a support group is told in the middle of a visit: that something waits there."""

from __future__ import annotations

from contextlib import suppress

from bbs.community import group_items, paging
from bbs.community.group_items import Due
from bbs.errors import BBSError
from bbs.language import N_
from bbs.news import IN_GROUPS
from bbs.session import Session


async def told_in_groups(session: Session) -> list[str]:
    """Return what a facilitator is to be told, once; nothing for anybody else. Nothing of what it is about is said."""
    if session.person is None or session.house.store is None:
        return []
    await session.sift(IN_GROUPS)
    if not session.waiting(IN_GROUPS):
        return []
    session.take(IN_GROUPS)
    with suppress(BBSError):
        found = await session.read(group_items.due, session.person)
        return await _told(session, found) if found else []
    return []


async def _told(session: Session, found: list[Due]) -> list[str]:
    first = found[0]
    with suppress(BBSError):  # a full disk: told all the same, if need be twice
        await session.write(paging.tell, session.member, [one.case for one in found], now=session.now)
    said = N_("Something waits in {group}, which you look after: go groups/{slug}/items.")
    if first.is_urgent:
        said = N_("Something urgent waits in {group}, which you look after: go groups/{slug}/items.")
    return [session.say(said, group=first.title, slug=first.slug)]
