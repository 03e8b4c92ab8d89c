"""What the people who run this place set in the office, without the settings file: its words, its ways, its notices."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.member import Member


class OwnText(Table):
    """A text of this place's own. `text` holds since `held_at`, none: the shipped one holds.

    `written` is what is being written in its place.
    """

    id = AutoField()
    name = TextField(unique=True)
    text = TextField(null=True)
    held_at = BigIntegerField(null=True)
    written = TextField(null=True)
    changed_at = BigIntegerField()
    changed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")


class OwnSetting(Table):
    """A setting that an operator chose, by its name such as "joining.mode". It goes before the settings file."""

    id = AutoField()
    name = TextField(unique=True)
    value = TextField()
    changed_at = BigIntegerField()
    changed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")


class Announcement(Table):
    """A few words to everybody. It holds to `until`, or to when somebody took it back or made another one."""

    id = AutoField()
    text = TextField()
    at = BigIntegerField()
    until = BigIntegerField()
    by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    ended_at = BigIntegerField(null=True)
    ended_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
