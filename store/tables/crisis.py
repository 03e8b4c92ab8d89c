"""What the operator confirmed about the help lines shown here."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.member import Member


class LineCheck(Table):
    """One help line or emergency number that somebody here confirmed with its provider."""

    id = AutoField()
    line = TextField(unique=True)
    checked_at = BigIntegerField()
    checked_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
