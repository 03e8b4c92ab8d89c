"""How far the posts were heard. Empty until the server starts: what stands by then counts as heard."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the table."""
    db.execute_sql("CREATE TABLE hearing (id INTEGER NOT NULL PRIMARY KEY, post INTEGER NOT NULL)")
