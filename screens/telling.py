"""What somebody should know in the middle of a visit, beside how much is new: it waits until they are asked or look."""

from __future__ import annotations

from bbs.news import came_back_to
from bbs.session import Session
from screens.at_the_desk import told_at_the_desk


async def told_now(session: Session) -> str:
    """Return what a member is to be told, once; "" for nothing."""
    return " ".join(filter(None, (*await told_at_the_desk(session), await _came_back(session))))


async def _came_back(session: Session) -> str:
    if session.person is None:
        return ""
    topic = came_back_to(session.person.id)
    await session.sift(topic)
    count = session.waiting(topic)
    session.take(topic)
    if not count:
        return ""
    return session.language.count(
        "A reply that waited could not go out. Your words are kept, under Drafts.",
        "{n} replies that waited could not go out. Your words are kept, under Drafts.",
        count,
    )
