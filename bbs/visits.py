"""The visits under way: so that members see and end their own, and staff on shift can be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

SHIFT_SECONDS: Final = 20 * 60
"""For how long after a key somebody counts as being here."""
GONE_SECONDS: Final = 10 * 60
"""For how long somebody who took something urgent can be gone and still has it: a line is cut, a laptop is closed."""


def is_lately(now: int, *, heard: int, seen: int) -> bool:
    """Say whether somebody is here still, or was until a moment ago.

    `heard` is when they pressed a key last, `seen` when their visit still went on. A line that stands with nobody at it
    is nobody; who reads or telephones has as long for it as whoever is on shift.
    """
    return now - heard <= SHIFT_SECONDS and now - seen < GONE_SECONDS


@dataclass(frozen=True, slots=True)
class Visit:
    """One connected caller. `end` hangs up with a sentence, keeping the draft.

    `is_staff` says that they look after this place; one that `only_watches` for what is urgent is nobody who is here.
    """

    id: str
    member: int
    since: int
    mode: str
    end: Callable[[str], None]
    is_staff: bool = False
    only_watches: bool = False


class Visits:
    """All visits of members now."""

    def __init__(self) -> None:
        self._now: dict[str, Visit] = {}
        self._heard: dict[str, int] = {}
        self._roles: dict[str, str] = {}
        self._left: dict[str, tuple[int, int, int]] = {}
        self._shut_out: dict[int, int] = {}

    def begin(self, visit: Visit) -> None:
        """Note a visit."""
        self._now[visit.id] = visit

    def over(self, visit_id: str, now: int) -> None:
        """Forget a visit, but for when one of those who look after this place was here last."""
        visit = self._now.pop(visit_id, None)
        if visit is not None and visit.is_staff and not visit.only_watches:
            self._left[visit_id] = (visit.member, self._heard_in(visit), now)
        self._heard.pop(visit_id, None)
        self._roles.pop(visit_id, None)

    def heard(self, visit_id: str, now: int) -> None:
        """Take note that a key was pressed in a visit, `now` in UTC seconds."""
        if visit_id in self._now:
            self._heard[visit_id] = now

    def has_role(self, member: int, role: str, *, is_staff: bool) -> None:
        """Let the visits of a member know the role they have from now on."""
        for visit in self.of(member):
            self._roles[visit.id] = role
            self._now[visit.id] = replace(visit, is_staff=is_staff)

    def is_shut_out(self, member: int, until: int) -> None:
        """Take note until when a member is shut out, 0 for not at all: whoever is looks after nothing meanwhile."""
        if until:
            self._shut_out[member] = until
        else:
            self._shut_out.pop(member, None)

    def role_in(self, visit_id: str) -> str | None:
        """Return the role that was given to whose visit this is since it began, None if none was."""
        return self._roles.get(visit_id)

    def staff_here(self, now: int) -> frozenset[int]:
        """Return who looks after this place, is here, and pressed a key lately (SAFETY.md 8)."""
        return frozenset(
            visit.member
            for visit in self._now.values()
            if visit.is_staff
            and not visit.only_watches
            and self.lets_in(visit.member, now)
            and now - self._heard_in(visit) <= SHIFT_SECONDS
        )

    def staff_lately(self, now: int) -> frozenset[int]:
        """Return who looks after this place and is here, or was until a moment ago."""
        self._left = {name: left for name, left in self._left.items() if is_lately(now, heard=left[1], seen=left[2])}
        here = self.staff_here(now) | {member for member, *_ in self._left.values()}
        return frozenset(member for member in here if self.lets_in(member, now))

    def _heard_in(self, visit: Visit) -> int:
        return self._heard.get(visit.id, visit.since)

    def lets_in(self, member: int, now: int) -> bool:
        """Say whether the place is open to a member: who is suspended is connected, and not here for others."""
        return self._shut_out.get(member, 0) <= now

    def of(self, member: int) -> list[Visit]:
        """Return a member's visits, oldest first."""
        return sorted((v for v in self._now.values() if v.member == member), key=lambda v: v.since)

    def everyone(self) -> list[Visit]:
        """Return all visits."""
        return list(self._now.values())
