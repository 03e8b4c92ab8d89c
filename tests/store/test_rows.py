"""Rows are added and looked up as Peewee does it, with SQL that is written once."""

from __future__ import annotations

import pytest
from peewee import DoesNotExist, IntegrityError, Value

from store.database import Store
from store.tables import Board, Member, Post, Thread
from store.tables.base import _insertion, _lookup
from tests import stores


def test_a_row_is_found_by_its_columns_by_another_row_and_by_what_it_belongs_to(store: Store) -> None:
    sam, lou = stores.member(store, "sam"), stores.member(store, "lou")
    line = stores.start(store, sam)

    def look() -> None:
        writer, thread = Member.get_by_id(sam.id), Thread.get_by_id(line.thread)
        post = Post.get(Post.author == writer, Post.thread == thread)
        assert (post.id, post.text) == (line.id, "It is four in the morning.")
        assert post.author == writer
        assert Post.get_or_none(Post.author == lou.id, Post.thread == thread) is None
        assert Board.get(slug="sleep") == Board.get(Board.slug == "sleep") == thread.board
        assert Post.get_or_none(Post.removed_at == None, Post.id == line.id) == post  # noqa: E711 - SQL's IS NULL
        assert Post.get_or_none(Post.removed_at.is_null(), Post.id == line.id, Post.author.is_null(False)) == post
        assert Post.get_or_none(Post.id == line.id, Post.removed_at.is_null(False)) is None
        assert Post.get_or_none(Post.author == None, Post.id == line.id) is None  # noqa: E711
        assert Member.get(Member.handle.in_(["lou"])).id == lou.id

    _lookup.cache_clear()
    store.run(look)
    written = _lookup.cache_info().misses
    assert written
    store.run(look)
    assert _lookup.cache_info().misses == written, "the second time all of it was written already"


def test_what_is_not_there_is_said_as_peewee_says_it(store: Store) -> None:
    for look in (lambda: Member.get_by_id(99), lambda: Member.get(Member.handle == "nobody")):
        with pytest.raises(DoesNotExist):
            store.run(look)


def test_a_row_that_is_added_has_its_key_and_its_sql_is_written_once(store: Store) -> None:
    def add(slug: str) -> Board:
        return Board.create(slug=slug, title="Tea", about="Tea.", position=9)

    one = store.run(add, "tea")
    written = _insertion.cache_info().misses
    other = store.run(add, "coffee")
    assert _insertion.cache_info().misses == written
    assert other.id == one.id + 1
    assert store.run(Board.get_by_id, other.id).slug == "coffee"


def test_a_row_is_changed_under_its_key_and_added_once(store: Store) -> None:
    sam = stores.member(store, "sam")

    def change() -> Member:
        row = Member.get_by_id(sam.id)
        row.zone = "Europe/Dublin"
        row.save()
        return Member.get_by_id(sam.id)

    assert store.run(change).zone == "Europe/Dublin"
    with pytest.raises(IntegrityError):
        store.run(lambda: Member.get_by_id(sam.id).save(force_insert=True))


def test_what_the_database_is_to_count_is_counted_when_it_is_added(store: Store) -> None:
    sam = stores.member(store, "sam")
    line = stores.start(store, sam)

    def add() -> int:
        first = Post.get_by_id(line.id)
        Post.create(thread=first.thread, author=sam.id, text="Two", posted_at=Value(1) + 1, number=2)
        return int(Post.get(Post.text == "Two").posted_at)

    assert store.run(add) == 2
