"""Earlier versions of posts, what answers a thread wishes for, tags, and posts without a name."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE board ADD COLUMN nameless INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE thread ADD COLUMN wish TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE thread ADD COLUMN nameless TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE post ADD COLUMN edited_at INTEGER",
    "ALTER TABLE post ADD COLUMN nameless TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE staff_act ADD COLUMN post_id INTEGER REFERENCES post (id) ON DELETE SET NULL",
    "ALTER TABLE staff_act ADD COLUMN row TEXT",
    "ALTER TABLE staff_act ADD COLUMN reason BLOB",
    "CREATE INDEX staff_act_post_id ON staff_act (post_id)",
    """CREATE TABLE post_version (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        replaced_at INTEGER NOT NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX post_version_post_id ON post_version (post_id)",
    "CREATE UNIQUE INDEX post_version_row ON post_version (row)",
    """CREATE TABLE board_tag (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        word TEXT NOT NULL,
        position INTEGER NOT NULL,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX board_tag_board_id ON board_tag (board_id)",
    "CREATE UNIQUE INDEX board_tag_board_id_word ON board_tag (board_id, word)",
    """CREATE TABLE thread_tag (
        id INTEGER NOT NULL PRIMARY KEY,
        thread_id INTEGER NOT NULL,
        tag_id INTEGER NOT NULL,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE,
        FOREIGN KEY (tag_id) REFERENCES board_tag (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX thread_tag_thread_id ON thread_tag (thread_id)",
    "CREATE INDEX thread_tag_tag_id ON thread_tag (tag_id)",
    "CREATE UNIQUE INDEX thread_tag_thread_id_tag_id ON thread_tag (thread_id, tag_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Add the columns and make the tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
