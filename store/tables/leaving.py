"""Who is leaving for good, and the handles of those who left."""

from __future__ import annotations

from peewee import AutoField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.member import Member


class Leaving(Table):
    """What was taken out of sight when a member left, and is put back if they come back in time; sealed.

    When they left is the member's own `left_at`.
    """

    id = AutoField()
    member = ForeignKeyField(Member, unique=True, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    member_id: int


class LeftHandle(Table):
    """A keyed mark of the handle of somebody who is gone, so that nobody else comes to be taken for them."""

    id = AutoField()
    mark = BlobField(unique=True)
