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


class OwnLine(Table):
    """A help line or a place near by that the people who run this place added. `line` is its id, as callers' pages say.

    What is shipped is in the package and never here.
    """

    id = AutoField()
    line = TextField(unique=True)
    country = TextField()
    service = TextField()
    kind = TextField()
    phone = TextField()
    text = TextField()
    web = TextField()
    hours = TextField()
    zone = TextField()
    languages = TextField()
    audience = TextField()
    provider = TextField()
    place = TextField()
    added_at = BigIntegerField()
    added_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")


class HiddenLine(Table):
    """A shipped line that is not shown here."""

    id = AutoField()
    line = TextField(unique=True)
    hidden_at = BigIntegerField()
    hidden_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
