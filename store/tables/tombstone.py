"""What was deleted and is still to be recorded outside the database."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, TextField

from store.tables.base import Table


class Tombstone(Table):
    """The random name of a row that is gone, kept here until the record beside the backups has it.

    Ids only ever grow, so that "not recorded yet" is a comparison.
    """

    id = AutoField()
    row = TextField()


class KeyMark(Table):
    """A keyed mark of the server key under which words here are sealed: it tells the right key from another one.

    Where the key was changed, `since` says when, and `marking` is that of the first key with which all other marks here
    are made, sealed under this one.
    """

    id = AutoField()
    mark = BlobField()
    marking = BlobField(null=True)
    since = BigIntegerField(null=True)
