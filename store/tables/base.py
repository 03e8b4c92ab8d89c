"""What every table shares. Times are UTC seconds; states are nullable times with by and reason."""

from __future__ import annotations

import secrets

from peewee import DatabaseProxy, Model

database = DatabaseProxy()
"""Peewee binds models to a database, so there is one store a process; `Store` fills this in and nobody else."""


class Table(Model):
    """The base of all tables."""

    class Meta:
        """Peewee's settings."""

        database = database
        legacy_table_names = False


def random_name() -> str:
    """Return a random name for a row: what a seal is bound to, and what says that the row was deleted."""
    return secrets.token_hex(16)
