"""Times of day to come, as people type them: "22:00", "10 pm", "22", "in 2 hours", "90 minutes"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bbs.errors import NotUnderstood
from bbs.language import N_

_SPAN: Final = re.compile(r"(?:in |for )?(?P<n>an?|[0-9]{1,3}) ?(?P<unit>h|hours?|m|min|minutes?)")
_CLOCK: Final = re.compile(r"(?:until |at )?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?")


def understood(typed: str, now: int, zone: ZoneInfo) -> int:
    """Return the next moment at which a clock says what was typed, or so much later. Raises NotUnderstood."""
    words = " ".join(typed.casefold().split())
    at = _span(words, now) or _clock(words, now, zone)
    if at is None:
        raise NotUnderstood(N_("Type a time such as 22:00 or 10 pm, or how long, such as 2 hours."))
    return at


def _span(words: str, now: int) -> int | None:
    met = _SPAN.fullmatch(words)
    if met is None:
        return None
    many = 1 if met["n"] in ("a", "an") else int(met["n"])
    return now + many * (3600 if met["unit"].startswith("h") else 60) if many else None


def _clock(words: str, now: int, zone: ZoneInfo) -> int | None:
    met = _CLOCK.fullmatch(words)
    if met is None:
        return None
    hour, minute, half = int(met["hour"]), int(met["minute"] or 0), met["half"]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    hour = 0 if (hour, minute) == (24, 0) else hour
    if hour > 23 or minute > 59:
        return None
    today = datetime.fromtimestamp(now, zone).replace(hour=hour, minute=minute, second=0, microsecond=0)
    at = int(today.timestamp())
    return at if at > now else int((today + timedelta(days=1)).timestamp())
