"""A thread of a group that was moved says where it came from, and what is begun in it is kept wherever it goes.

Drafts about a post, and replies that wait for their hour, were kept under the board their thread was on when they were
begun. Who is in a group by now saw that they came in.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

AFTER_THE_BOARD = "substr(place, 8 + instr(substr(place, 8), '/'))"
"""What follows in a place such as "boards/sleep/12/reply/34" behind the name of the board."""
ABOUT_A_POST = f"place GLOB 'boards/*' AND {AFTER_THE_BOARD} GLOB '[0-9]*/[a-z]*/[0-9]*'"
STATEMENTS = (
    "ALTER TABLE tended_thread ADD COLUMN came_from_id INTEGER REFERENCES board (id) ON DELETE SET NULL",
    "CREATE INDEX tended_thread_came_from_id ON tended_thread (came_from_id)",
    "ALTER TABLE tended_thread ADD COLUMN moved_at INTEGER",
    *(
        f"UPDATE OR IGNORE {table} SET place = 'threads/' || {AFTER_THE_BOARD} WHERE {ABOUT_A_POST}"  # noqa: S608
        for table in ("draft", "later_reply")
    ),
    "UPDATE group_member SET asked_at = NULL WHERE joined_at IS NOT NULL",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns, and rename the places."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
