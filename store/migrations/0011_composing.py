"""Drafts that two devices write, replies that go out later, and whether somebody wants hints while they write."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE draft ADD COLUMN hand TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN version TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN returned_at INTEGER",
    "UPDATE draft SET version = lower(hex(randomblob(8)))",
    "ALTER TABLE member ADD COLUMN hints INTEGER NOT NULL DEFAULT 1",
    """CREATE TABLE later_reply (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        thread INTEGER NOT NULL,
        reply_to INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        once TEXT NOT NULL,
        goes_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX later_reply_member_id ON later_reply (member_id)",
    "CREATE UNIQUE INDEX later_reply_row ON later_reply (row)",
    "CREATE UNIQUE INDEX later_reply_once ON later_reply (once)",
    "CREATE INDEX later_reply_goes_at ON later_reply (goes_at)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns, give every draft a version, and make the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
