"""Full-text search over posts (SQLite FTS5). Private words are never indexed; removed posts leave at once.

The index keeps words and no text of its own, and is kept by `add` and `remove`, not by triggers: with
trusted_schema off, no trigger may touch FTS5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from peewee import SQL, ModelSelect, fn

from store.covering import shown
from store.prepared import prepared
from store.tables import Post, Thread, database
from store.terms import Either, Every, Term, Words, looked_for

# FTS5 divides words at spaces. These scripts write none, so every character is a word of its own and a word
# somebody looks for is a phrase of them: Thai, Lao, Myanmar, Khmer; kana, Han.
_WITHOUT_SPACES = re.compile(
    "([\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


# People look for words without the accents and points that others write, or write them where others do not:
# Latin, Greek and Cyrillic; Hebrew; Arabic.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0652\u0670]")


def as_indexed(text: str) -> str:
    """Return a text as the index takes it and as it is looked for."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return _WITHOUT_SPACES.sub(r" \1 ", unicodedata.normalize("NFC", plain))


def _words_of(post_id: int) -> tuple[str, str]:
    """Return what others read of a post, and the title of its thread if it is the first: replies do not say it."""
    [(text, covered, title, is_reply)] = _written(post_id)
    return as_indexed(shown(text, covered)), "" if is_reply else as_indexed(title)


@prepared
def _written(post: Any) -> ModelSelect[Post]:
    """Ask for a post's text, what is covered of it, its thread's title, and whether another came before it there."""
    earlier = Post.alias("earlier")
    before = fn.EXISTS(earlier.select(SQL("1")).where(earlier.thread == Post.thread, earlier.id < Post.id))
    return Post.select(Post.text, Post.covered, Thread.title, before).join(Thread).where(Post.id == post)


def add(post_id: int) -> None:
    """Make a post findable. Call it once, in the transaction that writes the post."""
    text, title = _words_of(post_id)
    database.execute_sql("INSERT INTO post_search(rowid, text, title) VALUES (?, ?, ?)", (post_id, text, title))
    if title:
        database.execute_sql("INSERT INTO post_search_titles(rowid, title) VALUES (?, ?)", (post_id, title))


def remove(post_id: int) -> None:
    """Make a post unfindable. Call it before its text changes: the index is told exactly what to forget."""
    text, title = _words_of(post_id)
    database.execute_sql(
        "INSERT INTO post_search(post_search, rowid, text, title) VALUES ('delete', ?, ?, ?)", (post_id, text, title)
    )
    if title:
        database.execute_sql(
            "INSERT INTO post_search_titles(post_search_titles, rowid, title) VALUES ('delete', ?, ?)", (post_id, title)
        )


def cover(post_id: int, covered: str) -> None:
    """Cover these parts of a post, and no others; "" covers none. What is covered is not found."""
    remove(post_id)
    Post.update(covered=covered).where(Post.id == post_id).execute()
    add(post_id)


def forget_removed() -> None:
    """Take the words of removed posts out of the index files too, where `remove` only crosses them out."""
    for table in (POSTS, TITLES):
        database.execute_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - names of ours


POSTS, TITLES = "post_search", "post_search_titles"
"""The index over posts, with the title of its thread at the first of each, and the one over those titles alone.

A word that half of all posts and few titles hold is found in the second: in the first, FTS5 would go through every post
that holds it to see whether it is in the title.
"""
_DRAWN = "\ufe0e\ufe0f\u20e3"  # as text, as a picture, as a key
MOST_WORDS = 30
"""More than anybody means; a pasted page must not become a query."""
RANKED = 1000
"""A word is common when more posts hold it. Of such a word only the newest hits are listed."""
LOOKED_AT = 1000
"""The newest hits that are looked at where there are more: the work for a word in every post is that for these."""
TITLE_WEIGHT = 4.0
COMMON_TITLE = 3.0
"""What a common word in a title is worth, beside what bm25 gives (SQLite: the better, the more negative)."""
EVERY_ID = (0, 2**62)

Ids = tuple[int, int]
"""The posts that are asked about, from an id up to another: ids grow with time."""


def _words(part: str) -> str:
    """Return what FTS5 takes for words (letters, marks and numbers; see the migration that made the index).

    What is left of an emoji alone, how it is to be drawn, is left of so many that looking for it would find any.
    """
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in as_indexed(part))
    return " ".join(word for word in kept.split() if word.strip(_DRAWN))


@dataclass(frozen=True)
class Hits:
    """Posts that hold what is looked for, newest first; `is_partial` when there are more than were looked at."""

    posts: list[int]
    is_partial: bool


class Search:
    """One search: what it asks of the index. Nothing typed is ever query syntax, so nothing typed can be an error."""

    def __init__(self, wanted: Term, *, titles_only: bool = False) -> None:
        self._left = MOST_WORDS
        self._table = TITLES if titles_only else POSTS
        self.query = self._expression(wanted)
        """What FTS5 is asked; "" when there is no word to look for."""
        positive = (_words(words.text) for words in looked_for(wanted))
        self._phrases = [f'"{words}"' for words in dict.fromkeys(positive) if words][:MOST_WORDS]

    def _expression(self, term: Term) -> str:
        if isinstance(term, Words):
            words = _words(term.text)
            self._left -= bool(words)
            return f'"{words}"' if words and self._left >= 0 else ""
        parts = [part for part in map(self._expression, term.parts) if part]
        joined = (" OR " if isinstance(term, Either) else " AND ").join(parts)
        if isinstance(term, Every) and joined:
            for part in filter(None, map(self._expression, term.without)):
                joined = f"({joined}) NOT {part}"
        return f"({joined})" if len(parts) > 1 or " NOT " in joined else joined

    def _ask(self, query: str, ids: Ids = EVERY_ID, limit: int = LOOKED_AT, table: str = "") -> list[int]:
        table = table or self._table
        rows = database.execute_sql(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",  # noqa: S608
            (query, *ids, limit),
        )
        return [post for (post,) in rows.fetchall()]

    @cached_property
    def _rare(self) -> tuple[str, ...]:
        """The words that are not common: these bm25 can weigh without walking half of all posts."""
        return tuple(each for each in self._phrases if not self._is_common(each))

    def _is_common(self, phrase: str) -> bool:
        """Say whether more posts hold a word than can be ranked; no more of them are counted than it takes to know."""
        counted = database.execute_sql(
            f"SELECT count(*) FROM (SELECT 1 FROM {self._table} WHERE {self._table} MATCH ? LIMIT ?)",  # noqa: S608
            (phrase, RANKED + 1),
        )
        return int(counted.fetchone()[0]) > RANKED

    def hits(self, ids: Ids = EVERY_ID) -> Hits:
        """Return the newest posts that hold what is looked for, and all that hold a rare word of it."""
        if not self.query:
            return Hits([], is_partial=False)
        found = self._ask(self.query, ids, LOOKED_AT + 1)
        is_partial = len(found) > LOOKED_AT
        if is_partial:
            known = set(found := found[:LOOKED_AT])
            rare = self._ask(f"{self.query} AND ({' OR '.join(self._rare)})", ids) if self._rare else []
            found += [post for post in rare if post not in known]
        return Hits(found, is_partial)

    def among(self, posts: Sequence[int]) -> set[int]:
        """Return which of these posts hold what is looked for. Each is asked for by itself: for few posts."""
        found: set[int] = set()
        for post in posts if self.query else ():
            found.update(self._ask(self.query, (post, post)))
        return found

    def best_first(self, posts: list[int]) -> list[int]:
        """Put hits in order: the best first by bm25, a title counting four times, and of two alike the newer.

        A common word weighs next to nothing in bm25 and would cost a walk through all that hold it, so of such only
        a title counts.
        """
        if not posts:
            return []
        worth = dict.fromkeys(posts, 0.0)
        if self._rare:
            weights = f"1.0, {TITLE_WEIGHT}" if self._table == POSTS else "1.0"
            rows = database.execute_sql(
                f"SELECT rowid, bm25({self._table}, {weights}) FROM {self._table} WHERE {self._table} MATCH ?",  # noqa: S608
                (" OR ".join(self._rare),),
            )
            worth |= {post: score for post, score in rows.fetchall() if post in worth}
        for phrase in self._phrases:
            if phrase not in self._rare:
                for post in self._ask(phrase, (min(posts), max(posts)), table=TITLES):
                    if post in worth:
                        worth[post] -= COMMON_TITLE
        return sorted(posts, key=lambda post: (worth[post], -post))
