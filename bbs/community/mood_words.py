"""What check-ins say in words: mostly okay this week, lower on days with "no sleep", or that they are too few to say.

Pure functions over plain values. A day counts once, however often somebody checked in; what is missing is never
counted, and nothing is called a gap or a run of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from bbs.community.moods import NAMES, Mood, of_level
from bbs.language import N_, Language

LEAST: Final = 3
"""Days of a span from which on anything is said of it."""
LEAST_TAGGED: Final = 5
"""Days with a tag, and days without, from which on they are compared."""
OFTEN: Final = 0.7
"""What part of the days with a tag must be lower, or higher, than is usual without it."""
LOW_DAYS, LOW_WITHIN = 4, 10
"""So many days with check-ins in so many days, all of them low, are a run of low days."""


@dataclass(frozen=True)
class Entry:
    """A check-in as far as it is counted: on which day, how, with what."""

    day: date
    level: int
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Day:
    """All check-ins of one day: the mean of how they were, every tag."""

    level: float
    tags: frozenset[str]


@dataclass(frozen=True)
class Tagged:
    """What the days with a tag are like: of so many, so many were lower (or higher) than is usual without it."""

    tag: str
    is_lower: bool
    times: int
    of: int


def days(entries: Iterable[Entry]) -> dict[date, Day]:
    """Return the days there are check-ins of, in order."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.day, []).append(entry)
    return {
        day: Day(sum(each.level for each in of) / len(of), frozenset().union(*(each.tags for each in of)))
        for day, of in sorted(found.items())
    }


def mostly(entries: Sequence[Entry]) -> tuple[Mood, Mood] | None:
    """Return what most days were: a mood twice where more than half of them were that, else two they were between.

    None where the days are too few to say.
    """
    levels = sorted(of_level(day.level).level for day in days(entries).values())
    if len(levels) < LEAST:
        return None
    common = max(set(levels), key=lambda level: (levels.count(level), -level))
    if levels.count(common) * 2 > len(levels):
        return of_level(common), of_level(common)
    quarter = len(levels) // 4
    return of_level(levels[quarter]), of_level(levels[-1 - quarter])


def by_tag(entries: Sequence[Entry]) -> list[Tagged]:
    """Return the tags whose days are mostly lower or mostly higher than the middle of the days without, lower first."""
    all_days = list(days(entries).values())
    found = []
    for tag in sorted(frozenset().union(*(day.tags for day in all_days))):
        with_it = [day.level for day in all_days if tag in day.tags]
        without = [day.level for day in all_days if tag not in day.tags]
        if min(len(with_it), len(without)) < LEAST_TAGGED:
            continue
        usual = median(without)
        lower, higher = sum(level < usual for level in with_it), sum(level > usual for level in with_it)
        times = max(lower, higher)
        if times >= OFTEN * len(with_it):
            found.append(Tagged(tag, lower > higher, times, len(with_it)))
    return sorted(found, key=lambda one: (not one.is_lower, -one.times / one.of, one.tag))


def is_low_run(entries: Iterable[Entry], today: date) -> bool:
    """Say whether the last days with check-ins were all low."""
    lately = days(each for each in entries if today - timedelta(days=LOW_WITHIN) < each.day <= today)
    last = list(lately.values())[-LOW_DAYS:]
    return len(last) == LOW_DAYS and all(day.level <= Mood.LOW.level for day in last)


def counts(entries: Iterable[Entry], language: Language) -> str:
    """Say how many days were what: "very low 1 day, low 3 days, okay 5 days"; "" for none."""
    levels = [of_level(day.level) for day in days(entries).values()]
    return ", ".join(
        language.count("{mood} {n} day", "{mood} {n} days", levels.count(mood), mood=language(NAMES[mood]))
        for mood in Mood
        if mood in levels
    )


def mostly_in_words(entries: Sequence[Entry], language: Language) -> str:
    """Say what most days were: "mostly okay", "between low and good", "too few to say"."""
    found = mostly(entries)
    if found is None:
        return language(N_("too few to say"))
    low, high = (language(NAMES[mood]) for mood in found)
    if low == high:
        return language(N_("mostly {mood}"), mood=low)
    return language(N_("between {low} and {high}"), low=low, high=high)


def tagged_in_words(entries: Sequence[Entry], language: Language) -> list[str]:
    """Say which days were lower and which higher, such as 'Lower on days with "no sleep": 6 of 7'."""
    lower, higher = N_('Lower on days with "{tag}": {n} of {of}.'), N_('Higher on days with "{tag}": {n} of {of}.')
    return [language(lower if one.is_lower else higher, tag=one.tag, n=one.times, of=one.of) for one in by_tag(entries)]
