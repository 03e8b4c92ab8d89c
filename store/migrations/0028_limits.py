"""Who came with whose invitation; what many accounts wrote taken out of sight at once, and put back."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE member ADD COLUMN invited_by_id INTEGER REFERENCES member (id) ON DELETE SET NULL",
    "ALTER TABLE member ADD COLUMN invited_at INTEGER",
    "CREATE INDEX member_invited_by_id ON member (invited_by_id)",
    """CREATE TABLE sweep (
        id INTEGER NOT NULL PRIMARY KEY,
        by_id INTEGER,
        made_at INTEGER NOT NULL,
        undone_at INTEGER,
        undone_by_id INTEGER,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (undone_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX sweep_by_id ON sweep (by_id)",
    "CREATE INDEX sweep_undone_by_id ON sweep (undone_by_id)",
    """CREATE TABLE swept (
        id INTEGER NOT NULL PRIMARY KEY,
        sweep_id INTEGER NOT NULL,
        decision_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        FOREIGN KEY (sweep_id) REFERENCES sweep (id) ON DELETE CASCADE,
        FOREIGN KEY (decision_id) REFERENCES decision (id) ON DELETE CASCADE,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX swept_sweep_id ON swept (sweep_id)",
    "CREATE UNIQUE INDEX swept_decision_id ON swept (decision_id)",
    "CREATE INDEX swept_member_id ON swept (member_id)",
    "CREATE UNIQUE INDEX swept_row ON swept (row)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the columns and tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
