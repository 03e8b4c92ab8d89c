"""Where a post is read, for rows that name one."""

from __future__ import annotations

from typing import Any

from store.tables import Board, Post, Thread


def address(post: Any) -> str:
    """Return the address of a post; its thread and board are there."""
    return f"boards/{post.thread.board.slug}/{post.thread_id}/{post.number}"


def with_places(rows: Any, field: Any) -> Any:
    """Return a query for rows with the post that a field names, and its thread and board."""
    return rows.select_extend(Post, Thread, Board).join(Post, on=field).join(Thread).join(Board)
