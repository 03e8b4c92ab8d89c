"""Whether the small picture that goes with a tool may move."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENT = "ALTER TABLE member ADD COLUMN motion INTEGER NOT NULL DEFAULT 0"


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column: off, until a member turns it on."""
    db.execute_sql(STATEMENT)
