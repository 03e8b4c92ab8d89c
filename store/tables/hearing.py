"""How far the posts were heard, so that one that was saved as the server died is heard when it starts again."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField

from store.tables.base import Table


class Hearing(Table):
    """One row: the number of the newest post that was heard. The post itself may be gone."""

    id = AutoField()
    post = BigIntegerField()
