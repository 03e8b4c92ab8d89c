"""Shifts of those who look after the place, notes for whoever comes next, and who was told of what is urgent."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE shift (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        on_at INTEGER,
        until_at INTEGER,
        off_at INTEGER,
        quiet_at INTEGER,
        unreminded_at INTEGER,
        breaks_from INTEGER,
        toured_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX shift_member_id ON shift (member_id)",
    """CREATE TABLE hand_over (
        id INTEGER NOT NULL PRIMARY KEY,
        by_id INTEGER,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        read_at INTEGER,
        read_by_id INTEGER,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (read_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX hand_over_by_id ON hand_over (by_id)",
    "CREATE UNIQUE INDEX hand_over_row ON hand_over (row)",
    "CREATE INDEX hand_over_read_by_id ON hand_over (read_by_id)",
    """CREATE TABLE case_told (
        id INTEGER NOT NULL PRIMARY KEY,
        case_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        at INTEGER NOT NULL,
        FOREIGN KEY (case_id) REFERENCES desk_case (id) ON DELETE CASCADE,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX case_told_case_id ON case_told (case_id)",
    "CREATE INDEX case_told_member_id ON case_told (member_id)",
    "CREATE UNIQUE INDEX case_told_case_id_member_id ON case_told (case_id, member_id)",
    "ALTER TABLE desk_case ADD COLUMN urgent_at INTEGER",
    "ALTER TABLE support_group ADD COLUMN for_staff INTEGER NOT NULL DEFAULT 0",
    "UPDATE desk_case SET urgent_at = opened_at WHERE rank = 0",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables; what is urgent already has been so since it was opened."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
