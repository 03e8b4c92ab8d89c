"""Feedback on how the place is run that was published with its answer."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.member import Member


class Feedback(Table):
    """What somebody wrote to the desk and what was answered, as an operator published both: nobody is named.

    `note` is the random name of the note it was, `member` whoever left that, None for a guest.
    """

    id = AutoField()
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    row = TextField(unique=True, default=random_name)
    note = TextField(unique=True)
    question = TextField()
    answer = TextField()
    published_at = BigIntegerField()
    member_id: int | None
    by_id: int | None
