"""A server key that can be changed: when it was, and what marks are made with since."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE key_mark ADD COLUMN marking BLOB",
    "ALTER TABLE key_mark ADD COLUMN since INTEGER",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns. They are empty until the key is changed."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
