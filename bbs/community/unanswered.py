"""Who waits for a reply: threads of the last weeks in which nobody but their author wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import Case, ModelSelect, Value, fn

from bbs.community import boards
from bbs.community.boards import ThreadLine
from bbs.community.members import Person
from store import muting
from store.blocking import leave_out
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


def _waiting(reader: Person, now: int, *what: object) -> ModelSelect[Thread]:
    """Return a query over threads that wait for somebody else than their author: `what` of each, with its first post.

    One's own waits for others, and what one muted waits for them too.
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
    rows = (
        Thread.select(*what)
        .join(Board)
        .switch(Thread)
        .join(Post, on=(Post.id == earliest))
        .where(
            Thread.started_at > now - LONGEST,
            Thread.author.is_null(False),
            Thread.author != reader.id,
            Thread.title != "",
            ~fn.EXISTS(answers),
            *muting.choices(reader.id).heard(),
        )
    )
    rows = leave_out(rows, reader.id, Thread.author)
    return rows if boards.can_read_all(reader) else rows.where(Board.guests_read)


def waiting(reader: Person, *, now: int, after: tuple[int, int] = (0, 0), limit: int = A_PAGE) -> list[Unanswered]:
    """Return threads that wait, longest first; `after` is the (moment, thread) to go on from."""
    moment, thread_id = after
    rows = _waiting(reader, now, Thread.id, Thread.started_at)
    rows = rows.where((Thread.started_at > moment) | ((Thread.started_at == moment) & (Thread.id > thread_id)))
    page: Iterable[Any] = rows.order_by(Thread.started_at, Thread.id).limit(limit).tuples()
    return [Unanswered(boards.thread(reader, thread), since) for thread, since in page]


def people(reader: Person, *, now: int) -> int:
    """Return how many people wait, as readers see it: who gave no name is one more each time.

    Of the threads begun in that time the last COUNTED are looked at, so that home costs no more where more is written.
    """
    who = Case(None, [(Thread.nameless == "", Thread.author)], Value(0) - Thread.id)
    begun = Thread.select(Thread.id).where(Thread.started_at > now - LONGEST).order_by(Thread.started_at.desc())
    last = [row.id for row in begun.limit(COUNTED)]
    rows = _waiting(reader, now, fn.COUNT(fn.DISTINCT(who))).where(Thread.id.in_(last))
    return int(rows.scalar() or 0)
