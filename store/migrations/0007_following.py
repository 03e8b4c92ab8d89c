"""What members follow and mute, bookmarks, and posts that were read before their turn."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE member ADD COLUMN replies_first INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX thread_started_at ON thread (started_at)",
    """CREATE TABLE following (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        board_id INTEGER,
        thread_id INTEGER,
        writer_id INTEGER,
        row TEXT NOT NULL,
        followed_at INTEGER,
        muted_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE,
        FOREIGN KEY (writer_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX following_member_id ON following (member_id)",
    "CREATE INDEX following_board_id ON following (board_id)",
    "CREATE INDEX following_thread_id ON following (thread_id)",
    "CREATE INDEX following_writer_id ON following (writer_id)",
    "CREATE UNIQUE INDEX following_row ON following (row)",
    "CREATE UNIQUE INDEX following_member_id_board_id ON following (member_id, board_id)",
    "CREATE UNIQUE INDEX following_member_id_thread_id ON following (member_id, thread_id)",
    "CREATE UNIQUE INDEX following_member_id_writer_id ON following (member_id, writer_id)",
    """CREATE TABLE bookmark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        post_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX bookmark_member_id ON bookmark (member_id)",
    "CREATE INDEX bookmark_post_id ON bookmark (post_id)",
    "CREATE UNIQUE INDEX bookmark_row ON bookmark (row)",
    "CREATE UNIQUE INDEX bookmark_member_id_post_id ON bookmark (member_id, post_id)",
    """CREATE TABLE read_ahead (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        post_id INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX read_ahead_member_id ON read_ahead (member_id)",
    "CREATE INDEX read_ahead_post_id ON read_ahead (post_id)",
    "CREATE UNIQUE INDEX read_ahead_member_id_post_id ON read_ahead (member_id, post_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables, the setting and an index; nobody follows anything yet."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
