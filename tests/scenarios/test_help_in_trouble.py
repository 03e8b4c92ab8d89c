"""Every page of crisis help opens while the store is in trouble under a visit: it waits for no disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bbs.community import plans
from bbs.community.shelf import Owner
from bbs.session import Mode
from tests.harbour import Harbour
from tests.scenarios.callers import Calls, Visitor
from tests.scenarios.conftest import CALLERS
from tests.scenarios.test_full_disk import fills_up

PAGES = {
    "help": "call 999 or 112",
    "help/GB": "call 999 or 112",
    "help/lines": "Samaritans",
    "help/lines/GB": "Samaritans",
    "help/text": "You need not speak",
    "help/for": "young people",
    "help/for/carers": "carers",
    "help/youth": "young people",
    "help/in/es": "in Spanish",
    "help/numbers": "Nobody here dialled",
    "help/line/GB:samaritans": "116 123",
    "help/line/GB:samaritans/code/phone": "116 123",
    "help/card": "Already taken something",
    "help/card/IE": "call 112 or 999",
    "help/what-to-say": "Someone says they want to die",
    "help/this-computer": "What stays on this computer",
    "tools/breath": "slow breath",
}
"""Addresses, and words that stand there."""


def disk_fills(harbour: Harbour) -> None:
    harbour.write(fills_up)


def database_is_damaged(harbour: Harbour) -> None:
    for path in harbour.house.home.database.parent.glob("warmline.db*"):
        if path.suffix != ".db-shm":
            path.write_bytes(b"\x00not a database at all\n" * (path.stat().st_size // 24 + 1))


def store_closes(harbour: Harbour) -> None:
    """The last of a shutdown: the store is shut while visits still are told goodbye."""
    assert harbour.house.store is not None
    harbour.house.store.close()


def walks_them_all(visit: Visitor) -> None:
    visit.opens("help", "call your emergency number")
    visit.does("country", "Your country")
    visit.answers("GB", "Samaritans")
    for address, words in PAGES.items():
        visit.opens(address, words)


@pytest.mark.parametrize("happens", [disk_fills, database_is_damaged, store_closes])
def test_every_page_of_help_opens(caller: Calls, harbour: Harbour, happens: Callable[[Harbour], None]) -> None:
    sam = harbour.member("sam")
    assert harbour.house.vault is not None
    own = Owner(harbour.house.vault, sam.id)
    harbour.write(plans.write, own, "alone", "The long way round the park.", now=harbour.clock.now())
    harbour.write(plans.choose_card, own, ["alone"], now=harbour.clock.now())
    visit = caller.signs_in("sam")
    happens(harbour)
    walks_them_all(visit)
    visit.leaves()


@pytest.mark.parametrize("mode", [Mode.LINE])
def test_they_open_for_who_comes_while_there_is_no_database(tmp_path: Path, mode: Mode) -> None:
    with Harbour(tmp_path, store=False, mode=mode) as harbour:
        stranger = Calls(harbour, CALLERS[mode]).calls("guest")
        stranger.hears("What would you like?")
        walks_them_all(stranger)
        stranger.leaves()
