"""The country a caller is in, as crisis help needs it: guessed from their terminal, and kept where they choose one."""

from __future__ import annotations

import asyncio
import logging

from bbs.session import Session

log = logging.getLogger(__name__)

KEEPING_SECONDS = 0.5
"""How long crisis help waits for a country to be kept; it is kept later then, or not at all."""


def guess(session: Session) -> str:
    """Return the country the terminal's locale speaks of, "" where that is no guess (SAFETY.md 3)."""
    return session.house.crisis.countries.guess(session.terminal.locale) or ""


async def choose(session: Session, code: str) -> None:
    """Use a country from now on, and keep it for a member.

    Crisis help depends on this, so a store in trouble neither fails it nor delays it by more than KEEPING_SECONDS.
    """
    session.country = code
    if session.person is None or session.house.store is None:
        return
    keeping = asyncio.ensure_future(session.set_own("country", code))
    keeping.add_done_callback(lambda done: _note_not_kept(session, done))
    await asyncio.wait({keeping}, timeout=KEEPING_SECONDS)


def _note_not_kept(session: Session, keeping: asyncio.Future[None]) -> None:
    if not keeping.cancelled() and (error := keeping.exception()) is not None:
        log.error("session %s: the country was not kept: %s", session.id, type(error).__name__)
