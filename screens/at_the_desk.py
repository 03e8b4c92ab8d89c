"""What one of the staff is told in the middle of a visit: what is urgent, that a break is due, that a shift is over."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from bbs.community import caring, paging
from bbs.community.members import Person
from bbs.community.paging import PATIENCE, Due
from bbs.errors import BBSError
from bbs.language import N_
from bbs.news import CASES, HANDLED, UNTAKEN
from bbs.on_call import OnCall
from bbs.session import Mode, Session
from screens.when import hour

LISTS: Final = re.compile(r"desk(/only/[^/]+|/notes|/applications)?")
"""The lists of what waits, by their addresses."""
BREAK = N_(
    "You have looked at hard things for a while. Ten minutes away are well spent: water, a window, a word with "
    "somebody. The others can take the next one. Later, or never: go desk/shift."
)
BREAK_ALONE = N_(
    "You have looked at hard things for a while. Ten minutes away are well spent: water, a window, a word with "
    "somebody. What is left is there afterwards. Later, or never: go desk/shift."
)
"""What is said of a break to whoever looks after the place alone."""


async def told_at_the_desk(session: Session) -> list[str]:
    """Return what one of the staff is to be told, once; nothing for anybody else, or while the store gives no answer.

    Nothing of what a case is about is said: others may look at the same screen.
    """
    person, call = session.person, session.on_call
    if person is None or not person.is_staff or session.house.store is None:
        return []
    return await _told(session, person, call) or await _changed(session)


async def _changed(session: Session) -> list[str]:
    """Say of a list of the desk that it is not any more as it was said; drawn, it is shown anew by itself."""
    is_listed = session.mode is Mode.LINE and any(LISTS.fullmatch(address) for address in session.places[-1:])
    await session.sift(HANDLED)
    if not (is_listed and session.waiting(HANDLED)):
        return []
    session.take(HANDLED)
    return [session.say(N_("Something on this list is not as it was: type again to hear it anew."))]


async def _told(session: Session, person: Person, call: OnCall) -> list[str]:
    for topic in (CASES, UNTAKEN):
        await session.sift(topic)
    if not (session.waiting(CASES) or session.waiting(UNTAKEN) or call.is_due(session.now)):
        return []
    session.take(CASES)
    session.take(UNTAKEN)
    with suppress(BBSError):
        await session.learn_standing()
    if session.is_shut_out or session.person is None or not session.person.is_staff:
        return []
    since, call.looked_at = call.looked_at, session.now
    call.rested_at = session.now if call.rested_at is None else call.rested_at
    with suppress(BBSError):
        told = (await _urgent(session, person), await _break(session, person), _over(session, person, since))
        return [words for words in told if words]
    return []


def _over(session: Session, person: Person, since: int | None) -> str:
    """Say that the shift is over which somebody said would end about now, if it ended since the last look."""
    standing = session.house.standing(person.id)
    until, is_left = standing.until_at, standing.off_at is not None or standing.quiet_at is not None
    if is_left or until is None or since is None or not since < until <= session.now:
        return ""
    words = N_("Your shift was until {time}: it is over. Thank you. To stay on, or leave a note: go desk/shift.")
    return session.say(words, time=hour(session, until))


async def _urgent(session: Session, person: Person) -> str:
    if session.house.standing(person.id).quiet_at is not None:
        return ""
    on_shift = person.id in session.house.on_shift
    found = await session.read(paging.due, person, on_shift=on_shift, now=session.now)
    fresh = [one for one in found if (one.case, one.version) not in session.on_call.told]
    if not fresh:
        return ""
    session.on_call.told.update((one.case, one.version) for one in fresh)
    with suppress(BBSError):
        await session.write(paging.tell, person, [one.case for one in fresh], now=session.now)
    return _in_words(session, fresh)


def _in_words(session: Session, found: list[Due]) -> str:
    way = _way(session)
    if all(one.again for one in found):
        return session.language.count(
            "Something urgent waits again: {way}.", "{n} urgent things wait again: {way}.", len(found), way=way
        )
    if all(one.since <= session.now - PATIENCE for one in found):
        return session.language.count(
            "Something urgent waits, and nobody has taken it yet: {way}.",
            "{n} urgent things wait, and nobody has taken them yet: {way}.",
            len(found),
            way=way,
        )
    return session.language.count(
        "Something urgent waits: {way}.", "{n} urgent things wait: {way}.", len(found), way=way
    )


def _way(session: Session) -> str:
    """Say how to come to it. On the list itself it is drawn by itself, and heard when the list is said anew."""
    is_listed = session.places[-1:] in (["desk"], ["desk/only/urgent"])
    if is_listed and session.mode is Mode.LINE:
        return session.say(N_("type again to hear this list anew"))
    return session.say(N_("see this list") if is_listed and not session.reader else N_("go desk"))


def is_alone(session: Session) -> bool:
    """Say whether nobody besides the caller looks after the place, as far as that is known."""
    found = session.house.carers
    return found is not None and found.moderators + found.operators == 1


async def _break(session: Session, person: Person) -> str:
    call, standing = session.on_call, session.house.standing(person.id)
    since = session.now if call.rested_at is None else call.rested_at
    if not await session.read(caring.is_break_due, session.vault, person, standing, since=since, now=session.now):
        return ""
    call.rested_at = session.now
    return session.say(BREAK_ALONE if is_alone(session) else BREAK)
