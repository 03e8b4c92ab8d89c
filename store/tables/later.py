"""Replies that go out later. `row` is a random name the seal is bound to."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table
from store.tables.member import Member


class LaterReply(Table):
    """A reply that its author sends at an hour to come: its words and its content note, sealed.

    Thread and post are no references: where they are gone, the words go back to their author, as a draft at `place`.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    place = TextField()
    thread = IntegerField()
    reply_to = IntegerField()
    row = TextField(unique=True)
    sealed = BlobField()
    once = TextField(unique=True)
    goes_at = BigIntegerField(index=True)
    member_id: int
