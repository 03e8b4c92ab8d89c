"""Days to come, as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.days_ahead import MOST_YEARS, understood
from bbs.errors import NotUnderstood

TODAY = date(2026, 5, 28)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow", date(2026, 5, 29)),
        ("In 3 Months", date(2026, 8, 28)),
        ("a week", date(2026, 6, 4)),
        ("in a year", date(2027, 5, 28)),
        ("10 days", date(2026, 6, 7)),
        ("1 May", date(2027, 5, 1)),
        ("28 May", date(2027, 5, 28)),
        ("29 may", date(2026, 5, 29)),
        ("1st  of May", date(2027, 5, 1)),
        ("3rd Sept. 2030", date(2030, 9, 3)),
        ("2027-05-01", date(2027, 5, 1)),
        ("29 February 2028", date(2028, 2, 29)),
        ("29 February 2027", None),
        ("31 June", None),
        ("next spring", None),
        ("", None),
        ("0 days", None),
        ("yesterday", None),
        ("2026-05-28", None),
        ("1 May 2020", None),
        ("30 years", None),
        ("9999 years", None),
        ("9999-12-31", None),
    ],
)
def test_what_people_type(typed: str, meant: date | None) -> None:
    if meant is None:
        with pytest.raises(NotUnderstood):
            understood(typed, TODAY)
    else:
        assert understood(typed, TODAY) == meant


def test_the_last_of_a_month_stays_the_last() -> None:
    assert understood("a month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert understood("a year", date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.text(max_size=30), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_anything_else_is_asked_about_in_words(typed: str, today: date) -> None:
    try:
        day = understood(typed, today)
    except NotUnderstood:
        return
    assert today < day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 365 * (MOST_YEARS - 1)))
def test_a_day_in_figures_is_that_day(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert understood(day.isoformat(), today) == day
    assert understood(f"{day:%d %B %Y}", today) == day
    assert understood(f"in {ahead} days", today) == day
