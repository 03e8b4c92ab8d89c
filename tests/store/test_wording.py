"""Queries are written in fewer steps than by Peewee, and word for word as Peewee writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peewee import SQL, Context, fn

from store.database import Store, existing
from store.tables import Board, Member, Post, database
from store.wording import Wording
from tests.for_each import for_each

CONTEXTS: tuple[Any, Any] = (Wording, Context)
OTHER, NAMED = Member.alias(), Member.alias("named")
QUERIES: dict[str, Callable[[], Any]] = {
    "a row": lambda: Post.select().where(Post.id == 5, Post.author == 7).order_by(Post.id.desc()).limit(1),
    "a table twice": lambda: (
        Post.select(Post.id, Member.handle, OTHER.handle)
        .join(Member, on=Post.author == Member.id)
        .join(OTHER, on=OTHER.id == Post.author)
        .where(Post.id.in_([1, 2, 3]), Member.handle == "sam")
    ),
    "one within": lambda: Post.select().where(
        fn.EXISTS(Board.select(SQL("1")).where(Board.id == Post.thread)), Post.text.is_null() | (Post.text == "")
    ),
    "one within, named": lambda: Post.select().where(
        Post.id.in_(Post.select(Post.id).join(NAMED, on=NAMED.id == Post.author).where(NAMED.handle == "sam"))
    ),
    "one of two": lambda: Post.select(Post.id).where(Post.number > 1) | Post.select(Post.thread),
    "some counted": lambda: (
        Post.select(fn.COUNT(Post.id).alias("some"), Post.author)
        .group_by(Post.author)
        .having(fn.COUNT(Post.id) > 3, fn.MAX(Post.number) < 2.5)
        .order_by(SQL("some"))
    ),
    "nothing": lambda: Post.select().where(Post.id.in_([])),
    "nobody": lambda: Post.select().where(Post.author == None, Post.by_house == True),  # noqa: E711, E712
    "a change": lambda: Post.update(text="Rain.", number=Post.number + 1).where(Post.author == 5),
    "a new one": lambda: Post.insert(text="Rain.", row="its name"),
    "one away": lambda: Member.delete().where(Member.handle == 'sam"'),
}


@for_each("name", QUERIES)
def test_a_query_is_written_as_peewee_writes_it(name: str, store: Store) -> None:
    options = existing(store.path, 1).get_context_options()
    ours, usual = (one(**options).sql(QUERIES[name]()).query() for one in CONTEXTS)
    assert ours == usual


def test_the_queries_of_a_store_are_written_so(store: Store) -> None:
    assert type(database.get_sql_context()) is Wording
