"""Questionnaires that an operator turned on or off, without the settings file and without a restart."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE offering (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        is_on INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        changed_by_id INTEGER,
        FOREIGN KEY (changed_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX offering_name ON offering (name)",
    "CREATE INDEX offering_changed_by_id ON offering (changed_by_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
