"""Of which posts somebody is told in the middle of a visit: of what New would show, and on a stream what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.community import blocks, following, posts, read_marks, telling
from bbs.community.following import Kind, State
from bbs.community.members import Person
from store.database import Store
from store.vault import Vault
from tests import stores
from tests.stores import NOW, reply, start


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.begun(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def sam(store: Store) -> Person:
    return stores.member(store, "sam")


@pytest.fixture
def lou(store: Store) -> Person:
    return stores.member(store, "lou")


def choose(store: Store, reader: Person, kind: Kind, ref: object, state: State) -> None:
    store.run(following.choose, reader, kind, str(ref), state, now=NOW)


def told(store: Store, reader: Person | None, *ids: int) -> set[int]:
    return store.run(telling.new_to, reader, list(ids))


def streamed(store: Store, reader: Person | None, *ids: int, board: str = "sleep") -> set[int]:
    return store.run(telling.written_on, reader, board, list(ids))


@pytest.mark.parametrize("kind", Kind)
def test_nobody_is_told_of_what_they_muted_until_that_is_undone(
    store: Store, sam: Person, lou: Person, kind: Kind
) -> None:
    first = start(store, lou)
    ref = {Kind.BOARD: "sleep", Kind.THREAD: first.thread, Kind.WRITER: first.id}[kind]
    for state, heard in ((State.MUTED, False), (State.FOLLOWED, True), (State.NEITHER, True)):
        choose(store, sam, kind, ref, state)
        came = reply(store, lou, first.thread)
        assert told(store, sam, came.id) == ({came.id} if heard else set())
        is_streamed = heard or kind is Kind.BOARD  # whoever looks at a board hears it
        assert streamed(store, sam, came.id) == ({came.id} if is_streamed else set())


def test_a_followed_thread_on_a_muted_board_is_told_of(store: Store, sam: Person, lou: Person) -> None:
    first = start(store, lou)
    choose(store, sam, Kind.BOARD, "sleep", State.MUTED)
    choose(store, sam, Kind.THREAD, first.thread, State.FOLLOWED)
    came, other = reply(store, lou, first.thread), start(store, lou)
    assert told(store, sam, came.id, other.id) == {came.id}


def test_what_the_blocked_write_is_told_only_where_nobody_knows_whose_it_is(
    store: Store, sam: Person, lou: Person, tmp_path: Path
) -> None:
    first = start(store, lou)
    nameless = start(store, lou, nameless=Vault.begin(tmp_path / "server.key"))
    store.run(blocks.block, sam, "lou", now=NOW)
    assert told(store, sam, first.id, nameless.id) == {nameless.id}
    assert streamed(store, sam, first.id, nameless.id) == {nameless.id}


def test_nobody_is_told_of_what_they_saw_wrote_or_may_not_see(store: Store, sam: Person, lou: Person) -> None:
    outside = stores.member(store, "kit", waiting=True)
    first = start(store, lou)
    own = reply(store, sam, first.thread)
    assert told(store, sam, first.id, own.id) == {first.id}
    assert told(store, outside, first.id) == told(store, None, first.id) == set()
    assert streamed(store, outside, first.id) == streamed(store, None, first.id) == set()
    store.run(read_marks.mark_read, sam, first.thread, first.id)
    assert told(store, sam, first.id) == set()
    came = reply(store, lou, first.thread)
    store.run(posts.remove_own, lou, came.id, now=NOW)
    assert told(store, sam, came.id) == streamed(store, sam, came.id) == set()
    assert streamed(store, sam, first.id, board="nowhere") == set()
