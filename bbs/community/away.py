"""Away: what is urgent comes back where whoever took it is not here any more, and the others are told of it anew.

Who is here the server knows (bbs/visits.py), and of visits at the machine itself by what they keep of themselves
(machine_visits.py); so it asks for this every minute (bbs/calling.py). Nothing is kept of it but what a case or a note
has anyway: who took it last stays, when is gone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from peewee import ModelSelect

from bbs.community import paging, raised
from bbs.community.desk import About
from bbs.community.queue import Rank
from bbs.visits import GONE_SECONDS
from store.case_rows import change
from store.tables import Case, DeskNote


def _cases(here: Collection[int], now: int) -> ModelSelect[Case]:
    taken = (Case.closed_at.is_null(), Case.rank == Rank.URGENT.value, Case.claimed_at <= now - GONE_SECONDS)
    return Case.select().where(*taken, _is_gone(Case.claimed_by, here))


def _notes(here: Collection[int], now: int) -> ModelSelect[DeskNote]:
    asked = (
        DeskNote.kind == About.CRISIS.value,
        DeskNote.answered_at.is_null(),
        DeskNote.taken_at <= now - GONE_SECONDS,
    )
    return DeskNote.select().where(*asked, _is_gone(DeskNote.taken_by, here))


def _is_gone(holder: Any, here: Collection[int]) -> Any:
    return holder.is_null() | holder.not_in(list(here))


def any_left(here: Collection[int], *, now: int) -> bool:
    """Say whether somebody has something urgent who is none of those who are here, or were until a moment ago."""
    return _cases(here, now).exists() or _notes(here, now).exists()


def let_go(here: Collection[int], *, now: int) -> None:
    """Let what such people have wait for everybody again."""
    for case in _cases(here, now):
        change(case, claimed_at=None)
        raised.at_desk(None)
        paging.tell_anew(case.id, now=now)
    for note in _notes(here, now):
        DeskNote.update(taken_at=None, taken_named=0).where(DeskNote.id == note.id).execute()
        raised.note(-note.id, None)
        raised.at_desk(None)
