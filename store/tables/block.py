"""Whose words a member does not want to meet. `row` is how a tombstone remembers that it was undone."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.member import Member


class Block(Table):
    """One member blocks another. Nobody but the one who does it ever learns of it."""

    id = AutoField()
    by = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    of = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    blocked_at = BigIntegerField()
    of_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("by", "of"), True),)
