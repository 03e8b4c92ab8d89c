"""Thanks for a post. `row` is a random name the seal is bound to."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.board import Post
from store.tables.member import Member


class Thanks(Table):
    """One member's thanks for one post, with words of their own, sealed. `seen_at` is when the author saw them."""

    id = AutoField()
    post = ForeignKeyField(Post, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, null=True, backref="+", on_delete="SET NULL")
    to = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True)
    sealed = BlobField()
    thanked_at = BigIntegerField()
    seen_at = BigIntegerField(null=True)
    post_id: int
    by_id: int | None
    to_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("post", "by"), True), (("by", "thanked_at"), False), (("to", "thanked_at"), False))
