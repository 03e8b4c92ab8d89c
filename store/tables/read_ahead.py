"""Posts that were read before their turn."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField

from store.tables.base import Table
from store.tables.board import Post
from store.tables.member import Member


class ReadAhead(Table):
    """A post that a member saw while others before it in its thread are new: beyond their mark, and yet not new.

    Replies to somebody are such posts, where they come first. The row goes when the mark comes to it.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="+", on_delete="CASCADE")
    post = ForeignKeyField(Post, backref="+", on_delete="CASCADE")
    post_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "post"), True),)
