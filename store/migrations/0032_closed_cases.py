"""What was closed lately is found without a look through everything that ever was."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the index."""
    db.execute_sql("CREATE INDEX desk_case_closed ON desk_case (closed_at) WHERE closed_at IS NOT NULL")
