"""Times in which nobody joins and newcomers only read, because of a wave of spam or worse."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField

from store.tables.base import Table
from store.tables.member import Member


class LockDown(Table):
    """One such time: it ends by itself at `until`, or when somebody lifts it."""

    id = AutoField()
    by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    began_at = BigIntegerField()
    until = BigIntegerField()
    lifted_at = BigIntegerField(null=True)
    lifted_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
