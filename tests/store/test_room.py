"""Too little room: only reading until there is some again, said in the log when it begins and when it ends."""

from __future__ import annotations

import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from bbs.errors import NotSaved
from store.ballast import MIB
from store.database import Store
from store.room import Room
from store.tables import database
from tests import stores


class Disk:
    """A disk with so many MiB free."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.free = 1000
        monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=self.free * MIB))


def is_low(store: Store) -> bool:
    return store.room.is_low


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_it_begins_below_the_bound_and_ends_with_some_room_to_spare(
    disk: Disk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    room, seen = Room(tmp_path, 32), []
    for disk.free in (33, 32, 31, 0, 33, 39, 40, 39, 32, 31, 1000):
        room.look()
        seen.append(room.is_low)
    assert seen == [False, False, True, True, True, True, False, False, False, True, False]
    assert [record.getMessage() for record in caplog.records] == [
        "the disk has 31 MiB left: only reading until there is room",
        "the disk has room again: writing goes on",
    ] * 2


def test_without_a_bound_it_never_begins_by_itself(disk: Disk, tmp_path: Path) -> None:
    disk.free = 0
    room = Room(tmp_path, 0)
    room.look()
    assert not room.is_low


def test_a_disk_that_cannot_be_asked_changes_nothing(tmp_path: Path) -> None:
    room = Room(tmp_path / "nothing", 32)
    room.look()
    assert not room.is_low


def test_a_write_that_the_disk_did_not_take_begins_it_and_the_next_one_that_it_takes_ends_it(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    sam = stores.member(store, "sam")
    pages = store.run(lambda: database.execute_sql("PRAGMA page_count").fetchone()[0])
    store.run(lambda: database.execute_sql(f"PRAGMA max_page_count = {pages}"))
    assert not is_low(store)
    with pytest.raises(NotSaved):
        stores.start(store, sam, "It is four in the morning. " * 700)
    assert is_low(store)
    assert not store.room.is_short, "writing is still tried: that is how it ends"
    store.run(lambda: database.execute_sql("PRAGMA max_page_count = 1000000"))
    assert not is_low(store)
    store.close()


def test_room_that_was_made_ends_what_began_for_want_of_it_though_nobody_writes(disk: Disk, tmp_path: Path) -> None:
    room, seen = Room(tmp_path, 32), []
    for disk.free, happens in ((0, room.failed), (1000, room.look), (1000, room.failed), (1000, room.look)):
        happens()
        seen.append(room.is_low)
    assert seen == [True, False, True, True], "at last the disk takes nothing for another reason"


def test_the_store_sees_with_every_write_how_much_is_left(disk: Disk, tmp_path: Path) -> None:
    stores.begun(tmp_path / "home").close()
    store = stores.opened(tmp_path / "home", read_only_below_mib=32)
    assert not is_low(store)
    disk.free = 31
    stores.member(store, "sam")
    assert is_low(store)
    disk.free = 1000
    stores.during(store.look_for_room)
    assert not is_low(store)
    store.close()
