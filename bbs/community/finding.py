"""Finding posts: those that fit a query, of those the reader may see, the best first. Nothing of it is logged or kept.

What a search costs does not grow with the community: of a word that very many posts hold, the newest are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import OP, Expression, ModelSelect, Value, fn

from bbs.community import blocks, boards
from bbs.community.members import Person
from bbs.community.query import Query
from store.blocking import leave_out
from store.prepared import among, numbers
from store.search import EVERY_ID, LOOKED_AT, RANKED, Ids, Search
from store.sight import is_readable
from store.tables import Board, Member, Post, Thread
from store.tagged import threads_tagged
from store.terms import Either

AT_A_TIME = 500
THREADS_LOOKED_AT = 50
ENOUGH = 20
"""Hits among the newest with which nobody is poorly served."""
ASKED_SINGLY = 50
"""Posts of a member or a board that are asked for one by one where a word is so common that its hits are too many."""


@dataclass(frozen=True)
class Finding:
    """The posts that fit, in order. `is_partial` when there are so many that only newer ones were looked at."""

    posts: tuple[int, ...]
    is_partial: bool = False


def find(reader: Person | None, query: Query) -> Finding:
    """Return the posts that fit a query, of those the reader may see."""
    search = Search(query.wanted, titles_only=query.titles_only)
    scope = _Scope.of(reader, query)
    if scope is None or not (search.query or scope.narrows):
        return Finding(())
    if not search.query:
        return _without_words(query, scope)
    hits = search.hits()
    if hits.is_partial:
        hits = search.hits(scope.ids())
    posts, is_cut = scope.fitting(hits.posts)
    if hits.is_partial and scope.is_small and len(posts) < ENOUGH:
        known = set(posts)
        posts += [post for post in search.among(scope.newest(ASKED_SINGLY)) if post not in known]
    posts.sort(reverse=True)
    ordered = posts if query.newest else search.best_first(posts)
    return Finding(tuple(ordered[:RANKED]), hits.is_partial or is_cut or len(ordered) > RANKED)


def _without_words(query: Query, scope: _Scope) -> Finding:
    """Return the newest that fit filters alone, less those with words it is looked for without."""
    newest = scope.newest(RANKED + 1)
    posts = newest[:RANKED]
    if query.wanted.without:
        unwanted = Search(Either(query.wanted.without)).hits((min(posts, default=0), max(posts, default=0)))
        gone = set(unwanted.posts)
        posts = [post for post in posts if post not in gone and (not unwanted.is_partial or post > min(gone))]
        return Finding(tuple(posts), len(newest) > RANKED or unwanted.is_partial)
    return Finding(tuple(posts), len(newest) > RANKED)


@dataclass(frozen=True)
class _Scope:
    """Where a search looks, apart from words: on which boards (None for all), of whom (None for anybody), and when.

    A thread has to have all of `tags`. `hidden` are the boards that the reader may not read, where all others count.
    `blocking` is the reader, if they block anybody: what those write is left out.
    """

    boards: tuple[int, ...] | None
    by: tuple[int, ...] | None
    after: int | None
    before: int | None
    blocking: int | None
    tags: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()

    @classmethod
    def of(cls, reader: Person | None, query: Query) -> _Scope | None:
        """Return where a reader's query looks; None where that is nowhere they may know of."""
        reads_all = boards.can_read_all(reader)
        rule = is_readable(reader.id if reader else 0, reads_all=reads_all)
        on: tuple[int, ...] | None = None
        hidden: tuple[int, ...] = ()
        if query.boards or not reads_all:
            readable = Board.select(Board.id).where(rule)
            named = readable.where(Board.slug.in_(query.boards)) if query.boards else readable
            on = tuple(row.id for row in named)
        else:
            hidden = tuple(row.id for row in Board.select(Board.id).where(~rule))
        by = None
        if query.by:
            by = tuple(row.id for row in Member.select(Member.id).where(Member.handle.in_(query.by)))
        blocking = reader.id if reader is not None and blocks.closed_to(reader) else None
        return None if on == () or by == () else cls(on, by, query.after, query.before, blocking, query.tags, hidden)

    @property
    def is_small(self) -> bool:
        """Whether it is a part of the place that can be looked through by itself."""
        return self.boards is not None or self.by is not None or bool(self.tags)

    @property
    def narrows(self) -> bool:
        """Whether somebody asked for less than everything, or blocks anybody."""
        return self.is_small or not (self.after is self.before is self.blocking is None)

    def _conditions(self) -> list[Expression]:
        conditions: list[Any] = [Post.removed_at.is_null()]
        if self.boards is not None or self.hidden:
            # Looked up for each post: a join would be begun with the boards, and so walk through all that is on them.
            its_thread = Thread.alias("its_thread")
            board = its_thread.select(its_thread.board).where(its_thread.id == Post.thread)
            wanted = (OP.IN, self.boards) if self.boards is not None else (OP.NOT_IN, self.hidden)
            conditions.append(Expression(board, *wanted))
        conditions += [Post.thread.in_(threads_tagged(tag)) for tag in self.tags]
        if self.by is not None:
            conditions.append(_signed_by(self.by))
        if self.after is not None:
            conditions.append(Post.posted_at >= self.after)
        if self.before is not None:
            conditions.append(Post.posted_at < self.before)
        return conditions

    def fitting(self, posts: Sequence[int]) -> tuple[list[int], bool]:
        """Return those of some posts that fit, and whether that was enough before all were looked at."""
        if not (self.narrows or self.hidden):
            return list(posts), False
        fit: list[int] = []
        for start in range(0, len(posts), AT_A_TIME):
            some = Value(numbers(posts[start : start + AT_A_TIME]), converter=False)
            rows = _ids(Post.select(Post.id), Post.id.in_(among(some)), self)
            fit += [post for (post,) in rows]
            if len(fit) > RANKED:
                return fit, True
        return fit, False

    def newest(self, limit: int) -> list[int]:
        """Return the newest posts that fit, whatever words are in them."""
        rows = Post.select(Post.id)
        if self.by is None and self.is_small:
            latest = Thread.select(Thread.id).order_by(Thread.latest_post.desc())
            latest = latest if self.boards is None else latest.where(Thread.board.in_(self.boards))
            for tag in self.tags:
                latest = latest.where(Thread.id.in_(threads_tagged(tag)))
            rows = rows.where(Post.thread.in_([row.id for row in latest.limit(THREADS_LOOKED_AT)]))
        first, last = self.ids()
        found = _ids(rows.order_by(Post.id.desc()).limit(limit), Post.id.between(first, last), self)
        return [post for (post,) in found]

    def ids(self) -> Ids:
        """Return between which ids posts of this time are. Where there are few, they are not worth looking for."""
        newest = int(Post.select(fn.COALESCE(fn.MAX(Post.id), 0)).scalar())
        if newest <= LOOKED_AT or (self.after is None and self.before is None):
            return EVERY_ID
        first = 0 if self.after is None else _first_since(self.after, newest)
        return first, (EVERY_ID[1] if self.before is None else _first_since(self.before, newest))


def _ids(rows: ModelSelect[Post], among: Any, scope: _Scope) -> Iterable[Any]:
    if scope.blocking is not None:
        rows = leave_out(rows.join(Thread), scope.blocking, Post.author, Thread.author)
    found: Iterable[Any] = rows.where(among, *scope._conditions()).tuples()
    return found


def _signed_by(members: Sequence[int]) -> Expression:
    """Return the condition that a post is known to be by one of these. A post without a name is by nobody here."""
    by: Expression = Post.author.in_(members) & (Post.nameless == "")
    return by


def _first_since(moment: int, newest: int) -> int:
    """Return an id before which every post was posted before a moment: they are numbered as they come."""
    low, high = 1, newest + 1
    while low < high:
        middle = (low + high) // 2
        row = Post.select(Post.posted_at, Post.id).where(Post.id >= middle).order_by(Post.id).first()
        if row is not None and row.posted_at < moment:
            low = row.id + 1
        else:
            high = middle
    return low
