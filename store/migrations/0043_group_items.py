"""Those who look after a group meet what waits there first; the thread of the week is kept at the top for its week."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE group_case (
        id INTEGER NOT NULL PRIMARY KEY,
        case_id INTEGER NOT NULL,
        first_until INTEGER,
        taken_at INTEGER,
        taken_by_id INTEGER,
        handed_at INTEGER,
        FOREIGN KEY (case_id) REFERENCES desk_case (id) ON DELETE CASCADE,
        FOREIGN KEY (taken_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX group_case_case_id ON group_case (case_id)",
    "CREATE INDEX group_case_taken_by_id ON group_case (taken_by_id)",
    "ALTER TABLE tended_thread ADD COLUMN for_week INTEGER NOT NULL DEFAULT 0",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the table, and the mark of what the house keeps at the top."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
