"""Check-ins as pictures of letters: a for very good to e for very low, a dot for a day without any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from bbs.community.mood_words import Day, Entry, days
from bbs.community.moods import Mood, of_level

LETTERS: Final = dict(zip(Mood, "edcba", strict=True))
"""The letter of each mood."""
NOTHING: Final = "."


def first_of_week(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def letter(day: Day | None) -> tuple[str, int]:
    """Return the letter of a day and the level behind it, 0 where there is no check-in."""
    mood = of_level(day.level) if day is not None else None
    return (LETTERS[mood], mood.level) if mood is not None else (NOTHING, 0)


def weeks(entries: Sequence[Entry], first: date, last: date) -> list[list[tuple[str, int]]]:
    """Return the weeks that days from first to last are in, each as seven letters; a blank outside of them."""
    known, monday = days(entries), first_of_week(first)
    rows = []
    while monday <= last:
        week = (monday + timedelta(days=n) for n in range(7))
        rows.append([letter(known.get(day)) if first <= day <= last else (" ", 0) for day in week])
        monday += timedelta(days=7)
    return rows


def by_week(entries: Sequence[Entry], first: date, last: date) -> Iterator[tuple[date, list[Entry]]]:
    """Yield the Mondays from first to last with the check-ins of each week."""
    monday = first_of_week(first)
    while monday <= last:
        until = monday + timedelta(days=7)
        yield monday, [each for each in entries if monday <= each.day < until]
        monday = until


def by_month(entries: Sequence[Entry], year: int) -> Iterator[tuple[int, list[Entry]]]:
    """Yield the months of a year with their check-ins."""
    for month in range(1, 13):
        yield month, [each for each in entries if (each.day.year, each.day.month) == (year, month)]


def mean(entries: Sequence[Entry]) -> float:
    """Return the mean level of the days there are check-ins of, 0 for none."""
    found: Mapping[date, Day] = days(entries)
    return sum(day.level for day in found.values()) / len(found) if found else 0.0
