"""What members say about themselves. By `row` a tombstone remembers what was deleted (store/tombstones.py)."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.member import Member


class Profile(Table):
    """What a member wrote about themselves for the other members: their own words and pronouns, and nothing else."""

    id = AutoField()
    member = ForeignKeyField(Member, unique=True, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    pronouns = TextField(default="")
    text = TextField(default="")
    note = TextField(default="")


class BeingWith(Table):
    """How to be with a member, in their words, sealed. `shown_at` is since when those who reply to them see it."""

    id = AutoField()
    member = ForeignKeyField(Member, unique=True, backref="+", on_delete="CASCADE")
    row = TextField(unique=True)
    sealed = BlobField()
    shown_at = BigIntegerField(null=True)
    member_id: int
