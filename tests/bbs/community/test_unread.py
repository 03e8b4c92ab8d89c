"""What is new is found without a look at everything: what that keeps beside the marks, and where counting ends."""

from __future__ import annotations

import pytest

from bbs.community import boards, new_scan, read_marks, reading, unread
from bbs.community.members import Person
from store.database import Store
from store.tables import BoardMark, LeftUnread, Member
from tests import stores


def left(store: Store, reader: Person) -> set[int]:
    return {row.thread_id for row in store.run(lambda: list(LeftUnread.select().where(LeftUnread.member == reader.id)))}


def new_to(store: Store, reader: Person) -> list[int]:
    return [line.id for line in store.run(new_scan.next_posts, reader, limit=1000)]


def test_reading_goes_through_the_board_and_remembers_what_it_went_past(store: Store, sam: Person, lou: Person) -> None:
    first, second, third = (stores.start(store, lou) for _ in range(3))
    store.run(read_marks.mark_read, sam, second.thread, second.id)
    assert left(store, sam) == {first.thread, third.thread}
    assert new_to(store, sam) == [first.id, third.id]
    store.run(read_marks.mark_read, sam, first.thread, first.id)
    assert left(store, sam) == {third.thread}
    again = stores.reply(store, lou, second.thread)
    assert new_to(store, sam) == [again.id, third.id]


def test_a_thread_read_in_part_stays_left(store: Store, sam: Person, lou: Person) -> None:
    thread = stores.start(store, lou).thread
    second, third = stores.reply(store, lou, thread), stores.reply(store, lou, thread)
    store.run(read_marks.mark_read, sam, thread, second.id)
    assert (left(store, sam), new_to(store, sam)) == ({thread}, [third.id])
    store.run(read_marks.mark_read, sam, thread, third.id)
    assert (left(store, sam), new_to(store, sam)) == (set(), [])


def test_a_mark_that_moves_back_is_told_of(store: Store, sam: Person, lou: Person) -> None:
    line = stores.start(store, lou)
    store.run(read_marks.mark_read, sam, line.thread, line.id)
    store.run(unread.again, sam, line.thread)
    assert new_to(store, sam) == []  # what is kept says where to look; what is new, the marks say


@pytest.mark.parametrize("at_a_time", [1, 2, 200])
def test_however_little_is_gone_through_at_a_time_all_of_it_is_read_in_the_end(
    store: Store, sam: Person, lou: Person, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    """Where more is new than is counted, New ends early; who comes again goes on, until it is all read."""
    monkeypatch.setattr(unread, "AT_A_TIME", at_a_time)
    monkeypatch.setattr(unread, "THREADS_COUNTED", 2)
    written = [stores.start(store, lou, board=board).id for _ in range(6) for board in ("lobby", "sleep")]
    written += [stores.reply(store, lou, thread).id for thread in (1, 4, 1, 9)]
    read: list[int] = []
    while page := store.run(new_scan.next_posts, sam, limit=3):
        for line in page:
            store.run(read_marks.mark_read, sam, line.thread, line.id)
        read += [line.id for line in page]
    assert sorted(read) == sorted(written)
    assert store.run(new_scan.count_new, sam) == new_scan.NewCount(0, 0)
    assert left(store, sam) == set()


def test_nobody_counts_on_for_ever(store: Store, sam: Person, lou: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "THREADS_COUNTED", 3)
    monkeypatch.setattr(unread, "POSTS_COUNTED", 8)
    thread = stores.start(store, lou).thread
    for _ in range(2):
        stores.start(store, lou)
    assert store.run(new_scan.count_new, sam) == new_scan.NewCount(3, 3)
    stores.start(store, lou)
    assert store.run(new_scan.count_new, sam) == new_scan.NewCount(3, 4, more=True)
    assert [board.new for board in store.run(boards.readable, sam)] == [0, 4]
    for _ in range(10):
        stores.reply(store, lou, thread)
    assert store.run(new_scan.count_new, sam) == new_scan.NewCount(8, 4, more=True)
    assert store.run(boards.thread, sam, thread).new == 9


def test_what_is_kept_goes_with_its_thread_and_its_member(store: Store, sam: Person, lou: Person) -> None:
    first, second = stores.start(store, lou), stores.start(store, lou)
    store.run(read_marks.mark_read, sam, second.thread, second.id)
    assert left(store, sam) == {first.thread}
    store.run(lambda: Member.delete().where(Member.id == sam.id).execute())
    assert left(store, sam) == set()
    assert store.run(lambda: BoardMark.select().where(BoardMark.member == sam.id).count()) == 0


def test_posts_are_numbered_as_they_are_written(store: Store, sam: Person, lou: Person) -> None:
    thread = stores.start(store, sam).thread
    other = stores.start(store, lou).thread
    numbers = [stores.reply(store, who, where).number for who, where in ((lou, thread), (sam, other), (sam, thread))]
    assert numbers == [2, 2, 3]
    assert [line.number for line in store.run(reading.stretch, sam, thread, first=2).posts] == [2, 3]
