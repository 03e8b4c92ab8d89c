"""How far the posts were heard, so that one that was saved as the server died is heard when it starts again."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField

from store.tables.base import Table
from store.tables.board import Post


class Hearing(Table):
    """One row: the number of the newest post that was heard. The post itself may be gone."""

    id = AutoField()
    post = BigIntegerField()


class ChangedPost(Table):
    """That what a post says now was not heard yet: made as it is changed, gone once it is heard."""

    id = AutoField()
    post = ForeignKeyField(Post, unique=True, on_delete="CASCADE", backref="+")
    post_id: int
