"""What many accounts wrote taken out of sight at once, as spam: one act, undone by one."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.decision import Decision
from store.tables.member import Member


class Sweep(Table):
    """One such act: by whom, when, and when all of it was put back."""

    id = AutoField()
    by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    made_at = BigIntegerField()
    undone_at = BigIntegerField(null=True)
    undone_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    by_id: int | None
    undone_by_id: int | None


class Swept(Table):
    """One account in it, with the decision that its member is told. Sealed is what it takes to put everything back."""

    id = AutoField()
    sweep = ForeignKeyField(Sweep, backref="+", on_delete="CASCADE")
    decision = ForeignKeyField(Decision, unique=True, backref="+", on_delete="CASCADE")
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    sweep_id: int
    decision_id: int
    member_id: int
