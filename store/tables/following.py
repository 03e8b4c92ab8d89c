"""What a member follows, and what they muted. `row` is a random name by which a tombstone remembers what was undone."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.board import Board, Thread
from store.tables.member import Member


class Following(Table):
    """A board, a thread or a writer that a member follows or muted: one of the three, since one of the two moments."""

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    board = ForeignKeyField(Board, null=True, backref="+", on_delete="CASCADE")
    thread = ForeignKeyField(Thread, null=True, backref="+", on_delete="CASCADE")
    writer = ForeignKeyField(Member, null=True, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    followed_at = BigIntegerField(null=True)
    muted_at = BigIntegerField(null=True)
    board_id: int | None
    thread_id: int | None
    writer_id: int | None

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "board"), True), (("member", "thread"), True), (("member", "writer"), True))
