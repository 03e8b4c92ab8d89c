"""By whom there is something in a thread: New finds a followed writer there without a look at all they wrote."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENT = "CREATE INDEX post_author_id_thread_id ON post (author_id, thread_id)"


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the index."""
    db.execute_sql(STATEMENT)
