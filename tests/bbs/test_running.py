"""How the server is doing, in numbers: looked at once a minute, and without opening a file of the database."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bbs import running, server_key
from bbs.house import House
from bbs.running import LOOK_EVERY, Crowd, Gauge
from tests.harbour import Harbour

NOW = 1_780_000_000


def test_sizes_copies_and_keys_are_known(house: House) -> None:
    before = running.look(house.home, NOW)
    assert before.memory is not None
    assert 0 < before.memory <= before.most_memory + 64
    assert 0 <= before.free <= before.disk
    assert (before.newest_copy, before.copies, before.key_is_kept) == (None, 0, False)
    with house.home.database.open("ab") as file:
        file.truncate(5 * 1024 * 1024 + 7)
    (house.home.backups / "daily-2026-05-27.db").write_bytes(b"")
    (house.home.backups / "daily-2026-05-28.db.age").write_bytes(b"")
    (house.home.backups / "deletions").write_bytes(b"")
    house.home.mark(**{server_key.KEPT: True})
    state = running.look(house.home, NOW)
    assert (state.database, state.newest_copy, state.copies) == (5, date(2026, 5, 28), 2)
    assert (state.is_encrypted, state.has_deletions, state.key_is_kept) == (True, True, True)


def test_a_home_without_copies_or_database_is_looked_at_all_the_same(house: House) -> None:
    house.home.database.unlink()
    for path in house.home.backups.iterdir():
        path.unlink()
    house.home.backups.rmdir()
    state = running.look(house.home, NOW)
    assert (state.database, state.write_log, state.copies, state.has_deletions) == (0, 0, 0, False)


def test_no_file_of_the_database_is_opened(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing it would let go of the locks that SQLite holds on it (sqlite.org/howtocorrupt.html, 2.2)."""
    opened: list[str] = []
    real = Path.open

    def watched(path: Path, *args: Any, **kwargs: Any) -> Any:
        opened.append(path.name)
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", watched)
    monkeypatch.setattr(builtins, "open", lambda path, *args, **kwargs: pytest.fail(f"opened {path}"))
    running.look(house.home, NOW)
    assert opened, "the look itself still reads something"
    assert not [name for name in opened if name.startswith(house.home.database.name)]


def test_asking_again_within_a_minute_looks_once(house: House) -> None:
    gauge = Gauge()
    first = gauge.state(house.home, NOW)
    assert gauge.state(house.home, NOW + LOOK_EVERY - 1) is first
    assert gauge.state(house.home, NOW + LOOK_EVERY).at == NOW + LOOK_EVERY
    assert gauge.state(house.home, NOW).at == NOW, "a clock that was set back"


def test_who_is_connected_is_counted(tmp_path: Path) -> None:
    with Harbour(tmp_path, settings="[server]\nsessions = 1\n") as harbour:
        count = harbour.house.crowd
        assert count is not None
        assert count() == Crowd()
        guest = harbour.calls("guest")
        guest.sees("Welcome.")
        assert count() == Crowd(guests=1)
        other = harbour.calls("guest")
        other.sees("full just now")
        assert count() == Crowd(guests=1, helped=1, turned_away=1)
