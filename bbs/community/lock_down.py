"""Locking the place down for a day: nobody joins, and who is new only reads. It ends by itself, or is lifted.

Crisis help, the desk and everything of one's own stay open. The house holds the end of it in memory, for the door.
"""

from __future__ import annotations

from typing import Any, Final

from peewee import DatabaseError, ModelSelect

from bbs.community import log
from bbs.community.members import Person
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from store.database import Store
from store.prepared import prepared
from store.tables import LockDown
from store.vault import Vault

SECONDS: Final = 24 * 3600
"""For how long it lasts, where nobody lifts it or begins it anew."""
BEGUN: Final = "locked-down"
LIFTED: Final = "lock-lifted"
"""What the log calls it."""
NOBODY_JOINS: Final = N_(
    "Nobody can join just now: too much came at once that does not belong here, and the people who look after this "
    "place closed the door for a day at most. You can look around as a guest. Crisis help is open."
)
READ_ONLY: Final = N_(
    "Who joined in the last days only reads just now: too much came at once that does not belong here. It ends within "
    "a day. Your words are kept as a draft. Crisis help is open: {do:help/Ctrl+G}."
)


@prepared
def _lasting() -> ModelSelect[LockDown]:
    return LockDown.select(LockDown.until).where(LockDown.lifted_at.is_null()).order_by(LockDown.id.desc()).limit(1)


def until() -> int:
    """Return when the last one ends that nobody lifted, 0 for none: it may be over."""
    rows: list[tuple[Any]] = list(_lasting())
    return int(rows[0][0]) if rows else 0


def at_start(store: Store | None) -> int:
    """Return the end to hold in memory; 0 where the store cannot be read: nobody joins or writes then anyway."""
    try:
        return store.run(until) if store is not None else 0
    except (BBSError, DatabaseError):
        return 0


def _only_for(staff: Person | None) -> Person:
    if staff is None or not staff.is_staff:
        raise NotFound
    return staff


def begin(vault: Vault, staff: Person | None, *, now: int) -> int:
    """Lock the place down for a day from now on; return the end. Raises NotFound for all but the staff."""
    who = _only_for(staff)
    LockDown.update(lifted_at=now, lifted_by=who.id).where(LockDown.lifted_at.is_null()).execute()
    LockDown.create(by=who.id, began_at=now, until=now + SECONDS)
    log.record(vault, BEGUN, by=who.id, about=None, now=now)
    return now + SECONDS


def lift(vault: Vault, staff: Person | None, *, now: int) -> int:
    """End it now; return the end. Raises NotFound for all but the staff, Refusal where it is over already."""
    who = _only_for(staff)
    if until() <= now:
        raise Refusal(N_("It is over already."))
    LockDown.update(lifted_at=now, lifted_by=who.id).where(LockDown.lifted_at.is_null()).execute()
    log.record(vault, LIFTED, by=who.id, about=None, now=now)
    return 0
