"""Full-text search over posts (SQLite FTS5). Private words are never indexed; removed posts leave at once.

The index keeps words and no text of its own, and is kept by `add` and `remove`, not by triggers: with
trusted_schema off, no trigger may touch FTS5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bbs.safe_text import safe_text
from store.tables import Post, Thread, database

# FTS5 divides words at spaces. These scripts write none, so every character is a word of its own and a word
# somebody looks for is a phrase of them: Thai, Lao, Myanmar, Khmer; kana, Han.
_WITHOUT_SPACES = re.compile(
    "([\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


# People look for words without the accents and points that others write, or write them where others do not:
# Latin, Greek and Cyrillic; Hebrew; Arabic.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0652\u0670]")


def _indexed(text: str) -> str:
    """Return a text as the index takes it and as it is looked for."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return _WITHOUT_SPACES.sub(r" \1 ", unicodedata.normalize("NFC", plain))


def _words_of(post_id: int) -> tuple[str, str]:
    """Return the text of a post, and the title of its thread if it is the first there: replies do not say it."""
    post = Post.select(Post, Thread).join(Thread).where(Post.id == post_id).get()
    earlier = Post.select().where(Post.thread == post.thread_id, Post.id < post_id)
    return _indexed(post.text), "" if earlier.exists() else _indexed(post.thread.title)


def add(post_id: int) -> None:
    """Make a post findable. Call it once, in the transaction that writes the post."""
    text, title = _words_of(post_id)
    database.execute_sql("INSERT INTO post_search(rowid, text, title) VALUES (?, ?, ?)", (post_id, text, title))


def remove(post_id: int) -> None:
    """Make a post unfindable. Call it before its text changes: the index is told exactly what to forget."""
    text, title = _words_of(post_id)
    database.execute_sql(
        "INSERT INTO post_search(post_search, rowid, text, title) VALUES ('delete', ?, ?, ?)", (post_id, text, title)
    )


def forget_removed() -> None:
    """Take the words of removed posts out of the index file too, where `remove` only crosses them out."""
    database.execute_sql("INSERT INTO post_search(post_search) VALUES ('optimize')")


_DRAWN = "\ufe0e\ufe0f\u20e3"  # as text, as a picture, as a key
_PHRASE_OR_WORD = re.compile(r'"([^"]+)"|(\S+)')
AT_A_TIME = 100
MOST_WORDS = 30
"""More than anybody means; a pasted page must not become a query."""


def _words(part: str) -> str:
    """Return what FTS5 takes for words (letters, marks and numbers; see the migration that made the index).

    What is left of an emoji alone, how it is to be drawn, is left of so many that looking for it would find any.
    """
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in _indexed(part))
    return " ".join(word for word in kept.split() if word.strip(_DRAWN))


def match(typed: str) -> str:
    """Turn what somebody typed into an FTS5 query: every word must occur, "phrases" as they are.

    Nothing typed is ever query syntax, so nothing typed can be a syntax error. Returns "" when there is no word.
    """
    parts = (_words(phrase or word) for phrase, word in _PHRASE_OR_WORD.findall(safe_text(typed)))
    return " AND ".join(f'"{part}"' for part in [part for part in parts if part][:MOST_WORDS])


def posts_matching(typed: str) -> Iterator[list[int]]:
    """Yield the ids of the posts that hold all the words, best first, some at a time; a title counts four times."""
    if query := match(typed):
        rows = database.execute_sql(
            "SELECT rowid FROM post_search WHERE post_search MATCH ? ORDER BY bm25(post_search, 1.0, 4.0)", (query,)
        )
        while some := rows.fetchmany(AT_A_TIME):
            yield [post for (post,) in some]
