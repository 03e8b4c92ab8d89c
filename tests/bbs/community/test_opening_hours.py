"""Opening hours: by the wall clock of the service, over midnight, over the days the clocks change."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.opening_hours import DAYS, Opening, OpeningHours, State

LONDON = "Europe/London"


def at(local: str, zone: str = LONDON, fold: int = 0) -> int:
    """Return the UTC seconds of a local time such as "2026-11-04 17:00" (a Wednesday)."""
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp())


def opening(written: str, local: str, zone: str = LONDON, fold: int = 0) -> Opening:
    return OpeningHours.parse(written, zone).at(at(local, zone, fold))


def said(opening: Opening) -> str:
    return f"{opening.state.value} {opening.at:%a %H:%M} +{opening.days_away}" if opening.at else opening.state.value


@pytest.mark.parametrize(
    ("written", "local", "expected"),
    [
        ("24/7", "2026-11-04 03:00", "open"),
        ("Mo-Su 00:00-24:00", "2026-11-04 03:00", "open"),
        ("Mo-Su 17:00-00:00", "2026-11-04 16:59", "closed Wed 17:00 +0"),
        ("Mo-Su 17:00-00:00", "2026-11-04 17:00", "open Thu 00:00 +1"),
        ("Mo-Su 17:00-00:00", "2026-11-04 23:59", "open Thu 00:00 +1"),
        ("Mo-Su 17:00-00:00", "2026-11-05 00:00", "closed Thu 17:00 +0"),
        ("Mo-Su 15:00-03:00", "2026-11-05 02:59", "open Thu 03:00 +0"),
        ("Mo-Su 15:00-03:00", "2026-11-05 03:00", "closed Thu 15:00 +0"),
        ("Mo-Su 15:30-00:30", "2026-11-05 00:29", "open Thu 00:30 +0"),
        ("Mo-Fr 10:00-22:00", "2026-11-06 22:00", "closed Mon 10:00 +3"),
        ("Mo-Fr 10:00-22:00", "2026-11-08 12:00", "closed Mon 10:00 +1"),
        ("Mo-Sa 14:00-20:00", "2026-11-07 20:30", "closed Mon 14:00 +2"),
        ("Mo 09:00-10:00", "2026-11-09 10:00", "closed Mon 09:00 +7"),
        ("Su 22:00-04:00", "2026-11-09 01:00", "open Mon 04:00 +0"),
        ("Sa-Mo 09:00-10:00", "2026-11-08 09:30", "open Sun 10:00 +0"),
        ("Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-11:00", "2026-11-04 12:30", "closed Wed 14:00 +0"),
        ("Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-11:00", "2026-11-06 18:00", "closed Sat 10:00 +1"),
        ("Mo,We 09:00-10:00", "2026-11-02 11:00", "closed Wed 09:00 +2"),
        ("We 18:00-24:00; Th 00:00-02:00", "2026-11-04 20:00", "open Thu 02:00 +1"),
    ],
)
def test_hours_say_what_is_open_and_what_comes_next(written: str, local: str, expected: str) -> None:
    assert said(opening(written, local)) == expected


def test_hours_are_those_of_the_service_not_of_the_caller() -> None:
    new_york = OpeningHours.parse("Mo-Fr 10:00-22:00", "America/New_York")
    assert new_york.at(at("2026-11-04 14:59")).state is State.CLOSED
    assert new_york.at(at("2026-11-04 15:00")).state is State.OPEN


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"])
def test_a_line_opens_at_its_hour_on_the_days_the_clocks_change(day: str) -> None:
    assert said(opening("Mo-Su 17:00-23:00", f"{day} 16:59")).startswith("closed")
    assert opening("Mo-Su 17:00-23:00", f"{day} 16:59").days_away == 0
    assert opening("Mo-Su 17:00-23:00", f"{day} 17:00").state is State.OPEN
    assert opening("Mo-Su 17:00-23:00", f"{day} 23:00").days_away == 1


def test_the_hour_that_comes_twice_is_open_twice() -> None:
    for fold in (0, 1):
        assert said(opening("Su 01:00-02:00", "2026-10-25 01:30", fold=fold)) == "open Sun 02:00 +0"


def test_a_night_line_closes_by_the_clock_when_the_night_is_an_hour_short() -> None:
    hours = OpeningHours.parse("Mo-Su 22:00-03:00", LONDON)
    before = at("2026-03-29 00:59")
    assert hours.at(before).state is State.OPEN
    assert hours.at(before + 60).at == datetime.fromisoformat("2026-03-29 03:00")  # the clock shows 02:00
    assert hours.at(before + 60 + 3600).state is State.CLOSED


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Mo-Fr", LONDON),
        ("10:00-22:00", LONDON),
        ("Mo-Xx 10:00-22:00", LONDON),
        ("Mo-Fr 10:00", LONDON),
        ("Mo-Fr 10:00-25:00", LONDON),
        ("Mo-Fr 24:00-10:00", LONDON),
        ("Mo-Fr 10:00-24:30", LONDON),
        ("Mo-Fr 10:00-10:00", LONDON),
        ("Mo-Fr 10:60-11:00", LONDON),
        ("Mo-Fr 10:00-11:00;", LONDON),
        ("daily 10:00-11:00", LONDON),
        ("24/7 ", LONDON),
        ("Mo-Fr 10:00-22:00", ""),
        ("Mo-Fr 10:00-22:00", "Europe/Nowhere"),
        ("Mo-Fr 10:00-22:00", "../etc/passwd"),
        ("24/7", "Europe"),
    ],
)
def test_hours_that_cannot_be_read_are_refused(written: str, zone: str) -> None:
    with pytest.raises(ValueError, match=r"opening hours|times|unknown day|time zone"):
        OpeningHours.parse(written, zone)


minutes = st.integers(0, 23 * 60 + 59).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
times = st.tuples(minutes, minutes).filter(lambda pair: pair[0] != pair[1]).map("-".join)
rules = st.tuples(st.sampled_from(DAYS), times).map(" ".join)


@given(
    st.lists(rules, min_size=1, max_size=4).map("; ".join),
    st.integers(1_700_000_000, 1_900_000_000),
    st.sampled_from([LONDON, "Asia/Dhaka", "America/New_York", "Australia/Lord_Howe"]),
)
def test_whatever_the_hours_the_next_change_is_ahead_and_within_eight_days(written: str, now: int, zone: str) -> None:
    here = datetime.fromtimestamp(now, ZoneInfo(zone)).replace(tzinfo=None)
    opening = OpeningHours.parse(written, zone).at(now)
    assert opening.at is None or (opening.at > here and 0 <= opening.days_away <= 8)
    assert opening.state is State.OPEN or opening.at is not None
