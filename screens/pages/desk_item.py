"""What is said of the desk where it is not shown: how much waits there, and at home the way to it."""

from __future__ import annotations

from bbs.community import desk, desk_answers, queue
from bbs.community.queue import QueueCount
from bbs.language import N_
from bbs.session import Session
from screens.view import Item


def in_words(session: Session, cases: QueueCount) -> str:
    """Return how many cases wait, "" for none."""
    if cases.more:
        return session.say(N_("more than {n} cases waiting"), n=cases.waiting)
    return session.language.count("{n} case waiting", "{n} cases waiting", cases.waiting) if cases.waiting else ""


async def desk_item(session: Session) -> Item:
    """Return what home says about the desk: for staff what waits, for others the way to write to it."""
    if session.person is None or not session.person.is_staff:
        return Item(
            session.say(N_("Write to the desk")), session.say(N_("the people who look after this place")), "desk/note"
        )
    cases, notes = await session.read(_counts, session)
    urgent, total = cases.urgent + notes.in_crisis, cases.waiting + notes.waiting
    detail = session.language.count("{n} urgent", "{n} urgent", urgent) + ", " if urgent else ""
    if cases.more:
        detail += session.say(N_("more than {n} waiting"), n=cases.waiting)
    else:
        detail += session.language.count("{n} waiting", "{n} waiting", total)
    if not total:
        detail = session.say(N_("nothing waits"))
    return Item(session.say(N_("The desk")), detail, "desk", new=total > 0)


def _counts(session: Session) -> tuple[QueueCount, desk.Count]:
    return queue.count(session.person, now=session.now), desk_answers.count_waiting(session.person)
