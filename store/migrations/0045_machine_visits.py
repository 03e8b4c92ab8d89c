"""Visits at the machine itself (`warmline admin`), of which a server that runs meanwhile knows by this alone."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE machine_visit (
        id INTEGER NOT NULL PRIMARY KEY,
        visit TEXT NOT NULL,
        member_id INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
        heard_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
    )""",
    "CREATE UNIQUE INDEX machine_visit_visit ON machine_visit (visit)",
    "CREATE INDEX machine_visit_member_id ON machine_visit (member_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
