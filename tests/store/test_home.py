"""A home is begun where there was none, and nothing in it is ever half written."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bbs.errors import Refusal
from store.home import Home, write_private


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_new_home_is_private_and_has_its_folders(home: Home) -> None:
    was = os.umask(0)
    try:
        home.begin(now=1)
    finally:
        os.umask(was)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home.path, *home.path.iterdir())}
    assert modes == {"home": 0o700, "hostkeys": 0o700, "backups": 0o700, "warmline.home": 0o600}
    assert home.is_started
    assert not home.is_demo


TRACES: dict[str, Callable[[Home], Path]] = {
    "its marker": lambda home: home.marker,
    "a host key": lambda home: home.host_keys / "ssh_host_ed25519_key",
    "its database": lambda home: home.database,
    "its server key": lambda home: home.server_key,
}


@pytest.mark.parametrize("trace", TRACES)
def test_a_home_with_any_trace_of_a_community_is_not_begun_again(home: Home, trace: str) -> None:
    kept = TRACES[trace](home)
    kept.parent.mkdir(parents=True)
    kept.write_text("kept")
    assert home.is_started
    with pytest.raises(Refusal) as refused:
        home.begin(now=1)
    assert refused.value.words() == f"A community was already started in {home.path}. Nothing was changed."
    assert [path for path in home.path.rglob("*") if path.is_file()] == [kept]
    assert kept.read_text() == "kept"


def test_what_a_checkout_holds_is_no_trace_of_a_community(home: Home) -> None:
    home.host_keys.mkdir(parents=True)
    (home.host_keys / "README.md").touch()
    home.config.touch()
    assert not home.is_started
    home.begin(now=1)


def test_a_begun_home_is_not_begun_again(home: Home) -> None:
    home.begin(now=1)
    with pytest.raises(Refusal):
        home.begin(now=2)


def test_a_marker_says_whether_members_are_fictional(home: Home) -> None:
    home.begin(now=1, demo=True)
    assert home.is_demo


@pytest.mark.parametrize("held", ["", "{", "[]", "7", "null", '{"demo": false}', "\udcff"])
def test_a_marker_that_cannot_be_read_makes_nobody_fictional(home: Home, held: str) -> None:
    home.path.mkdir()
    home.marker.write_bytes(held.encode("utf-8", "surrogateescape"))
    assert home.is_started
    assert not home.is_demo


def test_no_marker_makes_nobody_fictional(home: Home) -> None:
    assert not home.is_demo
    assert not home.is_started


@pytest.mark.parametrize("at", ["", "deep/in/it"])
def test_a_home_in_a_work_tree_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    (tmp_path / ".git").mkdir()
    home = Home(tmp_path / at)
    home.path.mkdir(parents=True, exist_ok=True)
    assert home.in_work_tree
    monkeypatch.chdir(home.path)
    assert Home(Path()).in_work_tree


def test_a_linked_work_tree_is_one_too(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere")
    assert Home(tmp_path / "home").in_work_tree


def test_a_home_of_its_own_is_in_no_work_tree(tmp_path: Path) -> None:
    assert not Home(tmp_path / "home").in_work_tree


# Files that are whole or not there


def test_a_private_file_holds_what_was_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_private(tmp_path / "key", b"secret")
    assert (tmp_path / "key").read_bytes() == b"secret"
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "key"]


def test_a_write_that_fails_keeps_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_private(tmp_path / "key", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_private(tmp_path / "key", b"new")
    assert (tmp_path / "key").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "key"]


def test_a_file_is_synced_before_it_takes_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    sync = os.fsync

    def watch(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append(f"{kind}, {'named' if (tmp_path / 'key').exists() else 'unnamed'}")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    write_private(tmp_path / "key", b"secret")
    assert seen == ["file, unnamed", "folder, named"]
