"""The first schema, frozen: later changes are later migrations, never edits of this one."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE member (
        id INTEGER NOT NULL PRIMARY KEY,
        handle TEXT NOT NULL,
        skeleton TEXT NOT NULL,
        role TEXT NOT NULL,
        passphrase TEXT,
        joined_at INTEGER NOT NULL,
        adult_at INTEGER,
        floor_post INTEGER NOT NULL,
        welcomed_at INTEGER,
        waiting_since INTEGER,
        declined_at INTEGER,
        mode TEXT NOT NULL,
        language TEXT NOT NULL,
        zone TEXT NOT NULL,
        country TEXT NOT NULL,
        idle_minutes INTEGER NOT NULL,
        left_at INTEGER
    )""",
    "CREATE UNIQUE INDEX member_handle ON member (handle)",
    "CREATE UNIQUE INDEX member_skeleton ON member (skeleton)",
    """CREATE TABLE member_key (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        mark BLOB NOT NULL,
        label TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        proven_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX member_key_member_id ON member_key (member_id)",
    "CREATE INDEX member_key_mark ON member_key (mark)",
    "CREATE UNIQUE INDEX member_key_member_id_mark ON member_key (member_id, mark)",
    """CREATE TABLE recovery_code (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        mark BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        used_at INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX recovery_code_member_id ON recovery_code (member_id)",
    "CREATE UNIQUE INDEX recovery_code_mark ON recovery_code (mark)",
    """CREATE TABLE acceptance (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        accepted_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX acceptance_member_id ON acceptance (member_id)",
    "CREATE UNIQUE INDEX acceptance_member_id_version ON acceptance (member_id, version)",
    """CREATE TABLE joining_code (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        role TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        made_by_id INTEGER,
        used_at INTEGER,
        FOREIGN KEY (made_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX joining_code_mark ON joining_code (mark)",
    "CREATE INDEX joining_code_made_by_id ON joining_code (made_by_id)",
    """CREATE TABLE joining (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL
    )""",
    "CREATE UNIQUE INDEX joining_mark ON joining (mark)",
    """CREATE TABLE board (
        id INTEGER NOT NULL PRIMARY KEY,
        slug TEXT NOT NULL,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        position INTEGER NOT NULL,
        guests_read INTEGER NOT NULL
    )""",
    "CREATE UNIQUE INDEX board_slug ON board (slug)",
    """CREATE TABLE thread (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        author_id INTEGER,
        title TEXT NOT NULL,
        note TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        latest_post INTEGER NOT NULL,
        FOREIGN KEY (board_id) REFERENCES board (id),
        FOREIGN KEY (author_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX thread_board_id ON thread (board_id)",
    "CREATE INDEX thread_author_id ON thread (author_id)",
    "CREATE INDEX thread_board_id_latest_post ON thread (board_id, latest_post)",
    """CREATE TABLE post (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        thread_id INTEGER NOT NULL,
        author_id INTEGER,
        reply_to_id INTEGER,
        by_house INTEGER NOT NULL,
        text TEXT NOT NULL,
        note TEXT NOT NULL,
        posted_at INTEGER NOT NULL,
        once TEXT,
        removed_at INTEGER,
        removed_by_id INTEGER,
        removed_reason TEXT NOT NULL,
        FOREIGN KEY (thread_id) REFERENCES thread (id),
        FOREIGN KEY (author_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (reply_to_id) REFERENCES post (id) ON DELETE SET NULL,
        FOREIGN KEY (removed_by_id) REFERENCES member (id) ON DELETE SET NULL,
        CHECK (length(text) <= 200000)
    )""",
    "CREATE INDEX post_thread_id ON post (thread_id)",
    "CREATE INDEX post_author_id ON post (author_id)",
    "CREATE INDEX post_reply_to_id ON post (reply_to_id)",
    "CREATE UNIQUE INDEX post_once ON post (once)",
    "CREATE INDEX post_removed_by_id ON post (removed_by_id)",
    """CREATE TABLE read_mark (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        thread_id INTEGER NOT NULL,
        post INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX read_mark_member_id ON read_mark (member_id)",
    "CREATE INDEX read_mark_thread_id ON read_mark (thread_id)",
    "CREATE UNIQUE INDEX read_mark_member_id_thread_id ON read_mark (member_id, thread_id)",
    """CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        kept_at INTEGER NOT NULL,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX draft_member_id ON draft (member_id)",
    "CREATE UNIQUE INDEX draft_row ON draft (row)",
    "CREATE UNIQUE INDEX draft_member_id_place ON draft (member_id, place)",
    """CREATE TABLE desk_note (
        id INTEGER NOT NULL PRIMARY KEY,
        mark BLOB NOT NULL,
        kind TEXT NOT NULL,
        member_id INTEGER,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        answer BLOB,
        answered_at INTEGER,
        answered_by_id INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (answered_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX desk_note_mark ON desk_note (mark)",
    "CREATE INDEX desk_note_member_id ON desk_note (member_id)",
    "CREATE UNIQUE INDEX desk_note_row ON desk_note (row)",
    "CREATE INDEX desk_note_answered_by_id ON desk_note (answered_by_id)",
    """CREATE TABLE line_check (
        id INTEGER NOT NULL PRIMARY KEY,
        line TEXT NOT NULL,
        checked_at INTEGER NOT NULL,
        checked_by_id INTEGER,
        FOREIGN KEY (checked_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX line_check_line ON line_check (line)",
    "CREATE INDEX line_check_checked_by_id ON line_check (checked_by_id)",
)

# No text of its own (content=''): store/search.py says what to index and what to forget. Marks count as letters, or
# the vowels of Hindi would divide its words.
SEARCH = """CREATE VIRTUAL TABLE post_search USING fts5
    (text, title, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* Co'")"""


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make every table, then the search index over posts."""
    for statement in (*TABLES, SEARCH):
        db.execute_sql(statement)
