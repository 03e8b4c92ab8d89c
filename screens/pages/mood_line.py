"""Weeks of check-ins as a line: how it went, for who likes to see it. What it shows is always said in words as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bbs.community import curves, mood_calendar, mood_words
from bbs.community.curves import Row
from bbs.community.mood_words import Entry
from bbs.community.moods import Mood
from bbs.session import Session

NAMES = [mood_calendar.LETTERS[mood] for mood in reversed(Mood)]
"""What stands before the rows: the letters of the moods, as in the picture of days."""
LEAST_POINTS = 2
"""Weeks that a line needs."""


def line_over(entries: Sequence[Entry], first: date, last: date, *, step: int, between: int = 0) -> tuple[Row, ...]:
    """Return a line over the weeks from one day to another, `step` columns each; nothing where it would have no length.

    A week is in it when there is something to say of it, as in words. `between` rows lie between two moods. Below stand
    the days of the month on which weeks begin, or where weeks are narrow, the numbers of months.
    """
    weeks = list(mood_calendar.by_week(entries, first, last))
    means = [mood_calendar.mean(found) if mood_words.mostly(found) else None for _, found in weeks]
    if sum(mean is not None for mean in means) < LEAST_POINTS:
        return ()
    height = (len(NAMES) - 1) * (between + 1) + 1
    rows = curves.curve(means, low=1, high=len(Mood), height=height, step=step)
    names = [NAMES[n // (between + 1)] if n % (between + 1) == 0 else "" for n in range(height)]
    return curves.framed(rows, names, curves.marks(_below([max(monday, first) for monday, _ in weeks], step)))


def _below(days: Sequence[date], step: int) -> list[tuple[int, str]]:
    if step > 1:
        return [(n * step, str(day.day)) for n, day in enumerate(days)]
    months = {day.month: n for n, day in reversed(list(enumerate(days)))}
    return sorted((n, str(month)) for month, n in months.items())


def halves(session: Session, year: int) -> list[tuple[date, date]]:
    """Return the halves of a year up to today: a line over each fits into a small window."""
    today = session.local(session.now).date()
    found = [(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))]
    return [half for half in found if half[0] <= today]
