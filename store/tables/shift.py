"""How those who look after the place want to be at the desk: shifts, breaks, notes for whoever comes next."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.case import Case
from store.tables.member import Member


class Shift(Table):
    """What one of the staff said of their shifts, the last time they did. Who never did has no row.

    They are on shift from `on_at`, until `until_at` if they said when, and not any more from `off_at`. `quiet_at` is
    when they asked not to be interrupted, `unreminded_at` when they asked not to be reminded of breaks, `breaks_from`
    until when they put that off. `toured_at` is when they were shown round, or said that they need not be.
    """

    id = AutoField()
    member = ForeignKeyField(Member, unique=True, backref="+", on_delete="CASCADE")
    on_at = BigIntegerField(null=True)
    until_at = BigIntegerField(null=True)
    off_at = BigIntegerField(null=True)
    quiet_at = BigIntegerField(null=True)
    unreminded_at = BigIntegerField(null=True)
    breaks_from = BigIntegerField(null=True)
    toured_at = BigIntegerField(null=True)
    member_id: int


class HandOver(Table):
    """A note for whoever comes on shift next, sealed. It is shown until somebody took note of it."""

    id = AutoField()
    by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    row = TextField(unique=True, default=random_name)
    sealed = BlobField()
    made_at = BigIntegerField()
    read_at = BigIntegerField(null=True)
    read_by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    by_id: int | None
    read_by_id: int | None


class CaseTold(Table):
    """That one of the staff was told in a visit that an urgent case waits: nobody is told twice while it does."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="+", on_delete="CASCADE")
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    at = BigIntegerField()
    case_id: int
    member_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("case", "member"), True),)


class MachineVisit(Table):
    """A visit at the machine itself (`warmline admin`): the server, which is another process, knows of it by this.

    `heard_at` is when something was typed in it last, `seen_at` when it still went on. The visit keeps both, a minute
    late; a process that is killed keeps them no more. A row goes within a day.
    """

    id = AutoField()
    visit = TextField(unique=True)
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    heard_at = BigIntegerField()
    seen_at = BigIntegerField()
    member_id: int
