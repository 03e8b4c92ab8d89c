"""Looks: one of the staff reads one thread of a group they are not in, because a report brings them there.

A reason is required, and everybody in the group is shown that somebody looked, when, and why. It opens that thread to
that one person for a day and nothing else: not New, not search, not any other thread (store/sight.py knows of no look).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peewee import SQL, NodeList

from bbs.community import boards, groups, log, posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.community.reading import POSTS_A_PAGE
from bbs.community.wording import clean_line
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from store import post_rows
from store.case_rows import seen_by
from store.sealed import opened, place_of
from store.sight import sight_of
from store.tables import Board, Case, GroupLook, Post, Thread
from store.vault import Vault

LOOKED: Final = "group-looked"
"""The act, in the log."""
LASTS: Final = 24 * 3600
"""Seconds for which a look opens a thread."""
REASON: Final = 500
"""Characters of the reason."""
SHOWN: Final = 20
"""Looks that a group is shown, the newest."""


@dataclass(frozen=True)
class Look:
    """That somebody of the staff looked: when, why, and at which thread. Who it was is not said."""

    at: int
    reason: str
    thread: int
    title: str


@dataclass(frozen=True)
class Opened:
    """A thread that a look opens to one of the staff, until when."""

    thread: int
    title: str
    group: str
    until: int


@dataclass(frozen=True)
class LookedAt:
    """Posts of a thread that a look opened; `until` is when it closes again."""

    board: str
    board_title: str
    title: str
    posts: tuple[PostLine, ...]
    total: int
    until: int

    @property
    def more(self) -> bool:
        """Whether posts follow these."""
        return bool(self.posts) and self.posts[-1].number < self.total


def look(vault: Vault, staff: Person | None, thread_id: int, reason: str, *, now: int) -> str:
    """Open a thread of a members-only group to one of the staff for a day, and return the address to read it at.

    An open case about something in it must bring them, one that is theirs to judge. Where they may read the thread
    anyhow nothing is recorded, and its own address is returned. Raises NotFound for all but staff and for no such
    thread, Refusal without a case, NotUnderstood without a reason.
    """
    if staff is None or not staff.is_staff:
        raise NotFound
    thread = Thread.select(Thread, Board).join(Board).where(Thread.id == thread_id).first()
    if thread is None:
        raise NotFound
    if is_open_to(staff, thread_id):
        return f"boards/{thread.board.slug}/{thread_id}"
    case = seen_by(staff).where(Case.closed_at.is_null(), Post.thread == thread_id).first()
    if case is None:
        raise Refusal(N_("A report leads there. Without one, nobody outside that group reads it."))
    words = clean_line(reason, REASON, none=N_("A reason first: it is kept, and everybody in that group is shown it."))
    row = GroupLook(thread=thread_id, by=staff.id, looked_at=now, until_at=now + LASTS)
    row.sealed = vault.seal(place_of(row), words)
    row.save()
    log.record(vault, LOOKED, by=staff.id, about=None, now=now, case=case.id, words=words)
    return f"looks/{thread_id}"


def is_open_to(reader: Person | None, thread_id: int) -> bool:
    """Say whether somebody may read a thread without a look."""
    try:
        boards.thread(reader, thread_id)
    except BBSError:
        return False
    return True


def needs_reason(staff: Person | None, thread_id: int) -> bool:
    """Say whether a thread is closed to one of the staff until they say why they look. Raises NotFound as `look`."""
    if staff is None or not staff.is_staff or Thread.get_or_none(Thread.id == thread_id) is None:
        raise NotFound
    return not is_open_to(staff, thread_id)


def read(staff: Person | None, thread_id: int, *, first: int = 1, now: int) -> LookedAt:
    """Return posts of a thread from a number on, for who looks. Raises NotFound for everybody else, and after a day."""
    if staff is None or not staff.is_staff:
        raise NotFound
    theirs = (GroupLook.thread == thread_id, GroupLook.by == staff.id, GroupLook.until_at > now)
    row = GroupLook.select().where(*theirs).order_by(GroupLook.until_at.desc()).first()
    if row is None:
        raise NotFound(N_("That look is over, or there was none. A case leads there again, with a reason."))
    thread = Thread.select(Thread, Board).join(Board).where(Thread.id == thread_id).get()
    rows = post_rows.looked_at(thread_id, first, first + POSTS_A_PAGE)
    return LookedAt(
        board=thread.board.slug,
        board_title=thread.board.title,
        title=thread.title,
        posts=posts.as_read(staff, rows, sight_of(staff)),
        total=post_rows.last_number(thread_id),
        until=row.until_at,
    )


def mine(staff: Person | None, *, now: int) -> list[Opened]:
    """Return the threads that are open to one of the staff just now. Raises NotFound for all but staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    rows = GroupLook.select(GroupLook, Thread, Board).join(Thread).join(Board)
    rows = rows.where(GroupLook.by == staff.id, GroupLook.until_at > now).order_by(GroupLook.until_at.desc())
    return [Opened(row.thread_id, row.thread.title, row.thread.board.title, row.until_at) for row in rows]


def of_group(vault: Vault, reader: Person | None, slug: str) -> list[Look]:
    """Return the looks at threads of a group, the newest first. Raises NotFound for who is not in it."""
    line = groups.line(reader, slug)
    if not line.is_mine:
        raise NotFound
    rows = GroupLook.select(GroupLook, Thread).join(Thread)
    found = rows.where(NodeList((SQL("+"), Thread.board), glue="") == line.id)  # by way of looks: threads are many
    found = found.order_by(GroupLook.id.desc()).limit(SHOWN)
    return [Look(row.looked_at, opened(vault, row), row.thread_id, row.thread.title) for row in found]
