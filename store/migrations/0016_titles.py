"""An index over titles alone, where what is common in posts and rare in titles is found without a long walk."""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

from store.search import as_indexed

STATEMENT = """CREATE VIRTUAL TABLE post_search_titles USING fts5
    (title, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* Co'")"""
FIRST = """SELECT post.id, thread.title FROM post JOIN thread ON thread.id = post.thread_id
    WHERE post.removed_at IS NULL AND post.id = (SELECT MIN(id) FROM post AS other WHERE other.thread_id = thread.id)"""
"""The posts that say the titles of their threads in the index over posts."""


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Make it, and put in what is there."""
    db.execute_sql(STATEMENT)
    for post, title in db.execute_sql(FIRST).fetchall():
        db.execute_sql("INSERT INTO post_search_titles(rowid, title) VALUES (?, ?)", (post, as_indexed(title)))
