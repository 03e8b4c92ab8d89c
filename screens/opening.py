"""A visit from its first address to its end, through as many changes of mode as the caller likes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bbs.session import Mode, Session
from bbs.wire import Wire
from screens.arriving import first_address, mode_at
from screens.routes import Route

OpenMode = Callable[[Session, Wire, tuple[Route, ...], str], Awaitable[int | None]]
"""Holds a visit in one mode from an address on; returns its exit status, None when it goes on in another mode."""


async def open_visit(
    session: Session, wire: Wire, routes: tuple[Route, ...], modes: Mapping[Mode, OpenMode], *, at: str = ""
) -> int:
    """Hold a visit and return its exit status. Where the caller is, is the session's and survives a change of mode.

    It begins where callers begin, unless it begins `at` an address.
    """
    address = at or first_address(session)
    while True:
        session.mode = mode_at(session, address)
        _note_mode(session)
        status = await modes[session.mode](session, wire, routes, address)
        if status is not None:
            return status
        address = session.places[-1] if session.places else first_address(session)


def _note_mode(session: Session) -> None:
    """Let a member see in the list of their visits how this one is shown."""
    visits = session.house.visits
    for visit in visits.of(session.person.id) if session.person else ():
        if visit.id == session.id:
            visits.begin(replace(visit, mode=session.mode))
