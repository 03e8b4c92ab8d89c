"""What holds for a member now, as rows: asked when somebody signs in, and with every post."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from peewee import JOIN, ModelSelect

from store.prepared import prepared
from store.tables import Appeal, Decision, Sanction

FOR_GOOD: Final = 2**53
"""Stands for the end of what does not end by itself."""
SHUTS_OUT: Final = frozenset({"suspension", "ban"})
"""Kinds that leave a member crisis help, their data, the reasons and the appeal, and nothing else."""


class Held(NamedTuple):
    """One sanction that was not lifted; `until` is FOR_GOOD where it does not end by itself."""

    id: int
    kind: str
    board: int | None
    every: int | None
    began_at: int
    until: int


@prepared
def _of(member: Any) -> ModelSelect[Sanction]:
    columns = (Sanction.id, Sanction.kind, Sanction.board, Sanction.every, Sanction.began_at, Sanction.until)
    return Sanction.select(*columns).where(Sanction.member == member, Sanction.lifted_at.is_null())


def of(member: int) -> list[Held]:
    """Return what was not lifted of what ever held for a member; most of it is over."""
    return [Held(*row)._replace(until=FOR_GOOD if row[5] is None else row[5]) for row in _of(member)]


def shut_out_until(member: int) -> int:
    """Return until when a member reaches nothing but help and what is theirs, 0 for never: it may be over."""
    return max((held.until for held in of(member) if held.kind in SHUTS_OUT), default=0)


@prepared
def _untold(member: Any) -> ModelSelect[Decision]:
    return Decision.select(Decision.id).where(Decision.about == member, Decision.told_at.is_null()).limit(1)


def is_untold(member: int) -> bool:
    """Say whether something was decided about a member that they were not shown yet."""
    return bool(_untold(member))


class Untold(NamedTuple):
    """Something decided about a member that they were not shown: what it is, and what came of an appeal against it."""

    outcome: str
    act: str
    sanction: int | None
    undone_at: int | None
    answered_at: int | None


@prepared
def _all_untold(member: Any) -> ModelSelect[Decision]:
    columns = (Decision.outcome, Decision.act, Sanction.id, Decision.undone_at, Appeal.decided_at)
    rows = Decision.select(*columns).join(Sanction, JOIN.LEFT_OUTER, on=(Sanction.decision == Decision.id))
    rows = rows.switch(Decision).join(Appeal, JOIN.LEFT_OUTER, on=(Appeal.decision == Decision.id))
    return rows.where(Decision.about == member, Decision.told_at.is_null())


def untold(member: int) -> list[Untold]:
    """Return what was decided about a member that they were not shown yet."""
    return [Untold(*row) for row in _all_untold(member)]
