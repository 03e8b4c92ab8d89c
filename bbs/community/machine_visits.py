"""Visits at the machine itself (`warmline admin`), so far as the server has to know of them.

Each keeps of itself when something was typed in it last and when it still went on, at most once a minute. Where its
process is killed it keeps that no more: so it is over for the server too, as a line is that was cut.
"""

from __future__ import annotations

from bbs.community import roles
from bbs.visits import GONE_SECONDS, is_lately
from store.tables import MachineVisit


def keep(visit: str, member: int, *, heard: int, now: int) -> None:
    """Keep that a visit goes on, and when something was typed in it last."""
    row = {MachineVisit.heard_at: heard, MachineVisit.seen_at: now}
    MachineVisit.insert({MachineVisit.visit: visit, MachineVisit.member: member, **row}).on_conflict(
        conflict_target=[MachineVisit.visit], update=row
    ).execute()


def staff_lately(*, now: int) -> frozenset[int]:
    """Return who looks after this place and is at the machine, or was until a moment ago."""
    rows = list(MachineVisit.select())
    here = {row.member_id for row in rows if is_lately(now, heard=row.heard_at, seen=row.seen_at)}
    return frozenset(one.member for one in roles.places(here) if one.is_staff and one.shut_out_until <= now)


def is_any(*, now: int) -> bool:
    """Say whether there is a visit, or was until a moment ago: something may have been decided in it."""
    return MachineVisit.select().where(MachineVisit.seen_at > now - GONE_SECONDS).exists()


def forget_old(now: int) -> None:
    """Forget the visits that are over."""
    MachineVisit.delete().where(MachineVisit.seen_at <= now - GONE_SECONDS).execute()
