"""From which list of the desk somebody came to a case, and what stands next to it there."""

from __future__ import annotations

import re
from typing import Final

from bbs.community import evidence, queue, statements
from bbs.community.queue import FIRST, CaseFile, Place, Which
from bbs.session import Session

DESK: Final = "desk"
DECIDED: Final = "desk/decisions"
ONLY: Final = "desk/only/"
ABOUT: Final = re.compile(r"desk/cases/(\d{1,9})/about")
"""The list of the other cases about whom a case is about."""


def came_from(session: Session) -> str:
    """Return the address of the list that somebody came by last: the desk for who came by none."""
    for address in reversed(session.places):
        if address in (DESK, DECIDED) or address.startswith(ONLY) or ABOUT.fullmatch(address):
            return address
    return DESK


def waits(session: Session) -> bool:
    """Say whether what stands in the list they came by waits for somebody, and was not dealt with already."""
    return _which(came_from(session)) not in (None, Which.CLOSED)


async def beside(session: Session, file: CaseFile, *, back: bool) -> int | None:
    """Return the case that stands after one in the list that somebody came by, or before it; None at its end."""
    return await session.read(_beside, session, came_from(session), file, back)


async def first(session: Session) -> int | None:
    """Return the first of the list that somebody came by."""
    address = came_from(session)
    if (which := _which(address)) is None:
        return next(iter(await session.read(_listed, session, address)), None)
    return await session.read(queue.beside, session.person, FIRST, now=session.now, which=which)


def _which(address: str) -> Which | None:
    """Return which part of the queue a list is, None for a list of another kind."""
    if address == DESK:
        return Which.ALL
    return Which(address.removeprefix(ONLY).lower()) if address.startswith(ONLY) else None


def _beside(session: Session, address: str, file: CaseFile, back: bool) -> int | None:
    line, which = file.line, _which(address)
    if which is None:
        listed = _listed(session, address)
        at = (listed.index(line.id) if line.id in listed else -1) + (-1 if back else 1)
        return listed[at] if 0 <= at < len(listed) else None
    since = line.closed_at or session.now if which is Which.CLOSED else line.opened_at
    place = Place(line.rank.value, since, line.id)
    return queue.beside(session.person, place, now=session.now, which=which, back=back)


def _listed(session: Session, address: str) -> list[int]:
    """Return the cases of a list that is no part of the queue."""
    person = session.member
    if found := ABOUT.fullmatch(address):
        earlier = evidence.earlier(session.vault, person, int(found[1]), now=session.now)
        return [line.id for line in earlier]
    decided = (case for case, _ in statements.by(session.vault, person, now=session.now))
    return list(dict.fromkeys(decided))
