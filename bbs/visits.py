"""The visits under way: so that members see and end their own, and staff on shift can be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One connected caller. `end` hangs up with a sentence, keeping the draft."""

    id: str
    member: int
    since: int
    mode: str
    end: Callable[[str], None]


class Visits:
    """All visits of members now."""

    def __init__(self) -> None:
        self._now: dict[str, Visit] = {}

    def begin(self, visit: Visit) -> None:
        """Note a visit."""
        self._now[visit.id] = visit

    def over(self, visit_id: str) -> None:
        """Forget a visit."""
        self._now.pop(visit_id, None)

    def of(self, member: int) -> list[Visit]:
        """Return a member's visits, oldest first."""
        return sorted((v for v in self._now.values() if v.member == member), key=lambda v: v.since)

    def everyone(self) -> list[Visit]:
        """Return all visits."""
        return list(self._now.values())
