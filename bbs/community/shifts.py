"""Shifts: when those who look after the place are there for others, as they say themselves.

Somebody is on shift only while they are here as well, and pressed a key lately (bbs/visits.py). Who never said a word
of shifts counts as on shift while they are here; who went off, or whose time is over, or who does not want to be
interrupted, is not. Nothing of this goes to the log: nobody's hours are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import DatabaseError, ModelSelect

from bbs.community.members import Person
from bbs.errors import BBSError, NotFound, NotUnderstood
from bbs.language import N_
from store.database import Store
from store.prepared import prepared
from store.tables import Member, Shift

LONGEST: Final = 16 * 3600
"""Seconds that a shift can be said to last."""
LATER: Final = 2 * 3600
"""Seconds for which a reminder of breaks is put off."""


@dataclass(frozen=True)
class Standing:
    """How somebody of the staff wants to be at the desk; Shift in store/tables says what each moment means."""

    on_at: int | None = None
    until_at: int | None = None
    off_at: int | None = None
    quiet_at: int | None = None
    unreminded_at: int | None = None
    breaks_from: int | None = None
    toured_at: int | None = None

    def is_declared(self, now: int) -> bool:
        """Say whether they said that they are on shift, and it is not over."""
        return self.on_at is not None and not self.is_off(now)

    def is_off(self, now: int) -> bool:
        """Say whether they are not on shift, even while they are here."""
        is_over = self.until_at is not None and now >= self.until_at
        return self.quiet_at is not None or self.off_at is not None or is_over

    def wants_breaks(self, now: int) -> bool:
        """Say whether they want to be reminded of breaks now."""
        return self.unreminded_at is None and (self.breaks_from is None or now >= self.breaks_from)


NEVER_SAID: Final = Standing()
"""Of who never said a word of shifts."""
_COLUMNS: Final = (
    Shift.on_at,
    Shift.until_at,
    Shift.off_at,
    Shift.quiet_at,
    Shift.unreminded_at,
    Shift.breaks_from,
    Shift.toured_at,
)


def every() -> dict[int, Standing]:
    """Return what everybody said, by their ids."""
    return {member: Standing(*said) for member, *said in _every()}


@prepared
def _every() -> ModelSelect[Shift]:
    return Shift.select(Shift.member, *_COLUMNS)


def at_start(store: Store | None) -> dict[int, Standing]:
    """Return what everybody said, to hold in memory: whether somebody watches is said without waiting for a disk."""
    try:
        return store.run(every) if store is not None else {}
    except (BBSError, DatabaseError):
        return {}


def _change(staff: Person | None, **moments: int | None) -> Standing:
    """Keep what one of the staff said, and return all of it. Raises NotFound for anybody else."""
    if staff is None or not staff.is_staff:
        raise NotFound
    Shift.insert(member=staff.id, **moments).on_conflict(
        conflict_target=[Shift.member], update={getattr(Shift, name): at for name, at in moments.items()}
    ).execute()
    rows: Iterable[Any] = Shift.select(*_COLUMNS).where(Shift.member == staff.id).tuples()
    return next(Standing(*row) for row in rows)


def go_on(staff: Person | None, *, until: int | None = None, now: int) -> Standing:
    """Be on shift from now on. Raises NotFound, NotUnderstood for an end that is over or too far away.

    Whoever comes on shift can be interrupted: that is what it means.
    """
    if until is not None and not now < until <= now + LONGEST:
        raise NotUnderstood(N_("A shift ends later than now, and within 16 hours."))
    return _change(staff, on_at=now, until_at=until, off_at=None, quiet_at=None)


def end_at(staff: Person | None, was: Standing, until: int | None, *, now: int) -> Standing:
    """Say until when one is on shift, or leave that open; whoever is not on shift comes on. Raises as `go_on` does."""
    began = was.on_at if was.on_at is not None and was.is_declared(now) else now
    said = go_on(staff, until=until, now=now)
    return _change(staff, on_at=began) if began != said.on_at else said


def go_off(staff: Person | None, *, now: int) -> Standing:
    """Be on shift no more. Raises NotFound."""
    return _change(staff, off_at=now, until_at=None)


def be_quiet(staff: Person | None, *, now: int | None) -> Standing:
    """Ask not to be interrupted, or with no moment to be told again. Raises NotFound."""
    return _change(staff, quiet_at=now)


def remind(staff: Person | None, *, wanted: bool, now: int) -> Standing:
    """Be reminded of breaks, or not any more. Raises NotFound."""
    return _change(staff, unreminded_at=None if wanted else now, breaks_from=None)


def put_off(staff: Person | None, *, now: int) -> Standing:
    """Be reminded of breaks later. Raises NotFound."""
    return _change(staff, breaks_from=now + LATER)


def shown_round(staff: Person | None, *, now: int) -> Standing:
    """Take note that somebody was shown round. Raises NotFound."""
    return _change(staff, toured_at=now)


def named(staff: Person | None, members: Iterable[int]) -> list[tuple[str, int]]:
    """Return the handles of those on shift, by name, each with the id. Raises NotFound for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    rows = Member.select(Member.handle, Member.id).where(Member.id.in_(list(members))).order_by(Member.handle)
    return [(row.handle, row.id) for row in rows]
