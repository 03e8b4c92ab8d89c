"""When answers come to what is written at night, from what happened here: a hope with a ground, never a promise.

Looked up for one thread that is begun at night, in the caller's own hours. Where too few threads tell, or too few of
them were answered, or answers come later than a day, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from peewee import ModelSelect

from store.tables import Post, Thread

BEGINS: Final = 22
ENDS: Final = 6
"""The hours of the night: from ten in the evening to six in the morning."""
HOUR: Final = 3600
DAY: Final = 24 * HOUR
LATELY: Final = 60 * DAY
"""Seconds of the past that are looked at."""
LOOKED_AT: Final = 600
"""Threads that are looked at, at most: the newest."""
ENOUGH: Final = 10
ANSWERED: Final = 0.7
"""So many threads of nights, and that part of them answered within a day, let something be said."""
LONG: Final = 4 * HOUR
"""A wait of so many seconds is long for somebody who is awake at night."""


class By(StrEnum):
    """By when answers usually come."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


UNTIL: Final = ((By.MORNING, 11), (By.AFTERNOON, 17), (By.EVENING, BEGINS))


def is_night(now: int, zone: ZoneInfo) -> bool:
    """Say whether it is night somewhere."""
    hour = datetime.fromtimestamp(now, zone).hour
    return hour >= BEGINS or hour < ENDS


def usual_answer(now: int, zone: ZoneInfo) -> tuple[By, bool] | None:
    """Return by when half of what is begun at night was answered, and whether that is a long wait from now.

    None where that is not known, and by day.
    """
    if not is_night(now, zone):
        return None
    nights = [(begun, answered) for begun, answered in _threads(now) if is_night(begun, zone)]
    into = sorted(
        answered - _evening(begun, zone) for begun, answered in nights if answered and answered - begun <= DAY
    )
    if len(nights) < ENOUGH or len(into) < ANSWERED * len(nights):
        return None
    usual = into[(len(nights) - 1) // 2]
    hour = BEGINS + usual / HOUR - 24
    by = next((by for by, until in UNTIL if hour < until), None)
    return (by, _evening(now, zone) + usual - now > LONG) if by else None


def _evening(at: int, zone: ZoneInfo) -> int:
    """Return when the night began in which something was."""
    then = datetime.fromtimestamp(at, zone)
    since = (then.hour - BEGINS) % 24
    return at - since * HOUR - then.minute * 60 - then.second


def _threads(now: int) -> list[tuple[int, int | None]]:
    """Return when the newest threads that have had a day for it were begun and first answered by somebody else."""
    answer = Post.alias("answer")
    first: ModelSelect[Post] = (
        answer.select(answer.posted_at)
        .where(
            answer.thread == Thread.id,
            answer.removed_at.is_null(),
            answer.author.is_null() | (answer.author != Thread.author),
        )
        .order_by(answer.id)
        .limit(1)
    )
    newest = Thread.select(Thread.started_at, first.alias("answered_at")).where(Thread.author.is_null(False))
    rows: Iterable[Any] = newest.order_by(Thread.id.desc()).limit(LOOKED_AT).tuples()
    return [(begun, answered) for begun, answered in rows if now - LATELY < begun <= now - DAY]
