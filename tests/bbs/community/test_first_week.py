"""The first week ends by itself or when somebody says that they know their way, and begins on gentle boards."""

from __future__ import annotations

from dataclasses import replace

from bbs.community import first_week, posts
from bbs.community.members import Person
from store.database import Store
from store.tables import Board
from tests import stores

NOW = stores.NOW
DAY = 24 * 3600


def test_it_lasts_a_week(store: Store, sam: Person) -> None:
    assert store.run(first_week.is_on, sam, now=NOW)
    assert store.run(first_week.is_on, sam, now=NOW + 7 * DAY - 1)
    assert not store.run(first_week.is_on, sam, now=NOW + 7 * DAY)


def test_it_is_over_for_who_knows_their_way_and_for_nobody_else(store: Store, sam: Person) -> None:
    lou = stores.member(store, "lou")
    store.run(first_week.over, sam, now=NOW)
    assert not store.run(first_week.is_on, sam, now=NOW)
    assert store.run(first_week.is_on, lou, now=NOW)


def test_it_begins_when_somebody_is_let_in(store: Store, sam: Person) -> None:
    assert not store.run(first_week.is_on, replace(sam, is_waiting=True), now=NOW)


def test_the_gentlest_and_quietest_boards_that_have_words_come_in_the_operators_order(store: Store) -> None:
    lou = stores.member(store, "lou")
    for place, slug in enumerate(("empty", "noted", "busy", "slow"), 10):
        store.run(Board.create, slug=slug, title=slug, about=slug, position=place)
    for board, note, at in (
        ("noted", "death", NOW - 9 * DAY),
        ("busy", "", NOW - 60),
        ("busy", "", NOW - 30),
        ("slow", "", NOW - 9 * DAY),
        ("lobby", "", NOW - 9 * DAY),
    ):
        store.run(posts.start, lou, board, "Words", "Words.", now=at, note=note, writing=stores.UNHURRIED)
    sam = stores.member(store, "sam")
    assert [board.slug for board in store.run(first_week.boards_to_begin, sam, now=NOW)] == ["lobby", "busy", "slow"]
