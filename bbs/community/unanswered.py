"""Who waits for a reply: threads of the last weeks in which nobody but their author wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import Case, ModelSelect, Value, fn

from bbs.community import boards
from bbs.community.boards import ThreadLine
from bbs.community.members import Person
from store.blocking import without
from store.prepared import among, numbers, prepared
from store.sight import Sight, sight_of
from store.tables import Board, Post, Thread

LONGEST: Final = 60 * 24 * 3600
"""Seconds after which a thread does not wait any more: an answer would come too late to be one."""
A_PAGE: Final = 20
COUNTED: Final = 200
"""Threads among which those that wait are counted."""


@dataclass(frozen=True)
class Unanswered:
    """A thread that waits, and since when."""

    thread: ThreadLine
    since: int


def _waiting(member: Any, since: Any, sight: Sight, *what: object) -> ModelSelect[Thread]:
    """Return a query over threads begun since then that wait for somebody else than their author: `what` of each.

    Each is joined with its first post. One's own waits for others, and what one muted waits for them too; where a
    board was put away nobody can be answered.
    """
    others = Post.alias("others")
    by_another = others.author.is_null() | (others.author != Thread.author)  # with and without a name they are two
    answers = others.select(others.id).where(
        others.thread == Thread.id,
        others.removed_at.is_null(),
        (others.nameless != Thread.nameless) | ((Thread.nameless == "") & by_another),
    )
    first = Post.alias("first")
    earliest = first.select(fn.MIN(first.id)).where(first.thread == Thread.id, first.removed_at.is_null())
    rows = Thread.select(*what).join(Board).switch(Thread).join(Post, on=(Post.id == earliest))
    rows = rows.where(
        Thread.started_at > since,
        Thread.author.is_null(False),
        Thread.author != member,
        Thread.title != "",
        Board.put_away_at.is_null(),
        ~fn.EXISTS(answers),
        *sight.chosen.heard(),
    )
    return sight.coming(without(rows, sight.closed, Thread.author), member)


def waiting(reader: Person, *, now: int, after: tuple[int, int] = (0, 0), limit: int = A_PAGE) -> list[Unanswered]:
    """Return threads that wait, longest first; `after` is the (moment, thread) to go on from."""
    page = _page(reader.id, now - LONGEST, *after, limit, sight=sight_of(reader))
    return [Unanswered(boards.thread(reader, thread), since) for thread, since in page]


@prepared
def _page(member: Any, since: Any, moment: Any, thread: Any, most: Any, *, sight: Sight) -> ModelSelect[Thread]:
    rows = _waiting(member, since, sight, Thread.id, Thread.started_at)
    rows = rows.where((Thread.started_at > moment) | ((Thread.started_at == moment) & (Thread.id > thread)))
    return rows.order_by(Thread.started_at, Thread.id).limit(most)


def people(reader: Person, *, now: int) -> int:
    """Return how many people wait, as readers see it: who gave no name is one more each time.

    Of the threads begun in that time the last COUNTED are looked at, so that home costs no more where more is written.
    """
    last = numbers(thread for (thread,) in _begun(now - LONGEST, COUNTED))
    return int(_people(reader.id, now - LONGEST, last, sight=sight_of(reader))[0][0])


@prepared
def _begun(since: Any, most: Any) -> ModelSelect[Thread]:
    return Thread.select(Thread.id).where(Thread.started_at > since).order_by(Thread.started_at.desc()).limit(most)


@prepared
def _people(member: Any, since: Any, threads: Any, *, sight: Sight) -> ModelSelect[Thread]:
    who = Case(None, [(Thread.nameless == "", Thread.author)], Value(0) - Thread.id)
    return _waiting(member, since, sight, fn.COUNT(fn.DISTINCT(who))).where(Thread.id.in_(among(threads)))
