"""When somebody first took a case: how long people wait for a look is told month by month."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the column. Nobody knows when older cases were first taken."""
    db.execute_sql("ALTER TABLE desk_case ADD COLUMN looked_at INTEGER")
