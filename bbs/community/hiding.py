"""What members took off their shelf: out of sight at once, to be taken back for some days, then destroyed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import ModelSelect, fn

from bbs.community.shelf import Kind
from store.prepared import prepared
from store.tables import Private
from store.tombstones import destroy

UNDO: Final = 7 * 24 * 3600
"""Seconds for which a deletion can be taken back."""


def hide(member_id: int, kind: Kind, *record_ids: int, now: int) -> int:
    """Delete records, all of the kind where none is named: out of sight at once. Return how many they were."""
    rows = Private.update(hidden_at=now).where(Private.member == member_id, Private.kind == kind.value)
    rows = rows.where(Private.hidden_at.is_null())
    return int((rows.where(Private.id.in_(record_ids)) if record_ids else rows).execute())


@dataclass(frozen=True)
class Hidden:
    """Records of one kind that were deleted at one moment and can be taken back until UNDO after it."""

    kind: Kind
    at: int
    records: int


def hidden(member_id: int) -> list[Hidden]:
    """Return what can be taken back, the newest deletion first."""
    found = Private.select(Private.kind, Private.hidden_at, fn.COUNT(Private.id))
    found = found.where(Private.member == member_id, Private.hidden_at.is_null(False))
    found = found.group_by(Private.kind, Private.hidden_at).order_by(Private.hidden_at.desc(), Private.kind)
    groups: Iterable[Any] = found.tuples()
    return [Hidden(Kind(kind), at, many) for kind, at, many in groups]


def hidden_last(member_id: int, kind: Kind) -> Hidden | None:
    """Return what somebody deleted last of a kind and can take back, None where there is nothing."""
    found = _hidden_last(member_id, kind.value)
    return Hidden(kind, found[0][0], found[0][1]) if found else None


@prepared
def _hidden_last(member: Any, kind: Any) -> ModelSelect[Private]:
    rows = Private.select(Private.hidden_at, fn.COUNT(Private.id))
    rows = rows.where(Private.member == member, Private.kind == kind, Private.hidden_at.is_null(False))
    return rows.group_by(Private.hidden_at).order_by(Private.hidden_at.desc()).limit(1)


def take_back(member_id: int, kind: Kind, at: int) -> int:
    """Undo a deletion: what was hidden at one moment is there again. Return how many records."""
    rows = Private.update(hidden_at=None).where(Private.member == member_id, Private.kind == kind.value)
    return int(rows.where(Private.hidden_at == at).execute())


def take_back_last(member_id: int, kind: Kind) -> int:
    """Undo the last deletion of a kind. Return how many records came back, 0 where there is none to undo."""
    last = hidden_last(member_id, kind)
    return take_back(member_id, kind, last.at) if last else 0


def destroy_hidden(now: int) -> int:
    """Destroy what was deleted longer ago than it can be taken back. Once a day."""
    return destroy(Private, Private.hidden_at <= now - UNDO)


def destroy_at_once(member_id: int, kind: Kind) -> int:
    """Destroy what somebody deleted of a kind without waiting: they want it gone now."""
    return destroy(Private, Private.member == member_id, Private.kind == kind.value, Private.hidden_at.is_null(False))
