"""Who looks after a support group meets what came up there first, and then the desk (SAFETY.md 5-7).

What is urgent, or needs what only the desk can do, is at the desk at once all the same. Else it waits some hours for
those who know the people, if there is one of them who is no part of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from peewee import ModelSelect

from bbs.community import raised
from store.case_rows import judges_in_group
from store.prepared import among, numbers, prepared
from store.tables import Case, CaseTold, GroupCase

FIRST: Final = 6 * 3600
"""Seconds for which something that is not urgent waits for a group's facilitators before it is in the desk's list."""
TAKEN: Final = 12 * 3600
"""For how many seconds a facilitator who took something has it: they may have been called away."""
WAITS_FOR_THEM: Final = frozenset({"noticed", "worried", "unkind", "health", "other"})
"""Reasons with which something can wait so long: none of what tells how to hurt oneself, threatens, or exposes."""


def met(case_id: int, reason: str, *, by: int | None, is_new: bool, is_urgent: bool, now: int) -> None:
    """Let those who look after its group meet a case that was brought up. Call it in the transaction in which it is."""
    case = Case.get_by_id(case_id)
    if not judges_in_group(case, now=now):
        return
    raised.note(case_id, by, in_group=True)
    if is_urgent or reason not in WAITS_FOR_THEM:
        be_at_desk(case_id)
    elif is_new:
        GroupCase.create(case=case_id, first_until=now + FIRST)
        Case.update(snoozed_until=now + FIRST).where(Case.id == case_id).execute()


def be_at_desk(case_id: int) -> None:
    """Let a case wait for those who look after its group no longer. What the desk itself put off stays so."""
    row = GroupCase.get_or_none(GroupCase.case == case_id, GroupCase.first_until.is_null(False))
    if row is None:
        return
    waits = (Case.id == case_id, Case.snoozed_until == row.first_until)
    Case.update(snoozed_until=None).where(*waits).execute()
    GroupCase.update(first_until=None).where(GroupCase.id == row.id).execute()


def waits_until(case_id: int) -> int | None:
    """Return until when a case waits for those who look after its group; None where it does not."""
    row = GroupCase.get_or_none(GroupCase.case == case_id)
    return row.first_until if row is not None else None


def keep(case_id: int, **what: int | None) -> None:
    """Keep what those who look after a group did about a case."""
    GroupCase.insert(case=case_id, **what).on_conflict(
        conflict_target=[GroupCase.case], update={getattr(GroupCase, name): at for name, at in what.items()}
    ).execute()


@prepared
def _taken_among(ids: Any, since: Any) -> ModelSelect[GroupCase]:
    return GroupCase.select(GroupCase.case).where(GroupCase.case.in_(among(ids)), GroupCase.taken_at > since)


def taken_among(case_ids: list[int], *, now: int) -> set[int]:
    """Return those of some cases that those who look after the group have taken."""
    return {case for (case,) in _taken_among(numbers(case_ids), now - TAKEN)} if case_ids else set()


class WithGroup(StrEnum):
    """What those who look after a group have to do with a case in it, as the desk is told."""

    NOBODY = ""
    COMING = "coming"
    TOLD = "told"
    TAKEN = "taken"
    HANDED = "handed"


def as_to_group(case_id: int, *, now: int) -> WithGroup:
    """Return what those who look after its group have to do with a case. Who it is, is not said."""
    case = Case.get_by_id(case_id)
    row = GroupCase.get_or_none(GroupCase.case == case_id)
    if row is not None and row.handed_at is not None:
        return WithGroup.HANDED
    judges = judges_in_group(case, now=now)
    if not judges:
        return WithGroup.NOBODY
    if row is not None and row.taken_at is not None and row.taken_at > now - TAKEN:
        return WithGroup.TAKEN
    told = CaseTold.select().where(CaseTold.case == case_id, CaseTold.member.in_(judges)).exists()
    return WithGroup.TOLD if told else WithGroup.COMING
