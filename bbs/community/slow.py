"""Slow threads: where it runs hot, everybody lets some minutes pass between two posts. It ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from peewee import ModelSelect

from bbs.community import boards, log
from bbs.community.members import Person
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.pace import pause
from store.prepared import prepared
from store.tables import Post, SlowThread
from store.vault import Vault

MINUTES: Final = (5, 15, 60)
"""Minutes between two posts of a member that can be chosen."""
SECONDS: Final = 24 * 3600
"""For how long it lasts, where nobody ends it."""
SLOWED: Final = "thread-slowed"
ENDED: Final = "thread-not-slow"
"""What the log calls it."""


@dataclass(frozen=True)
class Slow:
    """How a thread is slow: minutes between two posts of a member, and until when."""

    minutes: int
    until: int


@prepared
def _of(thread: Any, now: Any) -> ModelSelect[SlowThread]:
    lasting = (SlowThread.thread == thread, SlowThread.until > now)
    return SlowThread.select(SlowThread.every, SlowThread.until).where(*lasting)


def of(thread_id: int, *, now: int) -> Slow | None:
    """Return how a thread is slow now, None where it is not."""
    return next((Slow(every // 60, until) for every, until in _of(thread_id, now)), None)


def keep_pace(author: Person, thread_id: int, *, now: int) -> None:
    """Raise Busy for who has written in a slow thread just now. Those who look after the place may answer at once."""
    slow = of(thread_id, now=now)
    if slow is None or author.is_staff:
        return
    mine = Post.select(Post.posted_at).where(Post.thread == thread_id, Post.author == author.id)
    last = mine.order_by(Post.id.desc()).limit(1).scalar()
    if last is not None and now - slow.minutes * 60 < last <= now:
        raise pause(last + slow.minutes * 60 - now)


def _only_for(staff: Person | None, thread_id: int) -> Person:
    if staff is None or not staff.is_staff:
        raise NotFound
    boards.thread(staff, thread_id)
    return staff


def slow_down(vault: Vault, staff: Person | None, thread_id: int, minutes: int, *, now: int) -> None:
    """Let so many minutes pass between two posts of a member in a thread, for a day.

    Raises NotFound for all but the staff, and for a thread that is not theirs to read.
    """
    who = _only_for(staff, thread_id)
    if minutes not in MINUTES:
        raise NotUnderstood(N_("Please choose how many minutes."))
    new = {SlowThread.every: minutes * 60, SlowThread.until: now + SECONDS}
    row = SlowThread.insert({SlowThread.thread: thread_id, **new})
    row.on_conflict(conflict_target=[SlowThread.thread], update=new).execute()
    log.record(vault, SLOWED, by=who.id, about=None, now=now, words=str(minutes))


def end(vault: Vault, staff: Person | None, thread_id: int, *, now: int) -> None:
    """Let a thread go at its own pace again. Raises as `slow_down` does."""
    who = _only_for(staff, thread_id)
    if SlowThread.delete().where(SlowThread.thread == thread_id).execute():
        log.record(vault, ENDED, by=who.id, about=None, now=now)
