"""Words that the people who run this place ask to be told of, or have a hint given for. They hide nothing."""

from __future__ import annotations

from peewee import AutoField, TextField

from store.tables.base import Table


class ListedWord(Table):
    """A word or phrase, as it was typed; its language ("" for any), what it leads to, and what a hint says of it."""

    id = AutoField()
    phrase = TextField()
    language = TextField()
    leads = TextField()
    said = TextField()
