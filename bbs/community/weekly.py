"""The thread of each week in a support group: begun by the house, in the words of those who look after the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from peewee import SQL, ModelSelect

from bbs.community import groups, tending
from bbs.community.members import Person
from bbs.community.wording import ANY, clean_line, clean_text
from bbs.errors import NotUnderstood
from bbs.language import N_
from store import seed
from store.prepared import prepared
from store.seed import SeedThread
from store.tables import GroupMember, Post, SupportGroup

TITLE: Final = 120
TEXT: Final = 4000
DAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


@dataclass(frozen=True)
class Weekly:
    """What the thread of each week says: the day on which it is begun (0 is Monday, None for no such thread)."""

    day: int | None
    title: str
    text: str


def of(facilitator: Person | None, slug: str) -> Weekly:
    """Return it, for who looks after the group. Raises NotFound for everybody else."""
    row = SupportGroup.get(SupportGroup.board == groups.facilitated(facilitator, slug).id)
    return Weekly(row.weekly_day, row.weekly_title, row.weekly_text)


def change(facilitator: Person | None, slug: str, weekly: Weekly, *, now: int) -> None:
    """Have a thread of these words begun on that day of each week, or none. Raises NotFound, NotUnderstood.

    On another day than before it is begun when that comes next, or now where it is that day. Without one, that of this
    week is kept at the top no more.
    """
    line = groups.facilitated(facilitator, slug)
    title, text = clean_line(weekly.title, TITLE, none=ANY), clean_text(weekly.text, TEXT, none=ANY)
    if weekly.day is not None and not (0 <= weekly.day < len(DAYS) and title and text):
        raise NotUnderstood(N_("A day, a title and some words, please; or no day, for no such thread."))
    row = SupportGroup.get(SupportGroup.board == line.id)
    is_later = weekly.day is not None and weekly.day != row.weekly_day and not _is_today(weekly.day, now)
    what = {"weekly_day": weekly.day, "weekly_title": title, "weekly_text": text}
    SupportGroup.update(what | ({"weekly_at": now} if is_later else {})).where(SupportGroup.id == row.id).execute()
    if weekly.day is None:
        tending.pin_for_week(line.id, None, now=now)


def _is_today(day: int, now: int) -> bool:
    return datetime.fromtimestamp(now, UTC).weekday() == day


def _began(day: int, now: int) -> int:
    """Return when that day of the week was last begun, in UTC."""
    today = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((today - timedelta(days=(today.weekday() - day) % 7)).timestamp())


@prepared
def _weekly() -> ModelSelect[SupportGroup]:
    rows = SupportGroup.select(SupportGroup.id, SupportGroup.board, SupportGroup.weekly_day, SupportGroup.weekly_at)
    return rows.where(SupportGroup.weekly_day.is_null(False), SupportGroup.closed_at.is_null())


@prepared
def _is_cared_for(board: Any) -> ModelSelect[GroupMember]:
    caring = (GroupMember.board == board, GroupMember.facilitator_at.is_null(False))
    return GroupMember.select(SQL("1")).where(*caring).limit(1)


def due(now: int) -> list[int]:
    """Return the rows of the groups whose thread of this week is not begun yet.

    Only where somebody looks after the group: it is said in their name. That is asked of those alone that are due,
    because it takes a look through who is in them.
    """
    rows: list[Any] = _weekly()
    waiting = [(row, board) for row, board, day, at in rows if at is None or at < _began(day, now)]
    return [row for row, board in waiting if _is_cared_for(board)]


def begin_due(now: int, *, due_by: int | None = None) -> list[int]:
    """Begin the threads of this week that are due, at the top of their groups, and return their first posts.

    Each is begun once, and is kept at the top until the next one is. `due_by` is later than `now` in a demo, whose
    threads are some hours old when it opens: none of that day is begun again then.
    """
    begun, by = [], now if due_by is None else due_by
    for row in due(by):
        group = SupportGroup.get_by_id(row)
        thread = SeedThread(group.weekly_title, group.weekly_text)
        first = seed.begin(group.board_id, thread, now=now)
        tending.pin_for_week(group.board_id, Post.get_by_id(first).thread_id, now=now)
        begun.append(first)
        SupportGroup.update(weekly_at=by).where(SupportGroup.id == row).execute()
    return begun
