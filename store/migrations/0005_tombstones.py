"""Random names of what members can delete, so that it stays deleted when an older copy is put back.

What authors took away before is overwritten here: from now on that happens at once.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

NAMED = ("post", "member_key", "recovery_code", "joining_code")
"""Drafts and notes to the desk have such a name already."""
STATEMENTS = (
    *(f"ALTER TABLE {table} ADD COLUMN row TEXT" for table in NAMED),
    *(f"UPDATE {table} SET row = lower(hex(randomblob(16)))" for table in NAMED),  # noqa: S608 - our own names
    """UPDATE post SET text = '', note = '' WHERE removed_at IS NOT NULL
        AND (removed_by_id = author_id OR (removed_by_id IS NULL AND author_id IS NULL))""",
    """UPDATE thread SET title = '', note = ''
        WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.thread_id = thread.id AND post.text != '')""",
    "CREATE TABLE tombstone (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL)",
    "CREATE TABLE key_mark (id INTEGER NOT NULL PRIMARY KEY, mark BLOB NOT NULL)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Give every row its name, and add the tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
