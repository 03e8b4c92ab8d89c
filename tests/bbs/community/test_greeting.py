"""First posts that nobody answered wait for those who like to welcome people, the longest waiting first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bbs.community import blocks, following, greeting, members, posts
from bbs.community.following import Kind, State
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from store.database import Store
from store.tables import Board, Member
from tests import stores

NOW = stores.NOW
DAY = 24 * 3600


@pytest.fixture
def lou(store: Store) -> Person:
    """Somebody who likes to welcome people."""
    person = stores.member(store, "lou")
    return store.run(members.set_setting, person.id, "greets", 1)


def waiting(store: Store, reader: Person, now: int = NOW) -> list[int]:
    found = [line.id for line in store.run(greeting.waiting, reader, now=now)]
    assert store.run(greeting.any_waiting, reader, now=now) is bool(found)
    return found


def begin(store: Store, by: Person, now: int) -> PostLine:
    return store.run(posts.start, by, "sleep", "Hello", "I am new here.", now=now)


def test_the_first_thing_somebody_wrote_waits_longest_first_and_nothing_they_wrote_after_it(
    store: Store, lou: Person, sam: Person
) -> None:
    kit = stores.member(store, "kit")
    first, second = begin(store, kit, NOW - 9), begin(store, sam, NOW - 5)
    begin(store, kit, NOW)
    assert waiting(store, lou) == [first.id, second.id]
    assert [line.id for line in store.run(greeting.waiting, lou, now=NOW, after=first.id)] == [second.id]


def test_a_reply_can_be_the_first_and_an_answer_by_anybody_else_ends_the_waiting_while_it_stands(
    store: Store, lou: Person, sam: Person
) -> None:
    asked = begin(store, lou, NOW)
    first = stores.reply(store, sam, asked.thread, "So am I.")
    assert waiting(store, lou) == [first.id]
    stores.reply(store, sam, asked.thread, "Still here.")
    assert waiting(store, lou) == [first.id]
    answer = stores.reply(store, stores.member(store, "kit"), asked.thread, "Welcome.")
    assert first.id not in waiting(store, lou)
    store.run(posts.remove_own, store.run(members.by_handle, "kit"), answer.id, now=NOW)
    assert waiting(store, lou) == [first.id]


def test_who_does_not_wait(store: Store, lou: Person, sam: Person) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    begin(store, wren, NOW)
    gone = begin(store, sam, NOW)
    store.run(posts.remove_own, sam, gone.id, now=NOW)
    begin(store, sam, NOW)
    begin(store, lou, NOW)
    left = stores.member(store, "kit")
    begin(store, left, NOW)
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == left.id).execute())
    assert waiting(store, lou) == []
    assert len(waiting(store, wren)) == 1, "lou's own waits for others"


def test_what_is_long_ago_does_not_wait_and_who_joined_long_ago_is_not_new(
    store: Store, lou: Person, sam: Person
) -> None:
    first = begin(store, sam, NOW)
    assert waiting(store, lou, NOW + greeting.WAITS - 1) == [first.id]
    assert waiting(store, lou, NOW + greeting.WAITS) == []
    store.run(lambda: Member.update(joined_at=NOW - greeting.IS_NEW).where(Member.id == sam.id).execute())
    assert waiting(store, lou) == []


def test_only_what_may_be_read_is_listed(store: Store, lou: Person, sam: Person) -> None:
    first = begin(store, sam, NOW)
    outside = replace(lou, is_declined=True)
    assert waiting(store, outside) == []
    store.run(lambda: Board.update(guests_read=True).execute())
    assert waiting(store, outside) == [first.id]


def test_what_somebody_muted_waits_for_others(store: Store, lou: Person, sam: Person) -> None:
    first = begin(store, sam, NOW)
    store.run(following.choose, lou, Kind.WRITER, str(first.id), State.MUTED, now=NOW)
    assert waiting(store, lou) == []


def test_who_is_blocked_is_not_listed(store: Store, lou: Person, sam: Person) -> None:
    begin(store, sam, NOW)
    store.run(blocks.block, lou, "sam", now=NOW)
    assert waiting(store, lou) == []


def test_who_greets_is_who_said_so_and_staff(store: Store, lou: Person, sam: Person) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    assert [greeting.greets(person) for person in (None, sam, lou, wren)] == [False, False, True, True]
