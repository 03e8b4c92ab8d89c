"""Somebody leaves for good, over OpenSSH: they sign in again in time and come back, or they are gone."""

from __future__ import annotations

from bbs.community import housekeeping, leaving
from tests.harbour import Harbour
from tests.houses import PASSPHRASE
from tests.scenarios.callers import Calls

DAY = 24 * 3600


def test_leaving_for_good(caller: Calls, harbour: Harbour) -> None:
    harbour.member("sam")
    harbour.member("ash")
    sam = caller.signs_in("sam")
    sam.starts_thread("sleep", "Four a.m. again", "I keep doing the maths.")

    sam.opens("my-data", "Posts")
    sam.opens("my-data/leave", "Everything of yours goes")
    sam.does("leave-now", "Passphrase")
    sam.answers(PASSPHRASE, "Leave for good?")
    assert "Until 4 June signing in can undo it" in sam.answers_last("yes")

    ash = caller.signs_in("ash")
    assert "Four a.m. again" not in ash.opens("boards/sleep", "Sleep and nights")

    sam = caller.calls("sam")
    sam.signs_in(PASSPHRASE, "You left this place.")
    sam.does("come-back", "Everything is there again.")
    assert "Four a.m. again" in ash.opens("boards/sleep", "Sleep and nights")

    sam.opens("my-data/leave", "Everything of yours goes")
    sam.does("leave-now", "Passphrase")
    sam.answers(PASSPHRASE, "Leave for good?")
    sam.answers_last("yes")
    harbour.write(housekeeping.purge, harbour.house.vault, harbour.clock.now() + leaving.UNDO)
    stranger = caller.calls("sam")
    stranger.is_asked_by_ssh()
    stranger.answers(PASSPHRASE, "Try again")
    ash.leaves()
