"""A board can be put away: it is read where it is, in no list, and nobody writes there."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column."""
    db.execute_sql("ALTER TABLE board ADD COLUMN put_away_at INTEGER")
