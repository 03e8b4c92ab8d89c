"""Housekeeping: letting go of what was promised to go."""

from __future__ import annotations

from bbs.community import desk, shelf, vouching
from bbs.community.joining import KEPT_SECONDS
from store.tables import Joining


def purge(now: int) -> None:
    """Drop old notes, codes whose day is over, and joinings nobody can go on with. At start-up and once a day.

    What somebody deletes themselves does not wait for this, but for what they may take back for some days. None of the
    others needs a tombstone: put back from a copy, its time is over still.
    """
    desk.destroy_old(now)
    vouching.forget_expired(now)
    shelf.destroy_hidden(now)
    Joining.delete().where(Joining.kept_at <= now - KEPT_SECONDS).execute()
