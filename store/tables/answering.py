"""What tells authors that they were heard, and how far a member looked at what concerns them."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BooleanField, ForeignKeyField, TextField

from store.tables.base import Table, random_name
from store.tables.board import Post
from store.tables.member import Member


class Heard(Table):
    """That one member read one post to its end, and lets its author know.

    `by` is kept so that it happens once, can be taken back, and goes with them; the author is told it only if `named`.
    """

    id = AutoField()
    post = ForeignKeyField(Post, backref="+", on_delete="CASCADE")
    by = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    to = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    row = TextField(unique=True, default=random_name)
    named = BooleanField(default=False)
    heard_at = BigIntegerField()
    post_id: int
    by_id: int
    to_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("post", "by"), True), (("by", "heard_at"), False), (("to", "heard_at"), False))


class Look(Table):
    """When a member last looked at what concerns them, which never moves back, and the kinds they do not want there."""

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE", unique=True)
    looked_at = BigIntegerField(null=True)
    left_out = TextField(default="", constraints=[SQL("DEFAULT ''")])
