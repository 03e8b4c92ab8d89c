"""What is said where few look after this place: to its operator what that means, to members what they can count on."""

from __future__ import annotations

from contextlib import suppress

from bbs.community import caring
from bbs.errors import BBSError
from bbs.language import N_
from bbs.session import Session

NO_MODERATORS = N_(
    "There are no moderators here: what is urgent waits for you alone, and reports about you have no second pair of "
    "eyes. Asking somebody you trust is worth it; as long as there is nobody, members are told so."
)
OPERATORS_ALONE = N_(
    "There are no moderators here: what is urgent waits for operators alone. Asking somebody you trust is worth it; as "
    "long as there is nobody, members are told so."
)
ONE_PERSON = N_(
    "One person looks after this place, and there are no moderators. Much of the day nobody is here; an answer can "
    "take days."
)
FEW = N_("There are no moderators here. Those who run this place look in when they can; an answer can take days.")
NOBODY = N_("Nobody looks after this place just now. Crisis help works, with people who answer.")


async def look_again(session: Session) -> None:
    """Take in how many look after the place: after a change of that, and now and then. A store in trouble is let be."""
    if session.house.store is None or session.is_crowded:
        return
    with suppress(BBSError):
        session.house.carers = await session.read(caring.carers, now=session.now)


async def nobody_moderates(session: Session) -> str:
    """Return what an operator should know where there is no moderator, "" for anybody else."""
    if session.person is None or session.person.role != "operator":
        return ""
    await look_again(session)
    found = session.house.carers
    if found is None or found.moderators:
        return ""
    return session.say(OPERATORS_ALONE if found.operators > 1 else NO_MODERATORS)


def who_cares(session: Session) -> str:
    """Say to anybody that there are no moderators, "" where there are. Asks no store: crisis help says it too."""
    found = session.house.carers
    if found is None or found.moderators:
        return ""
    words = {0: NOBODY, 1: ONE_PERSON}.get(found.operators, FEW)
    return session.say(words)
