"""Another server key: everything opens under it and nothing under the old one, whatever stops it on the way."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from bbs import server_key
from bbs.clock import SystemClock
from bbs.community import drafts, keyrings, shelf
from bbs.community.keyrings import Way, Wrap
from bbs.community.shelf import Kind, Owner
from bbs.house import House
from store import backups
from store.copying import backup
from store.home import Home
from store.sealed import SEALED
from store.sealing import Key, is_sealed_to_member
from store.tables import Draft, KeyMark, Private, Table
from store.vault import SealBrokenError, Vault
from tests import houses
from tests.bbs.rotating import PLACE, Kept, begin
from tests.commands import snapshot, warmline
from tests.everything import plant


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The community, to copy."""
    return begin(tmp_path_factory.mktemp("begun"))


@pytest.fixture
def kept(begun: Kept, tmp_path: Path) -> Kept:
    """A copy of it."""
    shutil.copytree(begun.home.path, tmp_path / "home")
    return replace(begun, home=Home(tmp_path / "home"))


def sealed_in(house: House) -> dict[tuple[type[Table], str, int], bytes]:
    """Return everything that is sealed in a house, by where it is."""
    return houses.write(
        house,
        lambda: {
            (each.table, each.column, row.id): bytes(sealed)
            for each in SEALED
            for row in each.table.select()
            if (sealed := getattr(row, each.column)) is not None
        },
    )


def open_under(house: House, key: bytes) -> int:
    """Return how many of the sealed texts in a house a server key opens."""

    def opened() -> int:
        vault, found = Vault(key), 0
        for each in SEALED:
            for row in each.table.select():
                try:
                    found += vault.open(each.place(row), bytes(getattr(row, each.column) or b"")) is not None
                except SealBrokenError:
                    continue
        return found

    return houses.write(house, opened)


# What a change of the key does


def test_all_that_was_sealed_opens_under_the_new_key_and_none_of_it_under_the_old(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "home")
    plant(house)
    old, before = house.home.server_key.read_bytes(), sealed_in(house)
    tables = {table for table, _, _ in before}
    assert open_under(house, old) == len(before) > len(tables) > 8
    houses.close(house)
    log_before = warmline("log", "verify", "--home", house.home.path).stdout.splitlines()
    assert " entries" in log_before[0]
    done = warmline("server-key", "--rotate", "--home", house.home.path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Texts sealed anew: {len(before)}." in done.stdout
    assert "could not open" not in done.stdout
    house = houses.build(tmp_path / "home")
    try:
        assert open_under(house, old) == 0
        assert open_under(house, house.home.server_key.read_bytes()) == len(before) + 1  # and what marks are made with
        assert {where for where in sealed_in(house) if where[0] is not KeyMark} == set(before)
    finally:
        houses.close(house)
    assert warmline("log", "verify", "--home", house.home.path).stdout.splitlines() == log_before
    here = {path.name: path.read_bytes() for path in house.home.path.glob("*") if path.is_file()}
    assert not [name for name, held in here.items() for sealed in before.values() if sealed[13:60] in held]


def test_keys_codes_and_drafts_work_after_one_change_and_after_another(kept: Kept) -> None:
    words = [" ".join(server_key.in_words(kept.home))]
    for _ in range(2):
        assert kept.rotate().returncode == 0
        kept.works()
        words.append(" ".join(server_key.in_words(kept.home)))
    assert len(set(words)) == 3
    assert stat.S_IMODE(kept.home.server_key.stat().st_mode) == 0o600


def test_what_is_sealed_to_a_members_own_key_stays_as_it_is(kept: Kept) -> None:
    house, own = houses.build(kept.home.path), Key.make()
    assert house.vault is not None
    owner = Owner(house.vault, kept.sam.id, own)
    wrap = Wrap.begin(kept.sam.id, Way.PASSPHRASE, "cheap").filled(own, bytes(32))
    houses.write(house, keyrings.begin, kept.sam.id, own.lock, ["journal"], [wrap], now=1)
    houses.write(house, shelf.keep, owner, Kind.JOURNAL, {"text": "Mine."}, at=1)
    houses.write(house, shelf.keep, owner, Kind.MOOD, {"mood": "low"}, at=1)
    before = houses.write(house, lambda: {row.kind: bytes(row.sealed) for row in Private.select()})
    houses.close(house)
    assert is_sealed_to_member(before["journal"])
    assert kept.rotate().returncode == 0
    house = houses.build(kept.home.path)
    try:
        after = houses.write(house, lambda: {row.kind: bytes(row.sealed) for row in Private.select()})
        assert after["journal"] == before["journal"]
        assert after["mood"] != before["mood"]
        assert len(after["mood"]) == len(before["mood"])
        assert house.vault is not None
        owner = Owner(house.vault, kept.sam.id, own)
        for kind, words in ((Kind.JOURNAL, {"text": "Mine."}), (Kind.MOOD, {"mood": "low"})):
            assert [one.words for one in houses.write(house, shelf.records, owner, kind)] == [words]
    finally:
        houses.close(house)


def test_what_no_key_opened_before_is_left_as_it_is_and_counted(kept: Kept) -> None:
    house = houses.build(kept.home.path)
    lou, other = houses.member(house, "lou"), Vault(bytes(32))
    houses.write(house, drafts.keep, other, lou.id, PLACE, "Under a key that is lost.", now=1)
    lost = houses.write(house, lambda: bytes(Draft.get(Draft.member == lou.id).sealed))
    houses.close(house)
    assert "left as they are: 1." in kept.rotate().stdout
    kept.works()
    house = houses.build(kept.home.path)
    assert houses.write(house, lambda: bytes(Draft.get(Draft.member == lou.id).sealed)) == lost
    houses.close(house)


# What is refused


def test_while_a_server_runs_the_key_stays(kept: Kept) -> None:
    before = snapshot(kept.home.path)
    with kept.home.held():
        done = kept.rotate()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"A Warmline runs in {kept.home.path} already. Stop that one first. Nothing was changed.\n"
    assert snapshot(kept.home.path) == before


def test_where_the_key_is_not_that_of_the_database_nothing_is_changed(kept: Kept) -> None:
    kept.home.server_key.write_bytes(b"x" * 32)
    assert "Put the right one back first" in kept.rotate().stderr
    assert kept.home.server_key.read_bytes() == b"x" * 32
    kept.home.server_key.write_bytes(kept.key)
    kept.works()


def test_the_old_words_are_refused_afterwards(kept: Kept) -> None:
    old = " ".join(server_key.in_words(kept.home))
    kept.rotate()
    before = snapshot(kept.home.path)
    done = warmline("server-key", "--words", "--home", kept.home.path, typed=f"{old}\n")
    assert (done.returncode, done.stderr) == (1, "Those are the words of another key. Nothing was changed.\n")
    assert snapshot(kept.home.path) == before


def test_nothing_can_be_rotated_where_there_is_no_community(tmp_path: Path) -> None:
    assert "There is no community in" in warmline("server-key", "--rotate", "--home", tmp_path).stderr
    assert os.listdir(tmp_path) == []


# Copies from before


def test_an_old_key_on_paper_is_kept_nowhere_and_its_words_put_a_copy_back(kept: Kept) -> None:
    old = " ".join(server_key.in_words(kept.home))
    kept.home.mark(**{server_key.KEPT: True})
    done = kept.rotate()
    assert "The old key is kept nowhere here. Keep its words until " in done.stdout
    assert not server_key.is_kept(kept.home)
    assert kept.key not in snapshot(kept.home.path).values()
    (copy,) = kept.home.backups.glob("before-rotation-*.db")
    new, new_key = " ".join(server_key.in_words(kept.home)), kept.home.server_key.read_bytes()
    done = warmline("restore", "--home", kept.home.path, copy, typed=f"{new}\n{old}\nyes\n")
    assert done.returncode == 0
    assert "Those are the words of another key." in done.stdout
    assert "The server key is again the one from before it was changed." in done.stdout
    assert kept.home.server_key.read_bytes() == kept.key
    assert server_key.is_kept(kept.home)
    assert new_key in snapshot(kept.home.path).values()
    kept.works()


def test_an_old_key_on_no_paper_is_kept_as_long_as_a_copy_and_found_by_a_restore(kept: Kept) -> None:
    done = kept.rotate()
    (aside,) = kept.home.path.glob("server.key.before-rotation-*")
    assert f"it is kept in {aside} until " in done.stdout
    assert aside.read_bytes() == kept.key
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    (copy,) = kept.home.backups.glob("before-rotation-*.db")
    done = warmline("restore", "--home", kept.home.path, copy, typed="yes\n")
    assert done.returncode == 0
    assert f"The server key of this copy is kept in {aside}." in done.stdout
    assert not server_key.is_kept(kept.home)
    kept.works()


def test_an_old_key_goes_when_no_copy_from_before_is_left(kept: Kept) -> None:
    now = SystemClock().now()
    backups.make(kept.home, now)
    kept.rotate()
    (aside,) = kept.home.path.glob("server.key.before-rotation-*")
    (copy,) = kept.home.backups.glob("before-rotation-*.db")
    backups.make(kept.home, now + 44 * backups.DAY)
    assert aside.exists()  # the server stood still: the day's copy from before is still one of the seven newest
    assert not copy.exists()
    for day in range(45, 52):
        backups.make(kept.home, now + day * backups.DAY)
    assert not aside.exists()
    kept.works()


def test_a_copy_from_after_opens_with_the_new_words_on_another_machine(kept: Kept, tmp_path: Path) -> None:
    kept.rotate()
    words = " ".join(server_key.in_words(kept.home))
    backup(kept.home.database, tmp_path / "copy.db")
    elsewhere = Home(tmp_path / "elsewhere")
    done = warmline("restore", "--home", elsewhere.path, tmp_path / "copy.db", typed=f"{words}\nyes\n")
    assert done.returncode == 0
    assert "again the one from before" not in done.stdout
    kept.works(elsewhere)


def test_a_copy_from_before_put_back_without_the_old_key_has_its_marks_made_as_here(kept: Kept) -> None:
    kept.home.mark(**{server_key.KEPT: True})
    house = houses.build(kept.home.path)
    assert house.vault is not None
    mark = house.vault.mark("left-handle", "sam")
    houses.close(house)
    kept.rotate()
    (copy,) = kept.home.backups.glob("before-rotation-*.db")
    done = warmline("restore", "--home", kept.home.path, copy, typed="\nyes\n")
    assert (done.returncode, "Going on without it." in done.stdout) == (0, True)
    house = houses.build(kept.home.path)
    assert house.vault is not None
    assert house.vault.mark("left-handle", "sam") == mark
    houses.close(house)
