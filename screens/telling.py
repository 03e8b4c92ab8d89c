"""What somebody should know in the middle of a visit, beside how much is new: it waits until they are asked or look."""

from __future__ import annotations

from contextlib import suppress

from bbs.community import statements
from bbs.community.statements import Says
from bbs.errors import BBSError
from bbs.language import N_
from bbs.news import came_back_to
from bbs.session import Session
from screens.at_the_desk import told_at_the_desk
from screens.in_groups import told_in_groups
from screens.page import Page
from screens.standing import is_closed_to

NEW = {
    Says.WRITTEN: N_("Somebody who looks after this place wrote to you: go decisions."),
    Says.ANSWERED: N_("Your appeal was answered: go decisions."),
    Says.DECIDED: N_("Something was decided about you, and why is written down: go decisions."),
}
"""What a member is told in the middle of a visit: that somebody wrote to them, or that something was decided."""


async def closed_meanwhile(session: Session, address: str) -> bool:
    """Say whether the page a caller is on was closed to them since they came, because they are suspended now."""
    await session.learn_decided()
    return is_closed_to(session, address)


async def told_now(session: Session) -> str:
    """Return what a member is to be told, once; "" for nothing."""
    desk, groups = await told_at_the_desk(session), await told_in_groups(session)
    return " ".join(filter(None, (*desk, *groups, await _decided(session), await _came_back(session))))


async def came_between(page: Page) -> str:
    """Return what others did meanwhile with what is open, where a page is kept and knows of it; "" for nothing."""
    session, topics = page.session, page.renewed_by if page.is_kept else ()
    for topic in topics:
        await session.sift(topic)
    if any(session.waiting(topic) for topic in topics):
        with suppress(BBSError):  # it is told when somebody does something there
            return await page.resumed()
    return ""


async def _decided(session: Session) -> str:
    await session.learn_decided()
    if not session.has_decided or session.person is None:
        return ""
    session.has_decided = False
    return session.say(NEW[await session.read(statements.new_to, session.person)])


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
