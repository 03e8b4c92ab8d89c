"""Bookmarks. `row` is a random name the seal is bound to."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, TextField

from store.tables.base import Table
from store.tables.board import Post
from store.tables.member import Member


class Bookmark(Table):
    """A post that a member wants to find again, with a note of their own, sealed; an empty one too."""

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    post = ForeignKeyField(Post, backref="+", on_delete="CASCADE")
    row = TextField(unique=True)
    sealed = BlobField()
    kept_at = BigIntegerField()
    post_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "post"), True),)
