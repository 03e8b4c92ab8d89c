"""When a visit meets a bug: a line in the log without anybody's words, one apology, an end. The server lives."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable

from bbs.language import N_

log = logging.getLogger(__name__)

APOLOGY = N_(
    "Something went wrong here, and it is our fault, not yours. What you posted is safe. Please come back in a moment."
)
IN_DANGER = N_("In danger now? ssh help@ this address, or call your emergency number.")


def describe(error: BaseException) -> str:
    """Name a bug by its type and frames. Never its message, its values or locals: they may be somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} at {place}"


async def guarded(visit: Awaitable[int], name: Callable[[], str], say: Callable[[str], None]) -> int:
    """Wait for a visit and return its exit status; a bug is logged, apologised for once, and ends only this visit.

    `name` gives the session's id by the time it is needed; `say` translates.
    """
    try:
        return await visit
    except Exception as error:  # noqa: BLE001 - this is the one place where a bug stops
        log.error("session %s: %s", name(), describe(error))
        say(APOLOGY)
        say(IN_DANGER)
        return 1
