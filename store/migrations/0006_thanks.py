"""Thanks for a post, private to who gives and who gets them."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE thanks (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        by_id INTEGER,
        to_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        thanked_at INTEGER NOT NULL,
        seen_at INTEGER,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (to_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX thanks_post_id ON thanks (post_id)",
    "CREATE INDEX thanks_by_id ON thanks (by_id)",
    "CREATE INDEX thanks_to_id ON thanks (to_id)",
    "CREATE UNIQUE INDEX thanks_row ON thanks (row)",
    "CREATE UNIQUE INDEX thanks_post_id_by_id ON thanks (post_id, by_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the table."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
