"""What members left unread: kept beside their read marks, so that finding it takes no look at all they have read."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField

from store.tables.base import Table
from store.tables.board import Board, Thread
from store.tables.member import Member


class BoardMark(Table):
    """How far a member's threads on a board were gone through, by the latest post in each. It never moves back."""

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    board = ForeignKeyField(Board, backref="+", on_delete="CASCADE")
    post = IntegerField()
    board_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "board"), True),)


class LeftUnread(Table):
    """A thread that was gone through with something in it that the member had not seen."""

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    thread = ForeignKeyField(Thread, backref="+", on_delete="CASCADE")
    thread_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "thread"), True),)
