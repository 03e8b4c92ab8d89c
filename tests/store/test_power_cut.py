"""The power fails at any moment: whatever was not synced is lost, and every acknowledged post is there all the same."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screens.linemode.opening import open_line
from screens.pages import ROUTES
from store.database import Store, check
from store.tables import Post, database
from tests import houses, stores
from tests.dumping import KEPT, restored
from tests.houses import ScriptedWire
from tests.store.test_upgrading import contents, kept_in
from tests.unsynced import Recording, recording


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[Store, Recording]]:
    """A store on a disk that is recorded."""
    folder = tmp_path / "home"
    stores.begun(folder).close()
    with recording(folder) as made:
        if made is None:
            pytest.skip("this Python has a SQLite of its own inside, which no VFS can be given to")
        store = stores.opened(folder)
        yield store, made
        store.close()


def write(store: Store, made: Recording, posts: int) -> None:
    """Post, and take note of each that was acknowledged; the log is folded in again and again meanwhile."""
    store.run(lambda: database.execute_sql("PRAGMA wal_autocheckpoint = 20"))
    sam = stores.member(store, "sam")
    thread = stores.start(store, sam, "0 begins").thread
    for number in range(1, posts):
        made.told(
            stores.reply(store, sam, thread, f"{number} It is four in the morning. " * (1 + number * 7 % 90)).text
        )
        if number == posts // 2:
            stores.during(store.tidy)


def left(folder: Path, state: dict[str, bytes]) -> set[str]:
    """Put a state of the disk into a folder, look whether a store can be opened there, and return its posts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in state.items():
        (folder / name).write_bytes(data)
    check(folder / "warmline.db")
    with closing(sqlite3.connect(folder / "warmline.db")) as connection:
        return {text for (text,) in connection.execute("SELECT text FROM post")}


@pytest.mark.parametrize("posts", [12, pytest.param(120, marks=[pytest.mark.faults, pytest.mark.timeout(300)])])
def test_at_every_sync_the_power_fails_and_no_acknowledged_post_is_lost(
    recorded: tuple[Store, Recording], tmp_path: Path, posts: int
) -> None:
    store, made = recorded
    write(store, made, posts)
    tried = 0
    for state, told in made.crashes(seed=posts):
        assert left(tmp_path / "after", state) >= set(told)
        tried += 1
    assert tried == made.syncs * 4 > posts * 4
    assert any(event.what == "sync" and event.name == "warmline.db" for event in made.events), "no log was folded in"


def test_what_a_power_cut_left_is_opened_and_written_to(recorded: tuple[Store, Recording], tmp_path: Path) -> None:
    store, made = recorded
    write(store, made, 4)
    states = list(made.crashes())
    store.close()
    for state, told in states[-3:]:
        left(tmp_path / "after", state)
        again = stores.opened(tmp_path / "after")
        stores.start(again, stores.member(again, "lou"), "I am here again.")
        assert again.run(lambda: {row.text for row in Post.select()}) >= {*told, "I am here again."}
        again.close()


def test_a_store_that_does_not_wait_for_the_disk_would_be_found_out(
    recorded: tuple[Store, Recording], tmp_path: Path
) -> None:
    store, made = recorded
    store.run(lambda: None)
    store._writer.submit(lambda: database.execute_sql("PRAGMA synchronous = NORMAL")).result()
    write(store, made, 12)
    assert any(not left(tmp_path / "after", state) >= set(told) for state, told in made.crashes())


def test_who_hears_posted_was_waited_for_by_the_disk(tmp_path: Path) -> None:
    home = tmp_path / "home"
    houses.close(houses.build(home))
    with recording(home) as made:
        if made is None:
            pytest.skip("this Python has a SQLite of its own inside, which no VFS can be given to")
        house, told = houses.build(home), made.told

        class Heard(ScriptedWire):
            def write(self, data: bytes) -> None:
                told(data.decode())

        typed = ["go boards/sleep", "post", "Awake", "Is anybody else?", ".", "yes"]
        caller = houses.session(house, houses.member(house, "sam"))
        asyncio.run(open_line(caller, Heard(f"{line}\r" for line in typed), ROUTES))
        houses.close(house)
    said = next(n for n, event in enumerate(made.events) if event.what == "told" and "Posted." in event.name)
    logged = [event for event in made.events[:said] if event.name == "warmline.db-wal"]
    assert logged[-1].what == "sync"
    assert any(b"Is anybody else?" in event.data for event in logged)


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_a_database_that_is_being_brought_up_to_date_is_whole_and_can_be_brought_on(tmp_path: Path) -> None:
    home = restored(KEPT[-2], tmp_path / "home")
    before = contents(home.database)
    with recording(home.path) as made:
        if made is None:
            pytest.skip("this Python has a SQLite of its own inside, which no VFS can be given to")
        stores.opened(home.path).close()
    versions = set()
    for state, _ in made.crashes():
        left(tmp_path / "after", state)
        versions.add(contents(tmp_path / "after" / "warmline.db")["version"][0])
        stores.opened(tmp_path / "after").close()
        kept_in(contents(tmp_path / "after" / "warmline.db"), before)
    assert len(versions) > 3
