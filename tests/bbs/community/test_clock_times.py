"""Times of day to come, as people type them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.clock_times import understood
from bbs.errors import NotUnderstood
from tests.stores import NOW

LONDON = ZoneInfo("Europe/London")
HOUR = 3600


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("22:00", "22:00"),
        ("22", "22:00"),
        ("until 22.30", "22:30"),
        ("10 pm", "22:00"),
        ("10PM", "22:00"),
        ("12 am", "0:00"),
        ("12pm", "12:00"),
        ("24:00", "0:00"),
        ("0:15", "0:15"),
    ],
)
def test_a_time_of_day_is_the_next_one(typed: str, expected: str) -> None:
    then = datetime.fromtimestamp(understood(typed, NOW, LONDON), LONDON)
    assert f"{then.hour}:{then.minute:02d}" == expected
    assert NOW < then.timestamp() <= NOW + 24 * HOUR


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("2 hours", 2 * HOUR), ("in 2h", 2 * HOUR), ("an hour", HOUR), ("90 minutes", 90 * 60), ("for 30 min", 1800)],
)
def test_a_span_counts_from_now(typed: str, seconds: int) -> None:
    assert understood(typed, NOW, LONDON) == NOW + seconds


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "13 pm", "22:60", "0 hours", "24:30", "-1"])
def test_what_is_no_time_is_said_kindly(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="Type a time such as 22:00"):
        understood(typed, NOW, LONDON)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,2}[:.][0-9]{2} ?(am|pm)?", fullmatch=True))
def test_whatever_is_typed_is_a_moment_to_come_or_not_understood(typed: str) -> None:
    try:
        at = understood(typed, NOW, LONDON)
    except NotUnderstood:
        return
    assert NOW < at <= NOW + 999 * HOUR
