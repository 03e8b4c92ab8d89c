"""That a post was read to its end; how far members looked at what concerns them; who likes to welcome people."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE member ADD COLUMN greets INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE heard (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        by_id INTEGER NOT NULL,
        to_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        named INTEGER NOT NULL,
        heard_at INTEGER NOT NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (to_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX heard_post_id ON heard (post_id)",
    "CREATE INDEX heard_by_id ON heard (by_id)",
    "CREATE INDEX heard_to_id ON heard (to_id)",
    "CREATE UNIQUE INDEX heard_row ON heard (row)",
    "CREATE UNIQUE INDEX heard_post_id_by_id ON heard (post_id, by_id)",
    "CREATE INDEX heard_by_id_heard_at ON heard (by_id, heard_at)",
    "CREATE INDEX heard_to_id_heard_at ON heard (to_id, heard_at)",
    """CREATE TABLE look (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        looked_at INTEGER,
        left_out TEXT NOT NULL DEFAULT '',
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX look_member_id ON look (member_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables and the setting; everything that came before is taken for seen but the last weeks'."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
