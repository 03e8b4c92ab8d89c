"""Threads in which everybody lets some time pass between two posts of theirs."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, IntegerField

from store.tables.base import Table
from store.tables.board import Thread


class SlowThread(Table):
    """One such thread: `every` are the seconds between two posts of one member, `until` when it ends by itself."""

    id = AutoField()
    thread = ForeignKeyField(Thread, unique=True, backref="+", on_delete="CASCADE")
    every = IntegerField()
    until = BigIntegerField()
