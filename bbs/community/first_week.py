"""The first week: where somebody new might begin. It is offered, never asked for, and nothing of it is counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from peewee import ModelSelect

from bbs.community import boards
from bbs.community.boards import BoardLine
from bbs.community.members import Person
from store.blocking import leave_out
from store.prepared import prepared
from store.tables import Member, Post, Thread

WEEK: Final = 7 * 24 * 3600
BOARDS: Final = 3
LOOKED_AT: Final = 10
"""Threads of a board by which its tone is judged, the latest."""
A_DAY: Final = 24 * 3600


def is_on(person: Person, *, now: int) -> bool:
    """Say whether this is somebody's first week, and they did not say that they know their way."""
    return boards.can_read_all(person) and bool(_fresh(person.id, now - WEEK))


@prepared
def _fresh(member: Any, since: Any) -> ModelSelect[Member]:
    return Member.select(Member.id).where(Member.id == member, Member.joined_at > since, Member.knows_way_at.is_null())


def over(person: Person, *, now: int) -> None:
    """Remember that somebody knows their way."""
    Member.update(knows_way_at=now).where(Member.id == person.id, Member.knows_way_at.is_null()).execute()


def boards_to_begin(person: Person, *, now: int) -> list[BoardLine]:
    """Return a few boards for somebody new, in the operator's order: the gentlest and quietest of those with words.

    A board where few of the latest threads are covered by a content note comes before one where many are, and a slow
    one before a busy one.
    """
    lines = boards.readable(person)
    weighed = []
    for place, line in enumerate(lines):
        rows = Thread.select(Thread.note, Post.posted_at).join(Post, on=(Thread.latest_post == Post.id))
        rows = leave_out(rows.where(Thread.board == line.id, Thread.title != ""), person.id, Thread.author)
        latest: Iterable[Any] = list(rows.order_by(Thread.latest_post.desc()).limit(LOOKED_AT).tuples())
        covered = sum(1 for note, _ in latest if note)
        busy = sum(1 for _, at in latest if at > now - A_DAY)
        weighed.append((not latest, covered, busy, place))
    return [lines[place] for *_, place in sorted(sorted(weighed)[:BOARDS], key=lambda weight: weight[-1])]
