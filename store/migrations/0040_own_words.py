"""Texts, settings and announcements that operators make in the office; how far a member put announcements away."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE own_text (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        text TEXT,
        held_at INTEGER,
        written TEXT,
        changed_at INTEGER NOT NULL,
        changed_by_id INTEGER,
        FOREIGN KEY (changed_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX own_text_name ON own_text (name)",
    "CREATE INDEX own_text_changed_by_id ON own_text (changed_by_id)",
    """CREATE TABLE own_setting (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        changed_by_id INTEGER,
        FOREIGN KEY (changed_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX own_setting_name ON own_setting (name)",
    "CREATE INDEX own_setting_changed_by_id ON own_setting (changed_by_id)",
    """CREATE TABLE announcement (
        id INTEGER NOT NULL PRIMARY KEY,
        text TEXT NOT NULL,
        at INTEGER NOT NULL,
        until INTEGER NOT NULL,
        by_id INTEGER,
        ended_at INTEGER,
        ended_by_id INTEGER,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (ended_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX announcement_by_id ON announcement (by_id)",
    "CREATE INDEX announcement_ended_by_id ON announcement (ended_by_id)",
    "ALTER TABLE member ADD COLUMN announced INTEGER NOT NULL DEFAULT 0",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables and the column."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
