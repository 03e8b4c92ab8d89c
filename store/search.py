"""Full-text search over posts (SQLite FTS5). Private words are never indexed; removed posts leave at once."""

from __future__ import annotations

import re

from store.tables import database

# A thread's title is found through its opening post alone, so that a reply does not rank for words it does not say.
# The index is kept by `add` and `remove`, not by triggers: with trusted_schema off, no trigger may touch FTS5.
SCHEMA = (
    """CREATE VIEW post_words AS SELECT p.id AS id, p.text AS text,
       CASE WHEN EXISTS (SELECT 1 FROM post AS e WHERE e.thread_id = p.thread_id AND e.id < p.id) THEN ''
       ELSE (SELECT title FROM thread WHERE thread.id = p.thread_id) END AS title FROM post AS p""",
    """CREATE VIRTUAL TABLE post_search USING fts5
       (text, title, content='post_words', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
)
"""What the first migration makes beside the tables."""


def add(post_id: int) -> None:
    """Make a post findable. Call it once, in the transaction that writes the post."""
    database.execute_sql(
        "INSERT INTO post_search(rowid, text, title) SELECT id, text, title FROM post_words WHERE id = ?", (post_id,)
    )


def remove(post_id: int) -> None:
    """Make a post unfindable. Call it before its text changes: the index is told exactly what to forget."""
    database.execute_sql(
        "INSERT INTO post_search(post_search, rowid, text, title) "
        "SELECT 'delete', id, text, title FROM post_words WHERE id = ?",
        (post_id,),
    )


_PHRASE_OR_WORD = re.compile(r'"([^"]+)"|(\S+)')


def match(typed: str) -> str:
    """Turn what somebody typed into an FTS5 query: every word must occur, "phrases" as they are.

    Nothing typed is ever query syntax, so nothing typed can be a syntax error. Returns "" when there is no word.
    """
    parts = (phrase or word for phrase, word in _PHRASE_OR_WORD.findall(typed))
    kept = (re.sub(r"[^\w\s]", " ", part).split() for part in parts)
    return " AND ".join('"' + " ".join(words) + '"' for words in kept if words)


def posts_matching(typed: str, limit: int) -> list[int]:
    """Return the ids of the posts that hold all the words, best first."""
    query = match(typed)
    if not query:
        return []
    rows = database.execute_sql(
        "SELECT rowid FROM post_search WHERE post_search MATCH ? ORDER BY bm25(post_search, 1.0, 4.0) LIMIT ?",
        (query, limit),
    )
    return [row[0] for row in rows]
