"""Leaving for good, which can be undone for some days; and the moment somebody agreed that health data is kept."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE member ADD COLUMN row TEXT",
    "ALTER TABLE member ADD COLUMN consented_at INTEGER",
    "UPDATE member SET row = lower(hex(randomblob(16)))",
    """CREATE TABLE leaving (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX leaving_member_id ON leaving (member_id)",
    "CREATE UNIQUE INDEX leaving_row ON leaving (row)",
    """CREATE TABLE left_handle (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL
    )""",
    "CREATE UNIQUE INDEX left_handle_mark ON left_handle (mark)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables and columns, and name the members who are there, as a tombstone will."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
