"""Help lines and places of one's own, shipped ones that are hidden, and who took a note to the desk."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE own_line (
        id INTEGER NOT NULL PRIMARY KEY,
        line TEXT NOT NULL,
        country TEXT NOT NULL,
        service TEXT NOT NULL,
        kind TEXT NOT NULL,
        phone TEXT NOT NULL,
        text TEXT NOT NULL,
        web TEXT NOT NULL,
        hours TEXT NOT NULL,
        zone TEXT NOT NULL,
        languages TEXT NOT NULL,
        audience TEXT NOT NULL,
        provider TEXT NOT NULL,
        place TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        added_by_id INTEGER,
        FOREIGN KEY (added_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX own_line_line ON own_line (line)",
    "CREATE INDEX own_line_added_by_id ON own_line (added_by_id)",
    """CREATE TABLE hidden_line (
        id INTEGER NOT NULL PRIMARY KEY,
        line TEXT NOT NULL,
        hidden_at INTEGER NOT NULL,
        hidden_by_id INTEGER,
        FOREIGN KEY (hidden_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX hidden_line_line ON hidden_line (line)",
    "CREATE INDEX hidden_line_hidden_by_id ON hidden_line (hidden_by_id)",
    "ALTER TABLE desk_note ADD COLUMN taken_at INTEGER",
    "ALTER TABLE desk_note ADD COLUMN taken_by_id INTEGER REFERENCES member (id) ON DELETE SET NULL",
    "ALTER TABLE desk_note ADD COLUMN taken_named INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX desk_note_taken_by_id ON desk_note (taken_by_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables and the columns."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
