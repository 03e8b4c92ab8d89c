"""Times in which nobody joins and newcomers only read; threads in which everybody lets time pass between two posts."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE lock_down (
        id INTEGER NOT NULL PRIMARY KEY,
        by_id INTEGER,
        began_at INTEGER NOT NULL,
        until INTEGER NOT NULL,
        lifted_at INTEGER,
        lifted_by_id INTEGER,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (lifted_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX lock_down_by_id ON lock_down (by_id)",
    "CREATE INDEX lock_down_lifted_by_id ON lock_down (lifted_by_id)",
    """CREATE TABLE slow_thread (
        id INTEGER NOT NULL PRIMARY KEY,
        thread_id INTEGER NOT NULL,
        every INTEGER NOT NULL,
        until INTEGER NOT NULL,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX slow_thread_thread_id ON slow_thread (thread_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
