"""By when answers come to what is written at night is known from what happened here, or nothing is said of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bbs.community import nights, posts
from bbs.community.members import Person
from bbs.community.nights import By
from store.database import Store
from store.tables import Post
from tests import stores

UTC = ZoneInfo("UTC")
HOUR, DAY = 3600, 24 * 3600
EVENING = stores.NOW - stores.NOW % DAY + 22 * HOUR
"""Ten in the evening of a Thursday in May 2026, in UTC."""


def happened(store: Store, sam: Person, lou: Person, *, nights_ago: int, begun: int = 3, answered: int | None) -> int:
    """Let sam begin a thread so many hours after ten in the evening, and lou answer so many after that ten."""
    evening = EVENING - nights_ago * DAY
    line = store.run(posts.start, sam, "sleep", "Awake", "Again.", now=evening + begun * HOUR)
    if answered is None:
        return line.id
    return store.run(posts.reply, lou, line.thread, "Here.", now=evening + answered * HOUR).id


def usual(store: Store, now: int = EVENING + 5 * HOUR, zone: ZoneInfo = UTC) -> tuple[By, bool] | None:
    return store.run(nights.usual_answer, now, zone)


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (4, (By.MORNING, False)),
        (8, (By.MORNING, False)),
        (12, (By.MORNING, True)),
        (13, (By.AFTERNOON, True)),
        (18, (By.AFTERNOON, True)),
        (19, (By.EVENING, True)),
        (23, (By.EVENING, True)),
        (24, None),
        (30, None),
    ],
)
def test_it_is_when_half_of_them_were_answered(
    store: Store, sam: Person, lou: Person, answered: int, expected: tuple[By, bool] | None
) -> None:
    for night in range(2, 13):
        happened(store, sam, lou, nights_ago=night, answered=4 if night < 7 else answered if night == 7 else 26)
    assert usual(store) == expected


def test_nothing_is_said_by_day(store: Store, sam: Person, lou: Person) -> None:
    for night in range(2, 13):
        happened(store, sam, lou, nights_ago=night, answered=10)
    assert usual(store, EVENING) == (By.MORNING, True)
    assert usual(store, EVENING + 8 * HOUR - 1) == (By.MORNING, False)
    assert usual(store, EVENING - 1) is None
    assert usual(store, EVENING + 8 * HOUR) is None


def test_nine_nights_say_nothing_and_the_one_that_still_has_time_is_not_counted(
    store: Store, sam: Person, lou: Person
) -> None:
    for night in range(2, 11):
        happened(store, sam, lou, nights_ago=night, answered=10)
    happened(store, sam, lou, nights_ago=0, answered=4)
    assert usual(store) is None
    happened(store, sam, lou, nights_ago=59, answered=10)
    assert usual(store) == (By.MORNING, True)


def test_threads_begun_by_day_or_long_ago_do_not_count(store: Store, sam: Person, lou: Person) -> None:
    for night in range(2, 11):
        happened(store, sam, lou, nights_ago=night, answered=10)
    happened(store, sam, lou, nights_ago=3, begun=12, answered=13)
    happened(store, sam, lou, nights_ago=61, answered=10)
    assert usual(store) is None


def test_seven_in_ten_must_have_been_answered_by_somebody_else_within_a_day(
    store: Store, sam: Person, lou: Person
) -> None:
    last = [happened(store, sam, lou, nights_ago=night, answered=10) for night in range(2, 9)][-1]
    happened(store, sam, lou, nights_ago=9, answered=None)
    happened(store, sam, sam, nights_ago=10, answered=10)
    happened(store, sam, lou, nights_ago=11, answered=3 + 25)
    assert usual(store) == (By.MORNING, True)
    store.run(lambda: Post.update(removed_at=1).where(Post.id == last).execute())
    assert usual(store) is None


def test_the_night_is_the_callers_own(store: Store, sam: Person, lou: Person) -> None:
    for night in range(2, 13):
        happened(store, sam, lou, nights_ago=night, answered=10)
    tokyo = ZoneInfo("Asia/Tokyo")
    assert usual(store, zone=tokyo) is None
    assert usual(store, now=EVENING - 5 * HOUR, zone=tokyo) is None, "that it was night elsewhere says nothing"
