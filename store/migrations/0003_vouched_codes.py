"""Recovery codes that staff make for a member, and the record of it that the member hears of."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE recovery_code ADD COLUMN expires_at INTEGER",
    """CREATE TABLE staff_act (
        id INTEGER NOT NULL PRIMARY KEY,
        act TEXT NOT NULL,
        member_id INTEGER,
        by_id INTEGER,
        at INTEGER NOT NULL,
        told_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX staff_act_member_id ON staff_act (member_id)",
    "CREATE INDEX staff_act_by_id ON staff_act (by_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Let codes expire, and add the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
