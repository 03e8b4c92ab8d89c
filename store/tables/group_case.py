"""What a case about something in a support group is to those who look after the group."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField

from store.tables.base import Table
from store.tables.case import Case
from store.tables.member import Member


class GroupCase(Table):
    """What those who look after a group do about a case in it; there is none where nothing was done yet.

    `first_until` is until when it waits for them before it stands in the list of the desk, None where it is there at
    once. `taken_at` and `taken_by` say that one of them has it, `handed_at` that they left it to the desk.
    """

    id = AutoField()
    case = ForeignKeyField(Case, unique=True, backref="+", on_delete="CASCADE")
    first_until = BigIntegerField(null=True)
    taken_at = BigIntegerField(null=True)
    taken_by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    handed_at = BigIntegerField(null=True)
    case_id: int
    taken_by_id: int | None
