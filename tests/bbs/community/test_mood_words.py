"""What check-ins say in words and letters, by examples and whatever they are; times as people type them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import back_dates, mood_calendar, mood_words
from bbs.community.mood_words import Entry, Tagged
from bbs.community.moods import Mood, of_level
from bbs.errors import NotUnderstood
from bbs.language import ENGLISH

FIRST = date(2026, 5, 4)
NOW = datetime(2026, 5, 28, 20, 26, tzinfo=UTC)
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.dates(FIRST, FIRST + timedelta(days=40)),
        st.integers(1, 5),
        st.frozensets(st.sampled_from(["sleep", "rain"])),
    )
)


def on_days(levels: Iterable[int], tags: Iterable[str] = (), first: date = FIRST) -> list[Entry]:
    return [Entry(first + timedelta(days=n), level, frozenset(tags)) for n, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((), "too few to say"),
        ((3, 3), "too few to say"),
        ((3, 3, 1), "mostly okay"),
        ((2, 3, 4, 4, 2), "between low and good"),
        ((1, 1, 5, 5), "between very low and very good"),
        ((5, 5, 5, 1), "mostly very good"),
    ],
)
def test_most_days_in_words(levels: tuple[int, ...], words: str) -> None:
    assert mood_words.mostly_in_words(on_days(levels), ENGLISH) == words


def test_a_day_counts_once_however_often_somebody_checked_in() -> None:
    often = [Entry(FIRST, 1)] * 20 + on_days((4, 4), first=FIRST + timedelta(days=1))
    assert mood_words.mostly_in_words(often, ENGLISH) == "mostly good"
    assert mood_words.counts(often, ENGLISH) == "very low 1 day, good 2 days"


def test_days_with_a_tag_that_are_lower_are_told_with_their_count() -> None:
    entries = [*on_days((2, 2, 1, 2, 2, 2, 3), ["no sleep"]), *on_days((3, 3, 4, 3, 3), first=date(2026, 5, 20))]
    assert mood_words.by_tag(entries) == [Tagged("no sleep", is_lower=True, times=6, of=7)]
    assert mood_words.tagged_in_words(entries, ENGLISH) == ['Lower on days with "no sleep": 6 of 7.']


def test_days_with_a_tag_that_are_higher_are_told_too() -> None:
    entries = [*on_days((4, 4, 5, 4, 2, 4), ["outside"]), *on_days((3, 3, 2, 3, 3), first=date(2026, 5, 20))]
    assert mood_words.tagged_in_words(entries, ENGLISH) == ['Higher on days with "outside": 5 of 6.']


@pytest.mark.parametrize(("tagged", "others"), [(4, 10), (10, 4)])
def test_too_few_days_with_a_tag_or_without_say_nothing(tagged: int, others: int) -> None:
    entries = [*on_days([1] * tagged, ["rain"]), *on_days([5] * others, first=date(2026, 6, 1))]
    assert mood_words.by_tag(entries) == []


def test_days_with_a_tag_that_are_like_the_others_say_nothing() -> None:
    entries = [*on_days((3, 2, 4, 3, 3, 3), ["work"]), *on_days((3, 3, 4, 3, 2), first=date(2026, 6, 1))]
    assert mood_words.by_tag(entries) == []


@given(ENTRIES)
def test_no_count_is_more_than_the_days_there_are(entries: list[Entry]) -> None:
    for one in mood_words.by_tag(entries):
        there = len({entry.day for entry in entries if one.tag in entry.tags})
        assert 0 < one.times <= one.of == there
    found = mood_words.mostly(entries)
    assert (found is None) is (len({entry.day for entry in entries}) < mood_words.LEAST)
    if found:
        levels = [day.level for day in mood_words.days(entries).values()]
        assert of_level(min(levels)).level <= found[0].level <= found[1].level <= of_level(max(levels)).level


@pytest.mark.parametrize(
    ("levels", "is_run"),
    [((2, 2, 1, 2), True), ((2, 2, 2), False), ((2, 2, 3, 2), False), ((4, 2, 2, 2, 2), True), ((), False)],
)
def test_a_run_of_low_days(levels: tuple[int, ...], is_run: bool) -> None:
    entries = on_days(levels)
    assert mood_words.is_low_run(entries, FIRST + timedelta(days=5)) is is_run
    assert not mood_words.is_low_run(entries, FIRST + timedelta(days=60)), "what was long ago is over"


# Letters


def test_a_month_in_letters() -> None:
    rows = mood_calendar.weeks(on_days((1, 2, 3, 4, 5)), date(2026, 5, 1), date(2026, 5, 31))
    written = ["".join(mark for mark, _ in row) for row in rows]
    assert written == ["    ...", "edcba..", ".......", ".......", "......."]
    assert [level for _, level in rows[1]] == [1, 2, 3, 4, 5, 0, 0]


@given(ENTRIES)
def test_every_day_has_one_letter(entries: list[Entry]) -> None:
    last = FIRST + timedelta(days=40)
    rows = mood_calendar.weeks(entries, FIRST, last)
    marks = [mark for row in rows for mark, _ in row]
    assert len([mark for mark in marks if mark != " "]) == 41
    assert len([mark for mark in marks if mark not in " ."]) == len({entry.day for entry in entries})
    weeks = [each for _, week in mood_calendar.by_week(entries, FIRST, last) for each in week]
    assert sorted(weeks, key=str) == sorted(entries, key=str)


def test_the_mean_is_of_days() -> None:
    assert mood_calendar.mean([]) == 0
    assert mood_calendar.mean([Entry(FIRST, 1), Entry(FIRST, 3), *on_days((4,), first=date(2026, 6, 1))]) == 3
    assert [of_level(level) for level in (0, 1.4, 2.5, 9)] == [Mood.VERY_LOW, Mood.VERY_LOW, Mood.OKAY, Mood.VERY_GOOD]


# Times


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("yesterday", (27, 12, 0)),
        ("Yesterday evening", (27, 20, 0)),
        ("yesterday 23:10", (27, 23, 10)),
        ("yesterday at 9.05", (27, 9, 5)),
        ("last night", (27, 23, 0)),
        ("this morning", (28, 9, 0)),
        ("this evening", (28, 20, 0)),
        ("today", (28, 12, 0)),
        ("14:30", (28, 14, 30)),
        ("night", (28, 20, 26)),
        ("3 days ago", (25, 12, 0)),
        ("Monday", (25, 12, 0)),
        ("last thursday", (21, 12, 0)),
        ("3 May", (3, 12, 0)),
        ("may 3, 2026", (3, 12, 0)),
        ("2026-05-03 21:30", (3, 21, 30)),
    ],
)
def test_times_as_people_type_them(typed: str, found: tuple[int, int, int]) -> None:
    day, hour, minute = found
    assert back_dates.understood(typed, NOW, ENGLISH) == datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def test_a_day_later_in_the_year_is_last_years() -> None:
    assert back_dates.understood("3 November", NOW, ENGLISH).date() == date(2025, 11, 3)


@pytest.mark.parametrize("typed", ["whenever", "31 November", "2026-13-01", "23:59", "2026-06-01", "99 May", "x"])
def test_what_is_no_time_or_still_to_come_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        back_dates.understood(typed, NOW, ENGLISH)


@given(
    st.text() | st.from_regex(r"(monday|\d{1,2} ma|yesterday|\d{4}-\d\d-\d\d)( evening| \d?\d:\d\d)?", fullmatch=True)
)
def test_whatever_is_typed_is_a_time_that_was_or_refused(typed: str) -> None:
    try:
        found = back_dates.understood(typed, NOW, ENGLISH)
    except NotUnderstood:
        return
    assert found <= NOW
