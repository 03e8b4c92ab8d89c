"""What members are offered beside what is there for everybody, as the people who run this place chose it."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.member import Member


class Offering(Table):
    """A questionnaire that an operator turned on or off. Where there is none, the settings file says it."""

    id = AutoField()
    name = TextField(unique=True)
    is_on = BooleanField()
    changed_at = BigIntegerField()
    changed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
