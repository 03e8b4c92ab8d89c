"""Housekeeping: letting go of what was promised to go."""

from __future__ import annotations

from bbs.community import appeals, bans, desk, hand_overs, hiding, leaving, machine_visits, post_acts, vouching
from bbs.community.joining import KEPT_SECONDS
from store import swept_posts
from store.tables import Joining
from store.vault import Vault


def purge(vault: Vault, now: int) -> None:
    """Drop old notes, codes whose day is over, who left for good, joinings nobody can go on with. Once a day.

    What somebody deletes themselves does not wait for this, but for what they may take back for some days. None of the
    others needs a tombstone: put back from a copy, its time is over still.
    """
    desk.destroy_old(now)
    hand_overs.destroy_old(now)
    machine_visits.forget_old(now)
    vouching.forget_expired(now)
    hiding.destroy_hidden(now)
    bans.close_lapsed(now)
    leaving.destroy_left(vault, now=now)
    post_acts.let_go(now - appeals.KEPT_DAYS * appeals.DAY)
    swept_posts.let_go(vault, now - appeals.KEPT_DAYS * appeals.DAY)
    Joining.delete().where(Joining.kept_at <= now - KEPT_SECONDS).execute()
