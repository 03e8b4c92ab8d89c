"""What staff did that a member must be able to hear of."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.board import Post
from store.tables.member import Member


class StaffAct(Table):
    """One act: who did it, about whom, when. Rows are added and never changed, but for when the member was told.

    `by` is None where nobody of the staff acts: the member used what they were given. `reason` is what was given for
    it, sealed under `row`.
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
    member_id: int | None
    by_id: int | None
    post_id: int | None
