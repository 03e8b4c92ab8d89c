"""Shifts: on and off, until when, quiet; and who counts as being there for others."""

from __future__ import annotations

import pytest

from bbs.community import members, shifts
from bbs.community.members import Person, Role
from bbs.community.shifts import LONGEST, NEVER_SAID, Standing
from bbs.errors import NotFound, NotUnderstood
from store.database import Store
from tests import stores

NOW = stores.NOW
HOUR = 3600


@pytest.fixture
def wren(store: Store) -> Person:
    return store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)


def test_who_never_said_a_word_of_shifts_is_neither_off_nor_declared() -> None:
    assert not NEVER_SAID.is_off(NOW)
    assert not NEVER_SAID.is_declared(NOW)
    assert NEVER_SAID.wants_breaks(NOW)


def test_on_until_a_time_and_off_by_itself_then(store: Store, wren: Person) -> None:
    said = store.run(shifts.go_on, wren, until=NOW + HOUR, now=NOW)
    assert said.is_declared(NOW)
    assert said.is_declared(NOW + HOUR - 1)
    assert said.is_off(NOW + HOUR), "an end that was said is kept to"
    assert store.run(shifts.every) == {wren.id: said}, "and after a restart it is the same"


def test_off_and_on_again(store: Store, wren: Person) -> None:
    store.run(shifts.go_on, wren, until=NOW + HOUR, now=NOW)
    off = store.run(shifts.go_off, wren, now=NOW + 60)
    assert off.is_off(NOW + 60)
    on = store.run(shifts.go_on, wren, now=NOW + 120)
    assert on == Standing(on_at=NOW + 120)


def test_who_is_not_interrupted_is_not_on_shift_and_coming_on_ends_that(store: Store, wren: Person) -> None:
    store.run(shifts.go_on, wren, now=NOW)
    quiet = store.run(shifts.be_quiet, wren, now=NOW)
    assert quiet.is_off(NOW)
    assert not store.run(shifts.be_quiet, wren, now=None).is_off(NOW)
    store.run(shifts.be_quiet, wren, now=NOW)
    assert store.run(shifts.go_on, wren, now=NOW).is_declared(NOW)


def test_an_end_can_be_said_later_and_the_shift_goes_on_from_where_it_began(store: Store, wren: Person) -> None:
    on = store.run(shifts.go_on, wren, now=NOW)
    said = store.run(shifts.end_at, wren, on, NOW + 2 * HOUR, now=NOW + HOUR)
    assert (said.on_at, said.until_at) == (NOW, NOW + 2 * HOUR)
    open_end = store.run(shifts.end_at, wren, said, None, now=NOW + HOUR)
    assert (open_end.on_at, open_end.until_at) == (NOW, None)
    off = store.run(shifts.go_off, wren, now=NOW + HOUR)
    assert store.run(shifts.end_at, wren, off, NOW + 3 * HOUR, now=NOW + 2 * HOUR).on_at == NOW + 2 * HOUR


@pytest.mark.parametrize("until", [NOW, NOW - 1, NOW + LONGEST + 1])
def test_an_end_that_is_over_or_too_far_away_is_not_taken(store: Store, wren: Person, until: int) -> None:
    with pytest.raises(NotUnderstood, match="within 16 hours"):
        store.run(shifts.go_on, wren, until=until, now=NOW)
    assert store.run(shifts.every) == {}


def test_breaks_are_put_off_and_turned_off(store: Store, wren: Person) -> None:
    later = store.run(shifts.put_off, wren, now=NOW)
    assert not later.wants_breaks(NOW)
    assert later.wants_breaks(NOW + shifts.LATER)
    assert not store.run(shifts.remind, wren, wanted=False, now=NOW).wants_breaks(NOW + 365 * 24 * HOUR)
    assert store.run(shifts.remind, wren, wanted=True, now=NOW).wants_breaks(NOW)


def test_members_have_no_shifts(store: Store, sam: Person) -> None:
    for rule in (shifts.go_on, shifts.go_off, shifts.put_off, shifts.shown_round):
        for who in (sam, None):
            with pytest.raises(NotFound):
                store.run(rule, who, now=NOW)
    with pytest.raises(NotFound):
        store.run(shifts.named, sam, [1])


def test_those_on_shift_have_names_for_the_others(store: Store, wren: Person, sam: Person) -> None:
    dove = store.run(members.set_role, stores.member(store, "dove").id, Role.MODERATOR)
    assert store.run(shifts.named, wren, [wren.id, dove.id]) == [("dove", dove.id), ("wren", wren.id)]
    assert store.run(shifts.named, wren, []) == []
