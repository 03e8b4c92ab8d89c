"""Days to come, as people type them: "in 3 months", "a year", "tomorrow", "1 May", "2027-05-01"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from bbs.errors import NotUnderstood
from bbs.language import N_

MOST_YEARS: Final = 20
_MONTHS: Final = tuple(name.lower() for name in calendar.month_name)[1:]
_SPAN: Final = re.compile(r"(?:in )?(?P<n>an?|\d{1,4}) (?P<unit>day|week|month|year)s?")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NAMED: Final = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3,9})\.?(?: (?P<year>\d{4}))?")


def understood(typed: str, today: date) -> date:
    """Return the day somebody means. Raises NotUnderstood for what is no day, is over, or is too far away."""
    words = " ".join(typed.casefold().replace(",", " ").split())
    try:
        day = _span(words, today) or _written(words, today)
    except (ValueError, OverflowError):  # the 31st of February; the year 12,000
        day = None
    if day is None:
        raise NotUnderstood(N_("Type a day, such as: in 3 months, or 1 May 2030."))
    if day <= today:
        raise NotUnderstood(N_("That day is here or over. Please name one still to come, such as: in 3 months."))
    if day > _months_on(today, 12 * MOST_YEARS):
        raise NotUnderstood(
            N_("That is further away than anything can be promised. {n} years is the most."), n=MOST_YEARS
        )
    return day


def _span(words: str, today: date) -> date | None:
    if words == "tomorrow":
        return today + timedelta(days=1)
    found = _SPAN.fullmatch(words)
    if found is None:
        return None
    many = 1 if found["n"].startswith("a") else int(found["n"])
    match found["unit"]:
        case "day":
            return today + timedelta(days=many)
        case "week":
            return today + timedelta(weeks=many)
        case "month":
            return _months_on(today, many)
    return _months_on(today, 12 * many)


def _months_on(day: date, months: int) -> date:
    """Return the same day so many months on; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _written(words: str, today: date) -> date | None:
    if found := _ISO.fullmatch(words):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    found = _NAMED.fullmatch(words)
    month = _month(found["month"]) if found else 0
    if found is None or not month:
        return None
    if found["year"]:
        return date(int(found["year"]), month, int(found["day"]))
    this_year = date(today.year, month, int(found["day"]))
    return this_year if this_year > today else date(today.year + 1, month, int(found["day"]))


def _month(word: str) -> int:
    """Return the number of a month from its name or the first letters of it, 0 for none."""
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)
