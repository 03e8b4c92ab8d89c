"""Closing a community for good, kindly: said at the door and at home long before, and nobody joins from then on.

On the day nothing new can be written for others any more. Everything can be read, and everybody can take with them what
is theirs. After a time of grace the operator destroys it, the server key first; only crisis help is left. Until then it
can be undone. All of this stands in the home's marker: it is about the whole place, and in no copy of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from bbs.community import read_only, thanks
from bbs.errors import Refusal
from bbs.language import N_
from store.home import Home

DAY: Final = 24 * 3600
NOTICE_DAYS: Final = 14
"""Days that members hear of it at least before it closes."""
GRACE_DAYS: Final = 30
"""Days after it closed in which it can be read and taken along, at least."""
WAITS: Final[frozenset[Any]] = read_only.WAITS | {thanks.thank}
"""The rules that are not so much as tried once it is closed: new words for others."""

ON: Final = "closes_at"
GONE: Final = "gone_at"
"""Under which names the marker has it."""

NOTHING_NEW: Final = N_(
    "This place has closed, so nothing new can be written here. What you wrote is still with you. What is yours you "
    "can take along: {do:go my-data/g, then my-data}. Crisis help is open: {do:help/Ctrl+G}."
)
GONE_FOR_GOOD: Final = N_("This place has closed for good. Crisis help works: {do:help/Ctrl+G}.")
NOBODY_JOINS: Final = N_(
    "Nobody can join any more: this place closes on {day}. You can look around as a guest until then. Crisis help is "
    "open."
)
NOBODY_JOINS_NOW: Final = N_(
    "Nobody can join any more: this place has closed. You can look around as a guest until {day}. Crisis help is open."
)


@dataclass(frozen=True)
class Closing:
    """A closing that was announced: when the place closes, in UTC seconds."""

    at: int

    @property
    def until(self) -> int:
        """Until when, at least, it can be read and taken along."""
        return self.at + GRACE_DAYS * DAY

    def is_over(self, now: int) -> bool:
        """Say whether it has closed."""
        return now >= self.at


def of(home: Home) -> Closing | None:
    """Return what was announced in a home, None where it goes on."""
    at = home.marked.get(ON)
    return Closing(at) if isinstance(at, int) else None


def is_gone(home: Home) -> bool:
    """Say whether everything there was destroyed."""
    return GONE in home.marked


def announce(home: Home, day: date, zone: str, *, now: int) -> Closing:
    """Let a place close at the beginning of a day. Raises Refusal for a day that is too near, or when it has closed."""
    before = of(home)
    if before is not None and before.is_over(now):
        raise Refusal(N_("It has closed already. Nothing was changed."))
    at = int(datetime.combine(day, time(), ZoneInfo(zone)).timestamp())
    if at < now + NOTICE_DAYS * DAY:
        raise Refusal(
            N_("Members need {n} days at least to hear of it and to take along what is theirs. Say a later day."),
            n=NOTICE_DAYS,
        )
    home.mark(**{ON: at})
    return Closing(at)


def undo(home: Home) -> None:
    """Let a place go on. Raises Refusal where no closing was announced."""
    if of(home) is None or is_gone(home):
        raise Refusal(N_("There is nothing to undo."))
    home.mark(**{ON: None})


def may_be_destroyed(home: Home, *, now: int) -> None:
    """Raise Refusal while members may still take along what is theirs, and where no closing was announced."""
    found = of(home)
    if found is None:
        raise Refusal(N_("No closing was announced here: warmline close --on DATE comes first. Nothing was changed."))
    if now < found.until:
        day = datetime.fromtimestamp(found.until, UTC).date()
        raise Refusal(N_("Members can take along what is theirs until {day}. Nothing was changed."), day=day)
