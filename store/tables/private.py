"""Words that are sealed before they reach the database. `row` is a random name the seal is bound to.

By the same name a tombstone remembers what was deleted (store/tombstones.py).
"""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, BlobField, ForeignKeyField, IntegerField, TextField

from store.tables.base import Table
from store.tables.member import Member


class Draft(Table):
    """Something a member began to write and has not posted.

    `hand` is a random name of the writing that kept it last, from its opening to its end; `version` a new one each time
    it is kept. `returned_at` is when it came back: it was to go out later, and could not.
    """

    id = AutoField()
    member = ForeignKeyField(Member, backref="drafts", on_delete="CASCADE")
    place = TextField()
    row = TextField(unique=True)
    sealed = BlobField()
    kept_at = BigIntegerField()
    hand = TextField(default="", constraints=[SQL("DEFAULT ''")])
    version = TextField(default="", constraints=[SQL("DEFAULT ''")])
    returned_at = BigIntegerField(null=True)
    member_id: int

    class Meta:
        """Peewee's settings."""

        indexes = ((("member", "place"), True),)


class DeskNote(Table):
    """A note to the people who look after this place, answered under a return code.

    `taken_at` is when one of them said that they write the answer; without it `taken_by` meant to, and was away.
    `taken_named` says that their name may be told.
    """

    id = AutoField()
    mark = BlobField(unique=True)
    kind = TextField()
    member = ForeignKeyField(Member, null=True, backref="desk_notes", on_delete="CASCADE")
    row = TextField(unique=True)
    sealed = BlobField()
    made_at = BigIntegerField()
    answer = BlobField(null=True)
    answered_at = BigIntegerField(null=True)
    answered_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    taken_at = BigIntegerField(null=True)
    taken_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    taken_named = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
