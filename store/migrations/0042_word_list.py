"""Words that operators ask to be told of, or have a hint given for; and posts that were changed and not heard yet."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE listed_word (
        id INTEGER NOT NULL PRIMARY KEY,
        phrase TEXT NOT NULL,
        language TEXT NOT NULL,
        leads TEXT NOT NULL,
        said TEXT NOT NULL
    )""",
    """CREATE TABLE changed_post (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX changed_post_post_id ON changed_post (post_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
