"""Sending what was written, whole: once it is begun, its drafts go with it, though the line be cut in between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from bbs import drafting
from bbs.errors import BBSError
from bbs.session import Session
from screens.page import Ask, Result, Values

log = logging.getLogger(__name__)


async def send(
    session: Session, doing: Callable[[Values], Awaitable[Result]], values: Values, drafts: Mapping[str, str]
) -> Result:
    """Do what was asked for with these values, then forget its drafts, unless there is more to say.

    `drafts` are the places of what is sent, with the words that stand there now.

    Whoever is cut off meanwhile would find a draft of what they posted, and might post it again. Raises what `doing`
    raises; then the drafts stay.
    """

    async def whole() -> Result:
        result = await doing(values)
        if not isinstance(result, Ask):
            with suppress(BBSError):  # it was sent; that its draft stays behind is no reason to say otherwise
                await drafting.sent(session, drafts)
        return result

    sending = asyncio.ensure_future(whole())
    try:
        return await asyncio.shield(sending)
    except asyncio.CancelledError:
        sending.add_done_callback(lambda done: _note(session, done))
        raise


def _note(session: Session, done: asyncio.Future[Result]) -> None:
    """Log what went wrong where nobody is left to be told."""
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("session %s: what was sent as the line was cut failed: %s", session.id, type(error).__name__)
