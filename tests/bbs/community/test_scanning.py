"""Skipping, muting and reading out of turn in the new scan, and taking back the last of it exactly."""

from __future__ import annotations

import pytest

from bbs.community import following, new_scan, reading, scanning
from bbs.community.following import Kind, State
from bbs.community.members import Person
from bbs.errors import NotFound
from store.database import Store
from store.tables import ReadAhead, ReadMark
from tests import stores
from tests.stores import NOW, reply, start


def new_to(store: Store, reader: Person) -> list[int]:
    return [line.id for line in store.run(new_scan.next_posts, reader, limit=1000)]


def marks(store: Store, reader: Person) -> list[tuple[int, int]]:
    def found() -> list[tuple[int, int]]:
        rows = ReadMark.select().where(ReadMark.member == reader.id).order_by(ReadMark.thread)
        return [(row.thread_id, row.post) for row in rows]

    return store.run(found)


@pytest.mark.parametrize("seen", [False, True])
def test_a_skip_goes_past_one_thread_alone_and_is_taken_back_exactly(
    store: Store, sam: Person, lou: Person, seen: bool
) -> None:
    first = start(store, lou)
    for _ in range(3):
        reply(store, lou, first.thread)
    other = start(store, lou, title="Another")
    if seen:
        store.run(scanning.see, sam, first.thread, first.id)
    before = marks(store, sam), new_to(store, sam)
    step = store.run(scanning.skip, sam, first.thread, (first.id,))
    assert new_to(store, sam) == [other.id]
    store.run(scanning.take_back, sam, step, now=NOW)
    assert (marks(store, sam), new_to(store, sam)) == before


def test_a_skip_is_taken_back_with_what_was_read_out_of_turn(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou)
    second, third = (reply(store, lou, first.thread) for _ in range(2))
    store.run(scanning.see, sam, first.thread, second.id)
    assert new_to(store, sam) == [first.id, third.id]
    step = store.run(scanning.skip, sam, first.thread, (second.id,))
    store.run(scanning.see, sam, first.thread, second.id)
    store.run(scanning.take_back, sam, step, now=NOW)
    assert third.id in new_to(store, sam)
    assert first.id in new_to(store, sam)


def test_what_was_read_after_a_skip_stays_read(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou)
    step = store.run(scanning.skip, sam, first.thread, (first.id,))
    later = reply(store, lou, first.thread)
    store.run(scanning.see, sam, first.thread, later.id)
    store.run(scanning.take_back, sam, step, now=NOW)
    assert marks(store, sam) == [(first.thread, later.id)]
    assert new_to(store, sam) == []


@pytest.mark.parametrize("before", [State.NEITHER, State.FOLLOWED])
def test_a_mute_moves_no_mark_and_is_taken_back_to_what_was_chosen_before(
    store: Store, sam: Person, lou: Person, before: State
) -> None:
    first = start(store, lou)
    about = store.run(following.choose, sam, Kind.THREAD, str(first.thread), before, now=NOW)
    step = store.run(scanning.mute, sam, first.thread, (first.id,), now=NOW)
    assert (new_to(store, sam), marks(store, sam)) == ([], [])
    store.run(scanning.take_back, sam, step, now=NOW)
    assert store.run(following.state, sam, about) is before
    assert new_to(store, sam) == [first.id]


def test_a_post_read_out_of_turn_is_not_new_and_what_stands_before_it_is(
    store: Store, sam: Person, lou: Person
) -> None:
    first = start(store, lou)
    second, third = (reply(store, lou, first.thread) for _ in range(2))
    for _ in range(2):
        store.run(scanning.see, sam, first.thread, second.id)
    assert new_to(store, sam) == [first.id, third.id]
    shown = store.run(reading.stretch, sam, first.thread, first=1).posts
    assert [line.new for line in shown] == [True, False, True]
    store.run(scanning.see, sam, first.thread, first.id)
    store.run(scanning.see, sam, first.thread, third.id)
    assert marks(store, sam) == [(first.thread, third.id)]
    assert store.run(ReadAhead.select().count) == 0, "the mark has come past it"


def test_nobody_skips_or_mutes_what_they_may_not_know_of(store: Store, lou: Person) -> None:
    first = start(store, lou)
    waiting = stores.member(store, "kit", waiting=True)
    with pytest.raises(NotFound):
        store.run(scanning.skip, waiting, first.thread, (first.id,))
    with pytest.raises(NotFound):
        store.run(scanning.mute, waiting, first.thread, (first.id,), now=NOW)
    assert marks(store, waiting) == []
