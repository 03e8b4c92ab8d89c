"""Copies that are encrypted to a key of age's: never plain where copies are kept, and put back with the secret one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bbs.clock import SystemClock
from bbs.errors import NotSaved, Refusal
from store import backups, copying, encrypting
from store.copying import backup
from store.database import Store, StoreUnusable
from store.home import Home
from store.vault import Vault
from tests import houses, stores
from tests.commands import snapshot, warmline
from tests.killing import ROOT

CANARY = "zqcanaryinthecoalmine"
PLAIN = b"SQLite format 3"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a post in it."""
    house = houses.build(tmp_path / "home")
    stores_of = house.store
    assert stores_of is not None
    stores.start(stores_of, houses.member(house, "sam"), f"I said {CANARY}.")
    houses.close(house)
    return house.home


@pytest.fixture(scope="module")
def key() -> tuple[str, str]:
    return encrypting.new_key()


@pytest.fixture
def identity(key: tuple[str, str], tmp_path: Path) -> Path:
    """A file as age-keygen writes it."""
    path = tmp_path / "identity.txt"
    path.write_text(f"# created: 2026-05-28T20:26:40Z\n# public key: {key[0]}\n{key[1]}\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def readable(folder: Path) -> list[str]:
    """Return the files from which anybody reads something."""
    return [path.name for path in folder.rglob("*") if path.is_file() and PLAIN in path.read_bytes()]


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as reading:
        return [text for (text,) in reading.execute("SELECT text FROM post WHERE author_id IS NOT NULL")]


def test_the_days_copy_is_encrypted_private_and_made_once(home: Home, key: tuple[str, str]) -> None:
    assert backups.make(home, stores.NOW, key[0])
    assert names(home.backups) == ["daily-2026-05-28.db.age"]
    copy = home.backups / "daily-2026-05-28.db.age"
    assert encrypting.is_encrypted(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert readable(home.path) == ["warmline.db"]
    before = copy.stat()
    assert not backups.make(home, stores.NOW + 60, key[0])
    assert copy.stat() == before
    assert backups.days(home) == {copying_day(copy): copy}


def copying_day(copy: Path) -> object:
    return next(iter(backups.days(Home(copy.parent.parent))))


def test_what_was_copied_plain_the_same_day_goes_and_older_ones_go_in_their_time(
    home: Home, key: tuple[str, str]
) -> None:
    assert backups.make(home, stores.NOW - backups.DAY)
    assert backups.make(home, stores.NOW)
    assert backups.make(home, stores.NOW, key[0])
    assert names(home.backups) == ["daily-2026-05-27.db", "daily-2026-05-28.db.age"]
    assert [path.name for path in backups.plain(home)] == ["daily-2026-05-27.db"]
    for day in range(1, 60):
        backups.make(home, stores.NOW + day * backups.DAY, key[0])
    assert len(backups.days(home)) == backups.DAILY + backups.WEEKLY
    assert backups.plain(home) == []


def test_a_copy_is_whole_before_it_is_encrypted(home: Home, key: tuple[str, str]) -> None:
    with open(home.database, "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 3)
    with pytest.raises(NotSaved):
        backups.make(home, stores.NOW, key[0])
    assert names(home.backups) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from store import copying, encrypting
{when} = lambda *more: os.kill(os.getpid(), signal.SIGKILL)
copying.backup(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
"""


@pytest.mark.parametrize("when", ["encrypting.encrypt", "copying._copy", "copying.sync_folder"])
def test_killed_at_any_step_nothing_plain_is_where_copies_are_and_the_next_start_sweeps_up(
    home: Home, key: tuple[str, str], when: str
) -> None:
    command = [sys.executable, "-c", KILLED.format(when=when), str(home.database)]
    target = home.backups / "daily-2026-05-27.db.age"
    done = subprocess.run([*command, str(target), key[0]], cwd=ROOT, check=False, timeout=30)
    assert done.returncode == -9
    assert readable(home.backups) == []
    left = [name for name in names(home.path) if name.startswith(".warmline.db.")]
    assert len(left) == (when == "encrypting.encrypt")
    backups.sweep(home)
    assert readable(home.path) == ["warmline.db"]


def test_nobody_sweeps_away_what_is_being_copied_just_now(
    home: Home, key: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole, seen = encrypting.encrypt, []

    def slow(source: Path, target: Path, recipient: str) -> None:
        backups.sweep(home)
        seen.append(source.exists())
        whole(source, target, recipient)

    monkeypatch.setattr(encrypting, "encrypt", slow)
    backups.make_one_more(home, tmp_path / "copy.db.age", key[0])
    assert seen == [True]


def test_without_room_for_both_no_copy_is_begun(home: Home, key: tuple[str, str]) -> None:
    assert backups.room_wanted(home, key[0]) - backups.room_wanted(home) == home.database.stat().st_size


def test_a_migration_copies_encrypted_too(
    home: Home, key: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.migrations.pending", lambda db: ["more"])
    Store.open(home.database, home.backups, encrypt_to=key[0]).close()
    (copy,) = home.backups.iterdir()
    assert copy.name.startswith("before-migration-")
    assert encrypting.is_encrypted(copy)
    with pytest.raises(StoreUnusable, match="could not be brought up to date"):
        Store.open(home.database, home.backups, encrypt_to="age1nothing")


# The commands


def test_one_more_copy_is_encrypted_too_and_says_to_whom(home: Home, key: tuple[str, str], tmp_path: Path) -> None:
    setting = {"WARMLINE_BACKUPS_ENCRYPT_TO": key[0]}
    done = warmline("backup", "--home", home.path, tmp_path / "copy.db", variables=setting)
    assert done.returncode == 0
    assert f"Copied to {tmp_path / 'copy.db.age'}." in done.stdout
    assert f"the secret key of {key[0]}" in done.stdout
    assert encrypting.is_encrypted(tmp_path / "copy.db.age")
    assert names(tmp_path) == ["copy.db.age", "home"]


def test_a_made_key_encrypts_and_puts_back_and_is_never_made_in_the_home(home: Home, tmp_path: Path) -> None:
    done = warmline("backup-key", "--home", home.path, tmp_path / "key.txt")
    assert done.returncode == 0
    assert (tmp_path / "key.txt").stat().st_mode & 0o777 == 0o600
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("encrypt_to")]
    with home.config.open("a") as settings:
        settings.write(f"\n[backups]\n{line}\n" if "[backups]" not in home.config.read_text() else "")
    home.config.write_text(home.config.read_text().replace('# encrypt_to = ""', line))
    assert warmline("backup", "--home", home.path, tmp_path / "copy.db.age").returncode == 0
    done = warmline(
        "restore", "--home", home.path, tmp_path / "copy.db.age", "--identity", tmp_path / "key.txt", typed="yes\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert texts(home.database) == [f"I said {CANARY}."]
    for place in (home.path / "key.txt", tmp_path / "key.txt"):
        assert warmline("backup-key", "--home", home.path, place).returncode == 1
    assert not (home.path / "key.txt").exists()


def test_the_file_of_the_key_is_asked_for_where_none_is_named(home: Home, key: tuple[str, str], identity: Path) -> None:
    backups.make(home, stores.NOW, key[0])
    copy = home.backups / "daily-2026-05-28.db.age"
    done = warmline("restore", "--home", home.path, copy, typed=f"{identity}.not\n{identity}\nyes\n")
    assert done.returncode == 0
    assert "There is no file at" in done.stdout
    assert Vault.at(home.server_key).key_mark
    before = snapshot(home.path)
    assert warmline("restore", "--home", home.path, copy, typed="\n").stderr == "Nothing was changed.\n"
    assert snapshot(home.path) == before


def other_key(copy: Path, identity: Path) -> str:
    identity.write_text(encrypting.new_key()[1])
    return "was not encrypted to that key"


def no_key(copy: Path, identity: Path) -> str:
    identity.write_text("my notes\n")
    return "holds no secret key"


def mistyped_key(copy: Path, identity: Path) -> str:
    identity.write_text(identity.read_text().strip()[:-1])
    return "no whole secret key"


def locked_key(copy: Path, identity: Path) -> str:
    identity.write_bytes(b"age-encryption.org/v1\n-> scrypt ...")
    return "is locked with a passphrase"


def cut_copy(copy: Path, identity: Path) -> str:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    return "is not whole"


def changed_copy(copy: Path, identity: Path) -> str:
    held = bytearray(copy.read_bytes())
    held[-9000] ^= 1
    copy.write_bytes(held)
    return "is not whole"


@pytest.mark.parametrize("spoil", [other_key, no_key, mistyped_key, locked_key, cut_copy, changed_copy])
def test_a_wrong_key_or_a_spoilt_copy_is_told_kindly_and_changes_nothing(
    home: Home, key: tuple[str, str], identity: Path, spoil: object
) -> None:
    assert callable(spoil)
    backups.make(home, stores.NOW, key[0])
    copy = home.backups / "daily-2026-05-28.db.age"
    expected = spoil(copy, identity)
    before = snapshot(home.path)
    done = warmline("restore", "--home", home.path, copy, "--identity", identity, typed="yes\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert expected in done.stderr
    assert done.stderr.endswith("Nothing was changed.\n")
    assert snapshot(home.path) == before


def test_the_doctor_checks_the_setting_the_library_and_where_the_secret_key_lies(
    home: Home, key: tuple[str, str], identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(home, SystemClock().now())
    good = {"WARMLINE_BACKUPS_ENCRYPT_TO": key[0]}
    said = warmline("doctor", "--home", home.path, variables=good).stdout
    assert "Backups from before encryption was turned on: 1 in" in said
    assert "no backup is made" not in said
    mistyped = {"WARMLINE_BACKUPS_ENCRYPT_TO": key[0][:-1] + ("q" if key[0][-1] != "q" else "p")}
    said = warmline("doctor", "--home", home.path, variables=mistyped).stdout
    assert "is not a whole age key" in said
    assert "Until then no backup is made." in said
    (home.path / "identity.txt").write_text(identity.read_text())
    assert "holds the secret key of encrypted backups" in warmline("doctor", "--home", home.path).stdout

    def missing() -> None:
        raise Refusal("Encrypted copies need pyrage.")

    monkeypatch.setattr(encrypting, "_age", missing)
    assert "need pyrage" in warmline("doctor", "--home", home.path, variables=good).stdout


def test_a_copy_is_never_made_plain_because_it_cannot_be_encrypted(home: Home, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        backup(home.database, tmp_path / "copy.db.age", "age1mistyped")
    with pytest.raises(Refusal):
        backups.make(home, stores.NOW, "age1mistyped")
    assert names(tmp_path) == ["home"]
    assert names(home.backups) == []
    assert copying.beside(home.database).parent == home.path
