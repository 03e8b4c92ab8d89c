"""Members' own pages, how to be with them, whom they block, and two settings: being listed, and knowing one's way."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE profile (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        pronouns TEXT NOT NULL,
        text TEXT NOT NULL,
        note TEXT NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX profile_member_id ON profile (member_id)",
    "CREATE UNIQUE INDEX profile_row ON profile (row)",
    """CREATE TABLE being_with (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        shown_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX being_with_member_id ON being_with (member_id)",
    "CREATE UNIQUE INDEX being_with_row ON being_with (row)",
    """CREATE TABLE block (
        id INTEGER NOT NULL PRIMARY KEY,
        by_id INTEGER NOT NULL,
        of_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        blocked_at INTEGER NOT NULL,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (of_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX block_by_id ON block (by_id)",
    "CREATE INDEX block_of_id ON block (of_id)",
    "CREATE UNIQUE INDEX block_row ON block (row)",
    "CREATE UNIQUE INDEX block_by_id_of_id ON block (by_id, of_id)",
    "ALTER TABLE member ADD COLUMN here INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE member ADD COLUMN knows_way_at INTEGER",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables and columns."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
