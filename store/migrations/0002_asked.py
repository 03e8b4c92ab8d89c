"""When a member was shown what the place guesses of them. Nobody was yet: who joined before is asked once, too."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column, empty."""
    db.execute_sql("ALTER TABLE member ADD COLUMN asked_at INTEGER")
