"""Who is here, and whether that is somebody who would answer."""

from __future__ import annotations

from bbs.visits import SHIFT_SECONDS, Visit, Visits

NOW = 1_780_000_000


def visit(name: str, member: int, *, is_staff: bool = True, since: int = NOW) -> Visit:
    return Visit(name, member, since, "line", lambda words: None, is_staff)


def test_somebody_is_on_shift_for_twenty_minutes_after_a_key() -> None:
    visits = Visits()
    assert not visits.on_shift(NOW)
    visits.begin(visit("one", 1))
    assert visits.on_shift(NOW + SHIFT_SECONDS)
    assert not visits.on_shift(NOW + SHIFT_SECONDS + 1)
    visits.heard("one", NOW + 3600)
    assert visits.on_shift(NOW + 3600 + SHIFT_SECONDS)
    assert not visits.on_shift(NOW + 3600 + SHIFT_SECONDS + 1)


def test_members_and_who_asks_are_nobody_on_shift() -> None:
    visits = Visits()
    visits.begin(visit("sam", 1, is_staff=False))
    visits.begin(visit("wren", 2))
    assert visits.on_shift(NOW)
    assert not visits.on_shift(NOW, but=2)


def test_a_visit_that_is_over_is_forgotten_and_none_is_made_by_a_key() -> None:
    visits = Visits()
    visits.begin(visit("wren", 2))
    visits.heard("wren", NOW)
    visits.over("wren")
    visits.heard("wren", NOW)
    assert not visits.on_shift(NOW)
    visits.begin(visit("wren", 2, since=NOW - 2 * SHIFT_SECONDS))
    assert not visits.on_shift(NOW), "what was heard in an earlier visit does not count"
