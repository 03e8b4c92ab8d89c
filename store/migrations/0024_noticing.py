"""Which parts of a post are covered for others until a human has looked."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column: nothing that was written before is covered."""
    db.execute_sql("ALTER TABLE post ADD COLUMN covered TEXT NOT NULL DEFAULT ''")
