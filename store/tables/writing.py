"""What belongs to a post or a thread beside its words: earlier versions, and the tags of its board."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table, random_name
from store.tables.board import Board, Post, Thread


class PostVersion(Table):
    """What a post said before its author changed it, sealed: only the staff may look. `row` is what the seal is for."""

    id = AutoField()
    post = ForeignKeyField(Post, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    replaced_at = BigIntegerField()
    post_id: int


class BoardTag(Table):
    """A word that threads on a board can be found by. The operator's list, in the operator's order."""

    id = AutoField()
    board = ForeignKeyField(Board, backref="+", on_delete="CASCADE")
    word = TextField()
    position = IntegerField()
    board_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("board", "word"), True),)


class ThreadTag(Table):
    """A tag that the author of a thread chose for it."""

    id = AutoField()
    thread = ForeignKeyField(Thread, backref="+", on_delete="CASCADE")
    tag = ForeignKeyField(BoardTag, backref="+", on_delete="CASCADE")
    thread_id: int
    tag_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("thread", "tag"), True),)
