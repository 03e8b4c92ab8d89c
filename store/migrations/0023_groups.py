"""Support groups: who reads a board that is one, what it has beside it, who is in it, and what facilitators tend."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    "ALTER TABLE board ADD COLUMN group_for TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE folded_post (
        id INTEGER NOT NULL PRIMARY KEY,
        post_id INTEGER NOT NULL,
        by_id INTEGER,
        row TEXT NOT NULL,
        reason TEXT NOT NULL,
        folded_at INTEGER NOT NULL,
        FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE UNIQUE INDEX folded_post_post_id ON folded_post (post_id)",
    "CREATE INDEX folded_post_by_id ON folded_post (by_id)",
    "CREATE UNIQUE INDEX folded_post_row ON folded_post (row)",
    """CREATE TABLE group_look (
        id INTEGER NOT NULL PRIMARY KEY,
        thread_id INTEGER NOT NULL,
        by_id INTEGER,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        looked_at INTEGER NOT NULL,
        until_at INTEGER NOT NULL,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX group_look_thread_id ON group_look (thread_id)",
    "CREATE INDEX group_look_by_id ON group_look (by_id)",
    "CREATE UNIQUE INDEX group_look_row ON group_look (row)",
    """CREATE TABLE group_member (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        asked_at INTEGER,
        sealed BLOB,
        invited_at INTEGER,
        invited_by_id INTEGER,
        joined_at INTEGER,
        declined_at INTEGER,
        listed_at INTEGER,
        facilitator_at INTEGER,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (invited_by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX group_member_board_id ON group_member (board_id)",
    "CREATE INDEX group_member_member_id ON group_member (member_id)",
    "CREATE UNIQUE INDEX group_member_row ON group_member (row)",
    "CREATE INDEX group_member_invited_by_id ON group_member (invited_by_id)",
    "CREATE UNIQUE INDEX group_member_board_id_member_id ON group_member (board_id, member_id)",
    """CREATE TABLE group_note (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        by_id INTEGER,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        noted_at INTEGER NOT NULL,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE,
        FOREIGN KEY (by_id) REFERENCES member (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX group_note_board_id ON group_note (board_id)",
    "CREATE INDEX group_note_by_id ON group_note (by_id)",
    "CREATE UNIQUE INDEX group_note_row ON group_note (row)",
    """CREATE TABLE group_proposal (
        id INTEGER NOT NULL PRIMARY KEY,
        member_id INTEGER NOT NULL,
        row TEXT NOT NULL,
        sealed BLOB NOT NULL,
        proposed_at INTEGER NOT NULL,
        decided_at INTEGER,
        decided_by_id INTEGER,
        answer BLOB,
        told_at INTEGER,
        board_id INTEGER,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE,
        FOREIGN KEY (decided_by_id) REFERENCES member (id) ON DELETE SET NULL,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE SET NULL
    )""",
    "CREATE INDEX group_proposal_member_id ON group_proposal (member_id)",
    "CREATE UNIQUE INDEX group_proposal_row ON group_proposal (row)",
    "CREATE INDEX group_proposal_decided_by_id ON group_proposal (decided_by_id)",
    "CREATE INDEX group_proposal_board_id ON group_proposal (board_id)",
    """CREATE TABLE group_vote (
        id INTEGER NOT NULL PRIMARY KEY,
        proposal_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        agrees INTEGER NOT NULL,
        voted_at INTEGER NOT NULL,
        FOREIGN KEY (proposal_id) REFERENCES group_proposal (id) ON DELETE CASCADE,
        FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX group_vote_proposal_id ON group_vote (proposal_id)",
    "CREATE INDEX group_vote_member_id ON group_vote (member_id)",
    "CREATE UNIQUE INDEX group_vote_proposal_id_member_id ON group_vote (proposal_id, member_id)",
    """CREATE TABLE support_group (
        id INTEGER NOT NULL PRIMARY KEY,
        board_id INTEGER NOT NULL,
        joining TEXT NOT NULL,
        unlisted INTEGER NOT NULL,
        guidelines TEXT NOT NULL,
        welcome TEXT NOT NULL,
        weekly_day INTEGER,
        weekly_title TEXT NOT NULL,
        weekly_text TEXT NOT NULL,
        weekly_at INTEGER,
        opened_at INTEGER NOT NULL,
        closed_at INTEGER,
        FOREIGN KEY (board_id) REFERENCES board (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX support_group_board_id ON support_group (board_id)",
    """CREATE TABLE tended_thread (
        id INTEGER NOT NULL PRIMARY KEY,
        thread_id INTEGER NOT NULL,
        pinned_at INTEGER,
        closed_at INTEGER,
        FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX tended_thread_thread_id ON tended_thread (thread_id)",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make the tables; every board that there is stays a board."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
