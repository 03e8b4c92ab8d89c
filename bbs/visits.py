"""The visits under way: so that members see and end their own, and staff on shift can be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

SHIFT_SECONDS: Final = 20 * 60
"""For how long after a key somebody counts as being here."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One connected caller. `end` hangs up with a sentence, keeping the draft.

    `is_staff` says that they look after this place.
    """

    id: str
    member: int
    since: int
    mode: str
    end: Callable[[str], None]
    is_staff: bool = False


class Visits:
    """All visits of members now."""

    def __init__(self) -> None:
        self._now: dict[str, Visit] = {}
        self._heard: dict[str, int] = {}
        self._roles: dict[str, str] = {}

    def begin(self, visit: Visit) -> None:
        """Note a visit."""
        self._now[visit.id] = visit

    def over(self, visit_id: str) -> None:
        """Forget a visit."""
        self._now.pop(visit_id, None)
        self._heard.pop(visit_id, None)
        self._roles.pop(visit_id, None)

    def heard(self, visit_id: str, now: int) -> None:
        """Take note that a key was pressed in a visit, `now` in UTC seconds."""
        if visit_id in self._now:
            self._heard[visit_id] = now

    def has_role(self, member: int, role: str, *, is_staff: bool, was_staff: bool) -> None:
        """Let the visits of a member know the role they have from now on."""
        for visit in self.of(member):
            self._roles[visit.id] = role
            if is_staff is not was_staff:  # else a visit that only watches stays one
                self._now[visit.id] = replace(visit, is_staff=is_staff)

    def role_in(self, visit_id: str) -> str | None:
        """Return the role that was given to whose visit this is since it began, None if none was."""
        return self._roles.get(visit_id)

    def staff_here(self, now: int) -> frozenset[int]:
        """Return who looks after this place, is here, and pressed a key lately (SAFETY.md 8)."""
        return frozenset(
            visit.member
            for visit in self._now.values()
            if visit.is_staff and now - self._heard.get(visit.id, visit.since) <= SHIFT_SECONDS
        )

    def of(self, member: int) -> list[Visit]:
        """Return a member's visits, oldest first."""
        return sorted((v for v in self._now.values() if v.member == member), key=lambda v: v.since)

    def everyone(self) -> list[Visit]:
        """Return all visits."""
        return list(self._now.values())
