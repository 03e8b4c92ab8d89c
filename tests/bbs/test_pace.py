"""How often somebody may do something: a pace keeps its word, and forgets whoever was quiet."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.errors import Busy
from bbs.pace import Pace, pause
from tests.bbs.server.test_limits import SAMS_ID, HeldClock


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


def test_a_pace_says_when_it_goes_on(clock: HeldClock) -> None:
    pace = Pace(clock, limit=2, seconds=60)
    assert pace.allow(SAMS_ID) == 0
    clock.time += 10.5
    assert pace.allow(SAMS_ID) == 0
    assert pace.allow(SAMS_ID) == 50
    assert pace.allow(8) == 0
    clock.time += 50
    assert pace.allow(SAMS_ID) == 0
    assert pace.allow(SAMS_ID) == 10


@given(st.lists(st.integers(0, 120).map(lambda quarters: quarters / 4)))
def test_a_pace_never_allows_more_than_it_says_and_keeps_its_word(pauses: list[float]) -> None:
    clock = HeldClock()
    pace = Pace(clock, limit=3, seconds=20)
    allowed: list[float] = []
    for seconds in pauses:
        clock.time += seconds
        wait = pace.allow(SAMS_ID)
        if wait:
            assert wait <= 20
            clock.time += wait
            assert pace.allow(SAMS_ID) == 0
        allowed.append(clock.time)
    assert all(later - earlier >= 20 for earlier, later in zip(allowed, allowed[3:], strict=False))


def test_a_full_pace_forgets_who_was_quiet_longest(clock: HeldClock) -> None:
    pace = Pace(clock, limit=1, seconds=60, entries=2)
    assert [pace.allow(member) for member in (1, 2)] == [0, 0]
    assert pace.allow(1) > 0
    assert pace.allow(3) == 0
    assert pace.allow(1) > 0
    assert pace.allow(2) == 0


@pytest.mark.parametrize(
    ("seconds", "when"),
    [(1, "in 2 seconds"), (89, "in 89 seconds"), (90, "about 2 minutes"), (601, "about 11 minutes")],
)
def test_a_pause_says_how_long_that_the_text_is_kept_and_that_help_is_open(seconds: int, when: str) -> None:
    words = pause(seconds).words()
    assert isinstance(pause(seconds), Busy)
    assert when in words
    assert "Nothing you write is lost" in words
    assert "Crisis help never waits" in words
    assert not set(words) - set(string.printable)
