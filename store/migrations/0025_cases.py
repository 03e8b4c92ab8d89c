"""Cases and the reports they gather, notes about members, and the log as a chain that nothing is taken out of."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE desk_case (
        id INTEGER NOT NULL PRIMARY KEY,
        target TEXT NOT NULL,
        about_id INTEGER,
        post_id INTEGER,
        board_id INTEGER,
        rank INTEGER NOT NULL,
        dispute INTEGER NOT NULL DEFAULT 0,
        opened_at INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1,
        claimed_at INTEGER,
        claimed_by_id INTEGER,
        snoozed_until INTEGER,
        closed_at INTEGER,
        closed_by_id INTEGER,
        outcome TEXT NOT NULL DEFAULT '',
        FOREIGN KEY (about_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE SET NULL,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE SET NULL,
        FOREIGN KEY (claimed_by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (closed_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX desk_case_about_id ON desk_case (about_id)",
    "CREATE INDEX desk_case_post_id ON desk_case (post_id)",
    "CREATE INDEX desk_case_board_id ON desk_case (board_id)",
    "CREATE INDEX desk_case_claimed_by_id ON desk_case (claimed_by_id)",
    "CREATE INDEX desk_case_closed_by_id ON desk_case (closed_by_id)",
    "CREATE UNIQUE INDEX desk_case_open ON desk_case (target) WHERE closed_at IS NULL",
    "CREATE INDEX desk_case_queue ON desk_case (rank, opened_at) WHERE closed_at IS NULL",
    """CREATE TABLE report (
        id INTEGER NOT NULL PRIMARY KEY,
        case_id INTEGER NOT NULL,
        by_id INTEGER,
        by_software INTEGER NOT NULL DEFAULT 0,
        found INTEGER NOT NULL DEFAULT 0,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        told_at INTEGER,
        FOREIGN KEY (case_id) REFERENCES desk_case (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX report_case_id ON report (case_id)",
    "CREATE INDEX report_by_id ON report (by_id)",
    "CREATE UNIQUE INDEX report_row ON report (row)",
    "CREATE UNIQUE INDEX report_case_id_by_id ON report (case_id, by_id)",
    """CREATE TABLE case_pass (
        id INTEGER NOT NULL PRIMARY KEY,
        case_id INTEGER NOT NULL,
        by_id INTEGER NOT NULL,
        at INTEGER NOT NULL,
        FOREIGN KEY (case_id) REFERENCES desk_case (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX case_pass_case_id ON case_pass (case_id)",
    "CREATE INDEX case_pass_by_id ON case_pass (by_id)",
    "CREATE UNIQUE INDEX case_pass_case_id_by_id ON case_pass (case_id, by_id)",
    """CREATE TABLE staff_note (
        id INTEGER NOT NULL PRIMARY KEY,
        about_id INTEGER NOT NULL,
        by_id INTEGER,
        case_id INTEGER,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        FOREIGN KEY (about_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (case_id) REFERENCES desk_case (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX staff_note_about_id ON staff_note (about_id)",
    "CREATE INDEX staff_note_by_id ON staff_note (by_id)",
    "CREATE INDEX staff_note_case_id ON staff_note (case_id)",
    "CREATE UNIQUE INDEX staff_note_row ON staff_note (row)",
    "ALTER TABLE staff_act ADD COLUMN case_id INTEGER REFERENCES desk_case (id) ON DELETE SET NULL",
    "ALTER TABLE staff_act ADD COLUMN digest BLOB",
    "ALTER TABLE staff_act ADD COLUMN chain BLOB",
    "CREATE INDEX staff_act_case_id ON staff_act (case_id)",
    """CREATE TRIGGER staff_act_stands BEFORE UPDATE OF id, act, at, row, digest, chain ON staff_act
        WHEN OLD.chain IS NOT NULL BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END""",
    """CREATE TRIGGER staff_act_stays BEFORE DELETE ON staff_act
        WHEN OLD.chain IS NOT NULL BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END""",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables, and let the log go on as a chain from here."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
