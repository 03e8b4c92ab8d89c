"""The guidelines as the people who run this place wrote them; where they wrote none, those of the package hold."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table
from store.tables.member import Member


class GuidelineVersion(Table):
    """A version of the guidelines, published and kept for good, or the one that is being written, without a number.

    `short` is JSON: for each of the short ones its line, its example, and the version that last changed it.
    """

    id = AutoField()
    version = IntegerField(null=True, unique=True)
    review_by = TextField()
    short = TextField()
    long = TextField()
    changed_at = BigIntegerField()
    changed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    published_at = BigIntegerField(null=True)
