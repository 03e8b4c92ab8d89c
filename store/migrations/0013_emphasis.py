"""Whether emphasis in posts is said in words."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENT = "ALTER TABLE member ADD COLUMN emphasis INTEGER NOT NULL DEFAULT 0"


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column: nobody asked for it yet."""
    db.execute_sql(STATEMENT)
