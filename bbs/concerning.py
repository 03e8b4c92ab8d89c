"""Which news concern somebody: what they may see, and want to hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.community import decisions, group_items, queue, telling
from bbs.news import BOARD, CASES, DECIDED, IN_GROUPS, POSTS

if TYPE_CHECKING:
    from bbs.session import Session


async def concerning(session: Session, topic: str, came: list[int]) -> set[int]:
    """Return those of what came of a topic that concern the caller of a session."""
    read, person = session.read, session.person
    if topic == POSTS:
        return await read(telling.new_to, person, came)
    if topic.startswith(BOARD):
        return await read(telling.written_on, person, topic.removeprefix(BOARD), came)
    if topic == CASES:
        return await read(queue.seen_among, person, came)
    if topic == IN_GROUPS:
        return await read(group_items.concerning, person, came)
    if topic == DECIDED:
        return await read(decisions.concerning, person, came)
    return set(came)
