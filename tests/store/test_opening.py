"""What is at the place of a database and is not one is named, kept as it is, and never made anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bbs.errors import NotSaved, Refusal
from store.database import APPLICATION_ID, Store, StoreUnusable, check
from store.tables import database
from tests import stores

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with a little in it."""
    store = stores.begun(tmp_path / "home")
    stores.start(store, stores.member(store, "sam"))
    store.close()
    return tmp_path / "home"


def sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return change


def other_application(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE cookies (name)", "PRAGMA application_id = 42", "PRAGMA user_version = 9")(path)


def only_its_name_was_written(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE half (made)", f"PRAGMA application_id = {APPLICATION_ID}")(path)


def cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "is missing or empty. Put a copy back"),
    "zero bytes": (lambda path: path.write_bytes(b""), "is missing or empty. Put a copy back"),
    "junk": (lambda path: path.write_bytes(b"Dear diary, " * 1000), "is damaged. Put a copy back"),
    "cut off": (cut_off, "Put a copy back"),
    "another application's": (other_application, "is not a Warmline database. Nothing was changed"),
    "begun and no more": (only_its_name_was_written, "is missing or empty. Put a copy back"),
    "newer by its number": (sql("PRAGMA user_version = 9999"), "newer Warmline. Please install that version"),
    "newer by its migrations": (
        sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01 00:00:00')"),
        "newer Warmline. Please install that version",
    ),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_cannot_be_used_is_named_and_left_as_it_is(folder: Path, what: str) -> None:
    change, words = UNUSABLE[what]
    path = folder / "warmline.db"
    change(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StoreUnusable) as refused:
        stores.opened(folder)
    assert words in refused.value.words()
    assert str(path) in refused.value.words()
    assert (path.read_bytes() if path.exists() else None) == before
    assert not (folder / "backups").exists()


def test_a_folder_at_its_place_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "warmline.db").mkdir()
    with pytest.raises(StoreUnusable, match="Put a copy back"):
        stores.opened(tmp_path)


def test_a_page_that_was_wiped_is_found_at_start(folder: Path) -> None:
    path = folder / "warmline.db"
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    for start in range(size, len(whole), size):
        path.write_bytes(whole[:start] + bytes(size) + whole[start + size :])
        with pytest.raises(StoreUnusable, match="Put a copy back"):
            check(path)
    path.write_bytes(whole)
    check(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_in_words_or_does_no_harm(folder: Path, place: float, bit: int) -> None:
    path = folder / "warmline.db"
    whole = path.read_bytes()
    flipped = bytearray(whole)
    flipped[int(place * len(whole))] ^= 1 << bit
    path.write_bytes(flipped)
    try:
        stores.opened(folder).close()
        words = f"{path} is usable"
    except StoreUnusable as error:
        words = error.words()
    finally:
        for file in (path, *folder.glob("warmline.db-*")):
            file.unlink()
        path.write_bytes(whole)
    assert str(path) in words


def test_a_name_that_is_odd_in_an_address_is_opened_all_the_same(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "50% of #1?mode=memory & more")
    assert stores.member(store, "sam").handle == "sam"
    store.close()


def test_a_lock_that_never_ends_is_named(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "warmline.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnusable, match=r"is held by another program. End that one"):
            stores.opened(folder, busy_timeout_seconds=0.05)


# Beginning


def test_a_new_database_is_ours_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "warmline.db"
    Store.begin(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"WARM"
        assert connection.execute("PRAGMA user_version").fetchone()[0] > 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_log_beside_an_open_database_is_private_too(folder: Path) -> None:
    store = stores.opened(folder)
    stores.member(store, "lou")
    files = list(folder.glob("warmline.db*"))
    assert {file.name for file in files} == {"warmline.db", "warmline.db-wal", "warmline.db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    store.close()


def test_nothing_is_begun_over_a_file(folder: Path) -> None:
    before = (folder / "warmline.db").read_bytes()
    with pytest.raises(Refusal, match=r"already. Nothing was changed"):
        Store.begin(folder / "warmline.db")
    assert (folder / "warmline.db").read_bytes() == before


def test_a_beginning_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_db: object) -> None:
        database.initialize(_db)
        database.execute_sql("CREATE TABLE half (made)")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.migrations.run", fail)
    with pytest.raises(NotSaved, match="No database could be made"):
        Store.begin(tmp_path / "warmline.db")
    assert list(tmp_path.iterdir()) == []


# Without the right to write


@pytest.fixture
def owned() -> Iterator[Path]:
    """A store in a folder of somebody who is not root, as whom the test goes on."""
    folder = Path(tempfile.mkdtemp(prefix="warmline-", dir="/tmp"))
    was = os.geteuid()
    try:
        if was == 0:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        stores.begun(folder).close()
        yield folder
    finally:
        os.seteuid(was)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_file_that_may_not_be_written_is_named_at_start(owned: Path) -> None:
    (owned / "warmline.db").chmod(0o400)
    with pytest.raises(StoreUnusable, match=r"cannot be written. Whoever runs Warmline must own the file"):
        stores.opened(owned)


def test_a_folder_that_may_not_be_written_is_named_at_start(owned: Path) -> None:
    owned.chmod(0o500)
    with pytest.raises(StoreUnusable, match=r"cannot be written. Whoever runs Warmline must own the file"):
        stores.opened(owned)
    owned.chmod(0o700)
    stores.opened(owned).close()


def test_a_database_that_turns_read_only_goes_on_being_read(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    stores.member(store, "sam")
    store.run(lambda: database.execute_sql("PRAGMA query_only = 1"))  # what SQLite says of both is the same
    with pytest.raises(NotSaved, match="Not saved: the disk here is full or silent"):
        stores.member(store, "lou")
    assert stores.during(lambda: store.read(lambda: database.execute_sql("SELECT handle FROM member").fetchall())) == [
        ("sam",)
    ]
    store.close()
