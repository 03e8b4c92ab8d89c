"""Where a post is read, for rows that name one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import ModelSelect

from store.prepared import prepared, row_of
from store.tables import Board, Post, Thread


def address(post: Any) -> str:
    """Return the address of a post; its thread and board are there."""
    return f"boards/{post.thread.board.slug}/{post.thread_id}/{post.number}"


def placed(table: Any, column: str, value: Any) -> Iterator[tuple[Any, str]]:
    """Yield the rows of a table that have a value in a column, oldest first, each with the address of its post."""
    for *row, slug, thread, number in _placed(value, table=table, column=column):
        yield row_of(table, row), f"boards/{slug}/{thread}/{number}"


@prepared
def _placed(value: Any, *, table: Any, column: str) -> ModelSelect[Any]:
    rows: ModelSelect[Any] = table.select(*table._meta.sorted_fields, Board.slug, Post.thread, Post.number)
    rows = rows.join(Post, on=table.post).join(Thread).join(Board)
    return rows.where(getattr(table, column) == value).order_by(table._meta.primary_key)


def with_places(rows: Any, field: Any) -> Any:
    """Return a query for rows with the post that a field names, and its thread and board."""
    return rows.select_extend(Post, Thread, Board).join(Post, on=field).join(Thread).join(Board)
