"""Where a post stands in its thread, what a member left unread, and thanks in the order of their time.

What was counted through everything at every look is kept by those who write.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE post ADD COLUMN number INTEGER NOT NULL DEFAULT 0",
    """UPDATE post SET number = counted.number
        FROM (SELECT id, row_number() OVER (PARTITION BY thread_id ORDER BY id) AS number FROM post) AS counted
        WHERE counted.id = post.id""",
    "CREATE INDEX post_thread_id_number ON post (thread_id, number)",
    """CREATE TABLE board_mark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        board_id INTEGER NOT NULL,
        post INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX board_mark_member_id ON board_mark (member_id)",
    "CREATE INDEX board_mark_board_id ON board_mark (board_id)",
    "CREATE UNIQUE INDEX board_mark_member_id_board_id ON board_mark (member_id, board_id)",
    """CREATE TABLE left_unread (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        thread_id INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX left_unread_member_id ON left_unread (member_id)",
    "CREATE INDEX left_unread_thread_id ON left_unread (thread_id)",
    "CREATE UNIQUE INDEX left_unread_member_id_thread_id ON left_unread (member_id, thread_id)",
    "CREATE INDEX thanks_by_id_thanked_at ON thanks (by_id, thanked_at)",
    "CREATE INDEX thanks_to_id_thanked_at ON thanks (to_id, thanked_at)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the column, fill it, and make the tables and indexes."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
