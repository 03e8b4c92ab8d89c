"""A full disk: nothing is half written, reading goes on, and the ballast makes room for what matters most."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bbs import founding
from bbs.community import drafts, posts, reading
from bbs.community.members import Person
from bbs.errors import NotSaved
from store import migrations
from store.ballast import MIB, Ballast
from store.copying import backup
from store.database import Store, StoreUnusable
from store.home import Home
from store.tables import Post, Thread, database
from store.vault import Vault
from tests import stores
from tests.finding import finds

LONG = "I cannot sleep and I do not know whom to tell. " * 400


def counts() -> tuple[int, int]:
    return Thread.select().count(), Post.select().count()


# Without a small disk: SQLite is told to take no more pages, and says what it says of a full disk


def stop_growing() -> None:
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")


def test_a_post_that_found_no_room_is_told_and_is_nowhere(store: Store) -> None:
    sam = stores.member(store, "sam")
    first = stores.start(store, sam, "Before.")
    store.run(stop_growing)
    before = stores.during(lambda: store.read(counts))
    with pytest.raises(NotSaved, match=r"Not saved.*What you wrote is still with you"):
        stores.start(store, sam, LONG, title="Zebra")
    with pytest.raises(NotSaved):
        stores.reply(store, sam, first.thread, LONG)
    assert stores.during(lambda: store.read(counts)) == before
    assert stores.during(lambda: store.read(finds, sam, "zebra")) == []
    assert [line.text for line in store.run(reading.stretch, sam, first.thread).posts] == ["Before."]


def test_writing_goes_on_as_soon_as_there_is_room(store: Store) -> None:
    sam = stores.member(store, "sam")
    store.run(stop_growing)
    with pytest.raises(NotSaved):
        stores.start(store, sam, LONG, once="act")
    store.run(lambda: database.execute_sql("PRAGMA max_page_count = 1000000"))
    assert stores.start(store, sam, LONG, once="act").number == 1


# Ballast


def test_ballast_is_real_room_that_nobody_else_reads(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast", 1)
    ballast.hold()
    status = ballast.path.stat()
    assert (status.st_size, stat.S_IMODE(status.st_mode)) == (MIB, 0o600)
    assert status.st_blocks * 512 >= MIB
    assert ballast.is_held


def test_ballast_of_another_size_is_made_anew(tmp_path: Path) -> None:
    for mib in (1, 3, 2):
        Ballast(tmp_path / "ballast", mib).hold()
        assert (tmp_path / "ballast").stat().st_size == mib * MIB


def test_ballast_is_let_go_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ballast = Ballast(tmp_path / "ballast", 1)
    ballast.hold()
    assert ballast.release()
    assert not ballast.release()
    assert not ballast.is_held
    assert caplog.text.count("the ballast was let go") == 1


def test_no_ballast_is_no_file(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast", 0)
    ballast.hold()
    assert not ballast.release()
    assert list(tmp_path.iterdir()) == []


def test_a_ballast_that_cannot_be_written_keeps_nobody_from_opening(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    store.close()
    store = stores.opened(tmp_path / "home", ballast=tmp_path / "nowhere" / "ballast", mib=1)
    assert stores.member(store, "sam").handle == "sam"
    store.close()


def test_the_store_lets_go_at_the_first_sign_and_holds_again_when_it_can_write(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home", ballast=tmp_path / "ballast", mib=1)
    assert (tmp_path / "ballast").exists()
    sam = stores.member(store, "sam")
    store.run(stop_growing)
    with pytest.raises(NotSaved):
        stores.start(store, sam, LONG)
    assert not (tmp_path / "ballast").exists()
    store.run(lambda: database.execute_sql("PRAGMA max_page_count = 1000000"))
    assert (tmp_path / "ballast").exists()
    store.close()


# A small disk, where the machine lets us make one


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 10 MiB."""
    place = tmp_path / "disk"
    place.mkdir(mode=0o700)
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=10m,mode=0700", "tmpfs", str(place)], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can make a small disk; the tests above do without one")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Write until nothing more fits."""
    descriptor = os.open(disk / "somebody-elses", os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while True:
            os.write(descriptor, bytes(4096))
    os.close(descriptor)
    return disk / "somebody-elses"


def post_until_full(store: Store, sam: Person) -> int:
    """Post until the disk says no; return how many were acknowledged."""
    for sent in range(1000):
        try:
            stores.start(store, sam, LONG)
        except NotSaved:
            return sent
    raise AssertionError("the disk took everything")


def test_on_a_full_disk_drafts_are_kept_posts_removed_and_all_is_well_afterwards(disk: Path) -> None:
    store = stores.begun(disk / "home", ballast=disk / "ballast", mib=2)
    vault = Vault.begin(disk / "server.key")
    sam = stores.member(store, "sam")
    first = stores.start(store, sam, "Before.")
    filler = fill(disk)
    sent = post_until_full(store, sam)
    assert not (disk / "ballast").exists()

    assert stores.during(lambda: store.read(counts)) == (1 + sent, 1 + sent)
    store.run(drafts.keep, vault, sam.id, "boards/sleep/post", LONG, now=1)
    assert stores.during(lambda: store.read(drafts.kept, vault, sam.id, "boards/sleep/post")) == LONG
    assert store.run(posts.remove_own, sam, first.id, now=1).removed
    stores.during(store.tidy)

    filler.unlink()
    assert stores.start(store, sam, LONG).number == 1
    assert (disk / "ballast").exists()
    store.close()
    stores.opened(disk / "home").close()


def test_with_all_room_used_up_nothing_breaks_and_a_restart_reads_it_all(disk: Path) -> None:
    store = stores.begun(disk / "home", ballast=disk / "ballast", mib=1)
    sam = stores.member(store, "sam")
    filler = fill(disk)
    sent = sum(post_until_full(store, sam) for _ in range(3))
    fill(disk)
    with pytest.raises(NotSaved):
        stores.start(store, sam, LONG)
    assert stores.during(lambda: store.read(counts)) == (sent, sent)
    store.close()
    filler.unlink()
    store = stores.opened(disk / "home")
    assert store.run(counts) == (sent, sent)
    store.close()


def test_a_place_for_which_there_is_no_room_is_not_begun_and_the_next_start_begins_it(disk: Path) -> None:
    home = Home(disk / "home")
    filler = fill(disk)
    for left, said in ((0, "no room on the disk for a community"), (100, "database or disk is full")):
        os.truncate(filler, filler.stat().st_size - left * 1024)
        with pytest.raises(NotSaved) as refused:
            founding.found(home, now=1)
        assert said in refused.value.words()
        assert not home.is_started
    filler.unlink()
    founding.found(home, now=1)
    stores.opened(home.path).close()


def test_no_copy_is_better_than_half_a_copy(disk: Path) -> None:
    store = stores.begun(disk / "home")
    stores.start(store, stores.member(store, "sam"), LONG)
    fill(disk)
    with pytest.raises(NotSaved) as refused:
        backup(store.path, disk / "copy.db")
    assert refused.value.words().startswith(f"The backup to {disk / 'copy.db'} was not made: ")
    assert [path for path in disk.rglob("*") if "copy" in path.name] == []
    store.close()


def test_a_migration_without_room_for_its_copy_leaves_everything_as_it_was(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = stores.begun(disk / "home")
    sam = stores.member(store, "sam")
    stores.start(store, sam, LONG)
    store.close()
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, scripts)
    (scripts / "9000_more.py").write_text("def up(migrator, db): db.execute_sql('CREATE TABLE more (x)')")
    filler = fill(disk)
    with filler.open("r+b") as file:
        file.truncate(filler.stat().st_size - 100_000)  # enough to open, too little for a copy
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", scripts)
        with pytest.raises(StoreUnusable, match=r"could not be brought up to date .*Nothing in it was lost") as refused:
            stores.opened(disk / "home")
    assert "The backup to" in refused.value.words()
    filler.unlink()
    store = stores.opened(disk / "home")
    assert store.run(counts) == (1, 1)
    store.close()


def test_a_full_disk_is_opened_with_the_ballasts_room(disk: Path) -> None:
    stores.begun(disk / "home", ballast=disk / "ballast", mib=2).close()
    filler = fill(disk)
    store = stores.opened(disk / "home", ballast=disk / "ballast", mib=2)
    assert not (disk / "ballast").exists()
    assert stores.member(store, "sam").handle == "sam"
    store.close()
    filler.unlink()


def test_a_full_disk_is_named_when_there_was_no_ballast(disk: Path) -> None:
    stores.begun(disk / "home").close()
    fill(disk)
    with pytest.raises(StoreUnusable, match=r"is full, or fails. Make room on it"):
        stores.opened(disk / "home")


def test_the_disk_of_these_tests_is_small_and_fills(disk: Path) -> None:
    fill(disk)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        (disk / "one-more").write_bytes(bytes(8192))
