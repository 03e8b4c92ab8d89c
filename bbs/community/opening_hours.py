"""When a service answers: hours by the clock of the place where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS: Final = "24/7"
RULE: Final = re.compile(r"(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*) (?P<times>[0-9:,-]+)")
SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))")
A_WEEK: Final = timedelta(days=7)
_EVERY_MINUTE: Final = tuple((day, 0, 1440) for day in range(7))


class State(Enum):
    """Whether somebody answers now, as far as is known."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening hours say at one moment.

    `at` is the next change by the service's own clock (without a zone, as it hangs on their wall):
    when it closes while it is open, when it opens while it is closed; None if it never changes or is
    not known. `days_away` counts midnights from now until then: 0 today, 1 tomorrow.
    """

    state: State
    at: datetime | None = None
    days_away: int = 0


UNKNOWN: Final = Opening(State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A week of opening hours in one time zone.

    `spans` are (weekday, first minute, minute it closes): Monday is 0, minutes count from that day's
    midnight, and a span that goes past midnight closes later than minute 1440.
    """

    spans: tuple[tuple[int, int, int], ...]
    zone: ZoneInfo

    @classmethod
    def parse(cls, written: str, zone: str) -> OpeningHours:
        """Read "24/7" or rules such as "Mo-Fr 10:00-13:00,17:00-02:00; Sa,Su 09:00-24:00".

        `zone` is an IANA name; only 24/7 can do without. Raises ValueError for anything else.
        """
        if written == ALWAYS:
            return cls(_EVERY_MINUTE, _zone(zone or "UTC"))
        spans = [
            (day, first, last)
            for rule in written.split("; ")
            for days, times in [_rule(rule)]
            for day in days
            for first, last in times
        ]
        return cls(tuple(sorted(set(spans))), _zone(zone))

    def at(self, now: int) -> Opening:
        """Say whether it is open at `now` (UTC seconds), and what changes next.

        Clock times are compared as the wall clock there shows them, so a line that opens at 17:00 opens at
        17:00 on the days the clocks change too, and an hour that comes twice counts as open twice.
        """
        if self.spans == _EVERY_MINUTE:
            return Opening(State.OPEN)
        here = datetime.fromtimestamp(now, self.zone).replace(tzinfo=None)
        midnight = here.replace(hour=0, minute=0, second=0)
        closes: datetime | None = None
        for opens, end in self._around(midnight):
            if closes is None and opens > here:
                return Opening(State.CLOSED, opens, (opens.date() - here.date()).days)
            if opens <= (closes or here) and end > (closes or here):
                closes = end
        if closes is None or closes - here >= A_WEEK:
            return Opening(State.OPEN)
        return Opening(State.OPEN, closes, (closes.date() - here.date()).days)

    def _around(self, midnight: datetime) -> list[tuple[datetime, datetime]]:
        """List the spans from the day before `midnight` (they may not be over) to a week and a day after it."""
        of_day: dict[int, list[tuple[timedelta, timedelta]]] = {}
        for weekday, first, last in self.spans:
            of_day.setdefault(weekday, []).append((timedelta(minutes=first), timedelta(minutes=last)))
        days = [midnight + timedelta(days=offset) for offset in range(-1, 9)]
        return sorted((day + first, day + last) for day in days for first, last in of_day.get(day.weekday(), ()))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError; "" and ".." the others
        raise ValueError(f"unknown time zone {name!r}") from error


def _rule(written: str) -> tuple[list[int], list[tuple[int, int]]]:
    rule = RULE.fullmatch(written)
    if rule is None:
        raise ValueError(f"opening hours {written!r} are not like 'Mo-Fr 10:00-22:00'")
    days = [day for part in rule["days"].split(",") for day in _days(part)]
    return days, [_minutes(part) for part in rule["times"].split(",")]


def _days(written: str) -> list[int]:
    """Read "We" or "Sa-Mo", which goes round the end of the week."""
    first, dash, last = written.partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        raise ValueError(f"unknown day in {written!r}; days are {' '.join(DAYS)}")
    start = DAYS.index(first)
    length = (DAYS.index(last) - start) % 7 if dash else 0
    return [(start + step) % 7 for step in range(length + 1)]


def _minutes(written: str) -> tuple[int, int]:
    """Read "17:00-03:00" as minutes from midnight; an end that is earlier lies on the next day."""
    span = SPAN.fullmatch(written)
    if span is None:
        raise ValueError(f"times {written!r} are not like '10:00-22:00'")
    hour, minute, end_hour, end_minute = (int(number) for number in span.groups() if number is not None)
    first, last = hour * 60 + minute, end_hour * 60 + end_minute
    if first == last:
        raise ValueError(f"times {written!r} begin and end together; write {ALWAYS} or 00:00-24:00")
    return (first, last) if last > first else (first, last + 1440)
