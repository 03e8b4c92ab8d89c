"""When something was, as people type it: yesterday evening, Monday, 3 November, 2026-11-03 21:30."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from bbs.errors import NotUnderstood
from bbs.language import N_, Language

DAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
PARTS: Final = {N_("morning"): 9, N_("noon"): 12, N_("afternoon"): 15, N_("evening"): 20, N_("night"): 23}
"""About which hour a part of the day is."""
MIDDAY: Final = 12
"""The hour of a day that is named without one."""
_CLOCK: Final = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)$")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_AGO: Final = re.compile(r"(\d{1,3}) days? ago")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})\.? ([^\W\d]{3,})\.?(?: (\d{4}))?|([^\W\d]{3,})\.? (\d{1,2})(?:,? (\d{4}))?")


def understood(typed: str, now: datetime, language: Language) -> datetime:
    """Return the moment somebody means, in the zone of `now`. Raises NotUnderstood for none, or one to come."""
    words = " ".join(typed.casefold().split())
    clock = _CLOCK.search(words)
    rest = words[: clock.start()].strip() if clock else words
    rest = rest.removesuffix(" at").strip()
    part = next((part for part in PARTS if rest.endswith(language(part).casefold())), "")
    if part and not clock:
        rest = rest[: -len(language(part))].strip()
    day = _day(rest, now.date(), language)
    if day is None:
        raise NotUnderstood(
            N_("I do not know that time. Type for example: yesterday evening, Monday, 3 November, 2026-11-03 21:30.")
        )
    at = time(int(clock[1]), int(clock[2])) if clock else time(PARTS[part] if part else MIDDAY)
    found = datetime.combine(day, at, now.tzinfo)
    if found > now and not clock and day == now.date():  # the middle of a day that is not over
        return now
    if found > now:
        raise NotUnderstood(N_("That is still to come. Type a time that was."))
    return found


def _day(words: str, today: date, language: Language) -> date | None:
    """Return the day that is named; "" and "this" are today, a weekday the last of its name."""
    if words in ("", language(N_("today")).casefold(), language(N_("this")).casefold()):
        return today
    if words == language(N_("yesterday")).casefold() or words == language(N_("last")).casefold():
        return today - timedelta(days=1)
    if ago := _AGO.fullmatch(words):
        return today - timedelta(days=int(ago[1]))
    for n, name in enumerate(DAYS):
        if words.removeprefix("last ") == language(name).casefold():
            return today - timedelta(days=(today.weekday() - n) % 7 or 7)
    try:
        if iso := _ISO.fullmatch(words):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return _named(words, today, language)
    except ValueError:  # 31 November
        return None


def _named(words: str, today: date, language: Language) -> date | None:
    found = _DAY_MONTH.fullmatch(words)
    if not found:
        return None
    day, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    months = [n for n, month in enumerate(MONTHS, 1) if language(month).casefold().startswith(name)]
    if len(months) != 1:
        return None
    meant = date(int(year) if year else today.year, months[0], int(day))
    return meant if year or meant <= today else date(today.year - 1, months[0], int(day))
