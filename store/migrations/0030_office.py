"""Guidelines that operators write in the place itself, with versions."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE guideline_version (
        id INTEGER NOT NULL PRIMARY KEY,
        version INTEGER,
        review_by TEXT NOT NULL,
        short TEXT NOT NULL,
        long TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        changed_by_id INTEGER,
        published_at INTEGER,
        FOREIGN KEY (changed_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX guideline_version_version ON guideline_version (version)",
    "CREATE INDEX guideline_version_changed_by_id ON guideline_version (changed_by_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
