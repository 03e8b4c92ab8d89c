"""How a member has the full screen drawn."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE member ADD COLUMN palette TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE member ADD COLUMN reader INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE member ADD COLUMN mouse INTEGER NOT NULL DEFAULT 0",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns: nobody chose anything yet."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
