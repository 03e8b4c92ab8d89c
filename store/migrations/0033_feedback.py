"""Feedback on how the place is run, published with its answer."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE feedback (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER,
        by_id INTEGER,
        row TEXT NOT NULL,
        note TEXT NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        published_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX feedback_member_id ON feedback (member_id)",
    "CREATE INDEX feedback_by_id ON feedback (by_id)",
    "CREATE UNIQUE INDEX feedback_row ON feedback (row)",
    "CREATE UNIQUE INDEX feedback_note ON feedback (note)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
