"""The log: what staff did, an act a row, chained so that no row can be changed or taken out unnoticed."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.board import Post
from store.tables.case import Case
from store.tables.member import Member


class StaffAct(Table):
    """One act: who did it, about whom, when. Rows are added and never changed, but for when the member was told.

    `by` is None where nobody of the staff acts: the member used what they were given, or a time was over. `reason` is
    sealed under `row`: what was given for it, and whom and what it is about (bbs/community/log.py). `digest` is a keyed
    mark of that, `chain` goes on from the row before; rows of before there was a chain have neither.
    """

    id = AutoField()
    act = TextField()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    at = BigIntegerField()
    told_at = BigIntegerField(null=True)
    post = ForeignKeyField(Post, null=True, on_delete="SET NULL", backref="+")
    row = TextField(null=True)
    reason = BlobField(null=True)
    case = ForeignKeyField(Case, null=True, on_delete="SET NULL", backref="+")
    digest = BlobField(null=True)
    chain = BlobField(null=True)
    member_id: int | None
    by_id: int | None
    post_id: int | None
    case_id: int | None
