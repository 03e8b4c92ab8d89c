"""A copy a day, kept for seven days and four weeks, that never stands in anybody's way."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from bbs.community import posts
from bbs.errors import NotSaved
from bbs.house import House
from bbs.serve_command import tidy
from store import backups, copying
from store.database import Store
from store.home import Home
from tests import houses, stores
from tests.finding import finds
from tests.houses import HeldClock

DAY = 24 * 3600


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """A store with a thread in it."""
    store = stores.begun(home.path)
    stores.start(store, stores.member(store, "sam"), "Zebra.")
    yield store
    store.close()


def names(home: Home) -> list[str]:
    return sorted(path.name for path in home.backups.iterdir())


def test_the_copy_of_a_day_is_whole_private_and_made_once(home: Home, store: Store) -> None:
    assert backups.make(home, stores.NOW)
    assert names(home) == ["daily-2026-05-28.db"]
    copy = home.backups / "daily-2026-05-28.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copied.execute("SELECT text FROM post").fetchall() == [("Zebra.",)]
    before = copy.stat()
    assert not backups.make(home, stores.NOW + 60)
    assert copy.stat() == before


def test_over_a_long_time_there_are_seven_days_and_four_weeks(home: Home) -> None:
    made: set[date] = set()
    today = date(2026, 1, 1)
    for _ in range(200):
        made = backups.kept({*made, today}, today)
        ages = sorted((today - day).days for day in made)
        assert ages[:7] == list(range(min(len(ages), 7)))
        assert len(made) <= 7 + 4
        assert ages[-1] <= backups.LONGEST_DAYS
        assert all(older - newer <= 7 for newer, older in pairwise(ages))
        today += timedelta(days=1)
    assert len(made) == 7 + 4
    assert ages[-1] >= 4 * 7


def test_old_copies_go_when_a_new_one_is_there_and_what_is_not_ours_stays(home: Home, store: Store) -> None:
    home.backups.mkdir()
    first = datetime.fromtimestamp(stores.NOW, UTC).date()
    for age in range(1, 60):
        (home.backups / f"daily-{first - timedelta(days=age)}.db").touch()
    others = ["before-migration-0123abcd.db", "my own copy.db"]
    for name in others:
        (home.backups / name).touch()
        os.utime(home.backups / name, (stores.NOW - 10 * DAY,) * 2)
    assert backups.make(home, stores.NOW)
    assert len(names(home)) == 7 + 4 + len(others)
    later = stores.NOW + (backups.LONGEST_DAYS + 1) * DAY
    assert backups.make(home, later)
    assert [name for name in names(home) if not name.startswith("daily")] == ["my own copy.db"]


def test_a_copy_that_failed_makes_no_old_one_go(home: Home, store: Store) -> None:
    home.backups.mkdir()
    old = [f"daily-2026-04-{day:02d}.db" for day in range(1, 31)]
    for name in old:
        (home.backups / name).touch()
    store.close()
    with open(home.database, "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 3)
    with pytest.raises(NotSaved):
        backups.make(home, stores.NOW)
    assert names(home) == old


def test_without_room_no_copy_is_begun(home: Home, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    room = SimpleNamespace(free=home.database.stat().st_size + backups.ROOM - 1)
    monkeypatch.setattr("shutil.disk_usage", lambda path: room)
    with pytest.raises(NotSaved):
        backups.make(home, stores.NOW)
    assert names(home) == []


def test_what_a_killed_copy_left_is_swept_up(home: Home, store: Store) -> None:
    home.backups.mkdir()
    (home.backups / ".daily-2026-05-27.db.0123abcd").write_text("half")
    (home.backups / ".daily-2026-05-27.db.0123abcd-journal").write_text("half")
    assert backups.make(home, stores.NOW)
    assert names(home) == ["daily-2026-05-28.db"]


def test_two_are_never_made_at_once(home: Home, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    second = []
    whole = copying.backup

    def slow(source: Path, target: Path, encrypt_to: str) -> None:
        second.append(backups.make(home, stores.NOW + DAY))
        whole(source, target, encrypt_to)

    monkeypatch.setattr(backups, "backup", slow)
    assert backups.make(home, stores.NOW)
    assert second == [False]
    assert names(home) == ["daily-2026-05-28.db"]


def test_while_a_copy_is_made_people_read_and_post(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy waits in its thread until somebody has posted: were it in their way, neither would ever end."""
    posted = threading.Event()
    whole = copying.backup

    def patient(source: Path, target: Path, encrypt_to: str) -> None:
        assert posted.wait(20)
        whole(source, target, encrypt_to)

    monkeypatch.setattr(backups, "backup", patient)
    sam = houses.member(house, "sam")

    async def scene() -> None:
        assert house.store is not None
        copying = asyncio.ensure_future(backups.daily(house.home, house.clock.now()))
        await house.store.write(posts.start, sam, "sleep", "Awake", "Anybody?", now=house.clock.now())
        assert await house.store.read(finds, sam, "anybody")
        posted.set()
        await copying

    asyncio.run(scene())
    assert names(house.home) == ["daily-2026-05-28.db"]


def test_it_is_made_when_the_server_starts_and_every_day_and_a_failure_waits_for_the_next(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    tries: list[int] = []
    tried = asyncio.Event()

    async def daily(home: Home, now: int, encrypt_to: str) -> None:
        if len(tries) == 1:
            monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=0))
        await real(home, now, encrypt_to)
        monkeypatch.undo()
        monkeypatch.setattr(backups, "daily", daily)
        tries.append(now)
        tried.set()

    real = backups.daily
    monkeypatch.setattr(backups, "daily", daily)

    async def days() -> None:
        assert isinstance(house.clock, HeldClock)
        tidying = asyncio.ensure_future(tidy(house))
        for _ in range(3):
            await tried.wait()
            tried.clear()
            await asyncio.sleep(0)  # until tidy waits for the next day
            house.clock.move(DAY)
        tidying.cancel()

    asyncio.run(days())
    assert [(at - tries[0]) // DAY for at in tries] == [0, 1, 2]
    assert names(house.home) == ["daily-2026-05-28.db", "daily-2026-05-30.db"]
    said = [record.getMessage() for record in caplog.records if record.name == "store.backups"]
    assert said == [
        "the daily backup was made",
        "the daily backup was not made: NotSaved",
        "the daily backup was made",
    ]
