"""Who is here, and whether that is somebody who would answer."""

from __future__ import annotations

from dataclasses import replace

from bbs.community.shifts import Standing
from bbs.house import House
from bbs.visits import GONE_SECONDS, SHIFT_SECONDS, Visit, Visits

NOW = 1_780_000_000


def visit(name: str, member: int, *, is_staff: bool = True, since: int = NOW) -> Visit:
    return Visit(name, member, since, "line", lambda words: None, is_staff)


def test_somebody_of_the_staff_is_here_for_twenty_minutes_after_a_key() -> None:
    visits = Visits()
    assert not visits.staff_here(NOW)
    visits.begin(visit("one", 1))
    assert visits.staff_here(NOW + SHIFT_SECONDS) == {1}
    assert not visits.staff_here(NOW + SHIFT_SECONDS + 1)
    visits.heard("one", NOW + 3600)
    assert visits.staff_here(NOW + 3600 + SHIFT_SECONDS) == {1}
    assert not visits.staff_here(NOW + 3600 + SHIFT_SECONDS + 1)


def test_members_are_nobody_on_shift() -> None:
    visits = Visits()
    visits.begin(visit("sam", 1, is_staff=False))
    visits.begin(visit("wren", 2))
    visits.begin(visit("wren-again", 2))
    assert visits.staff_here(NOW) == {2}


def test_a_visit_that_is_over_is_forgotten_and_none_is_made_by_a_key() -> None:
    visits = Visits()
    visits.begin(visit("wren", 2))
    visits.heard("wren", NOW)
    visits.over("wren", NOW)
    visits.heard("wren", NOW)
    assert not visits.staff_here(NOW)
    visits.begin(visit("wren", 2, since=NOW - 2 * SHIFT_SECONDS))
    assert not visits.staff_here(NOW), "what was heard in an earlier visit does not count"


def test_somebody_of_the_staff_was_here_lately_by_the_last_thing_they_did_and_for_ten_minutes_after_leaving() -> None:
    visits = Visits()
    for name, member in (("silent", 1), ("left", 2), ("cut", 3), ("sam", 4)):
        visits.begin(visit(name, member, is_staff=name != "sam"))
    for name in ("left", "sam"):
        visits.over(name, NOW + 60)
    visits.over("cut", NOW + SHIFT_SECONDS - 60)
    assert visits.staff_lately(NOW + 60 + GONE_SECONDS - 1) == {1, 2, 3}
    assert visits.staff_lately(NOW + 60 + GONE_SECONDS) == {1, 3}
    assert visits.staff_lately(NOW + SHIFT_SECONDS) == {1, 3}
    assert visits.staff_lately(NOW + SHIFT_SECONDS + 1) == frozenset(), "a line that stands is nobody, nor one cut late"
    visits.heard("silent", NOW + SHIFT_SECONDS + 30)
    assert visits.staff_lately(NOW + 2 * SHIFT_SECONDS) == {1}, "whoever types is here"


def test_who_is_here_is_on_shift_unless_they_said_otherwise(house: House) -> None:
    now = house.clock.now()
    house.visits.begin(visit("wren", 2, since=now))
    assert house.on_shift == {2}, "as for whoever never says a word of shifts"
    on = Standing(on_at=now, until_at=now + 60)
    for said in (replace(on, off_at=now), replace(on, until_at=now), replace(on, quiet_at=now), Standing(quiet_at=now)):
        house.shifts[2] = said
        assert house.on_shift == frozenset(), said
    house.shifts[2] = on
    assert house.on_shift == {2}
    house.visits.over("wren", NOW)
    assert house.on_shift == frozenset(), "a shift is nothing without somebody who is here"
