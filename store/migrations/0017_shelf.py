"""What is a member's own and private, and the key they may seal it to."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE private (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        at INTEGER NOT NULL,
        hidden_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX private_member_id ON private (member_id)",
    "CREATE UNIQUE INDEX private_row ON private (row)",
    "CREATE INDEX private_member_id_kind_at ON private (member_id, kind, at)",
    """CREATE TABLE keyring (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        public BLOB NOT NULL,
        kinds TEXT NOT NULL DEFAULT '',
        made_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX keyring_member_id ON keyring (member_id)",
    """CREATE TABLE key_wrap (
        id INTEGER NOT NULL PRIMARY KEY,
        keyring_id INTEGER NOT NULL,
        way TEXT NOT NULL,
        mark BLOB,
        name TEXT NOT NULL,
        salt BLOB NOT NULL,
        cost TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        FOREIGN KEY (keyring_id) REFERENCES keyring (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX key_wrap_keyring_id ON key_wrap (keyring_id)",
    "CREATE UNIQUE INDEX key_wrap_name ON key_wrap (name)",
    "ALTER TABLE member ADD COLUMN asks_again TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE member ADD COLUMN pin TEXT",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables, and the setting that asks again before private pages."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
