"""Decisions, what they mean for a member, appeals; posts that are closed or have a note by the staff."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE decision (
        id INTEGER NOT NULL PRIMARY KEY,
        case_id INTEGER,
        about_id INTEGER,
        by_id INTEGER,
        post_id INTEGER,
        outcome TEXT NOT NULL,
        act TEXT NOT NULL DEFAULT '',
        named INTEGER NOT NULL DEFAULT 0,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        told_at INTEGER,
        undone_at INTEGER,
        FOREIGN KEY (case_id) REFERENCES desk_case (id) ON DELETE SET NULL,
        FOREIGN KEY (about_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX decision_case_id ON decision (case_id)",
    "CREATE INDEX decision_about_id ON decision (about_id)",
    "CREATE INDEX decision_by_id ON decision (by_id)",
    "CREATE INDEX decision_post_id ON decision (post_id)",
    "CREATE UNIQUE INDEX decision_row ON decision (row)",
    """CREATE TABLE sanction (
        id INTEGER NOT NULL PRIMARY KEY,
        decision_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        board_id INTEGER,
        every INTEGER,
        began_at INTEGER NOT NULL,
        until INTEGER,
        confirmed_at INTEGER,
        lifted_at INTEGER,
        FOREIGN KEY (decision_id) REFERENCES decision (id) ON DELETE CASCADE,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX sanction_decision_id ON sanction (decision_id)",
    "CREATE INDEX sanction_member_id ON sanction (member_id)",
    "CREATE INDEX sanction_board_id ON sanction (board_id)",
    """CREATE TABLE appeal (
        id INTEGER NOT NULL PRIMARY KEY,
        decision_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        answer BLOB,
        outcome TEXT NOT NULL DEFAULT '',
        decided_at INTEGER,
        FOREIGN KEY (decision_id) REFERENCES decision (id) ON DELETE CASCADE,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX appeal_decision_id ON appeal (decision_id)",
    "CREATE INDEX appeal_member_id ON appeal (member_id)",
    "CREATE UNIQUE INDEX appeal_row ON appeal (row)",
    "ALTER TABLE post ADD COLUMN closed_at INTEGER",
    "ALTER TABLE post ADD COLUMN remark TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE desk_case ADD COLUMN apart_from_id INTEGER REFERENCES member (id) ON DELETE SET NULL",
    "CREATE INDEX desk_case_apart_from_id ON desk_case (apart_from_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables and columns."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
