"""Copies of a database in use: whole, private, and never in the place of anything."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bbs.community import posts
from bbs.errors import NotSaved, Refusal
from store.copying import backup
from store.database import Store, check
from store.tables import Post
from tests import stores
from tests.finding import finds


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM post ORDER BY id")]


def test_a_copy_holds_what_is_only_in_the_log_so_far(store: Store, tmp_path: Path) -> None:
    stores.start(store, stores.member(store, "sam"), "Zebra.")
    assert b"Zebra." not in store.path.read_bytes()
    backup(store.path, tmp_path / "copy.db")
    assert texts(tmp_path / "copy.db") == ["Zebra."]
    check(tmp_path / "copy.db")


def test_a_copy_is_one_private_file_in_a_private_folder(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "copy.db"
    backup(store.path, target)
    assert list(target.parent.iterdir()) == [target]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_a_copy_made_while_others_write_is_whole_and_of_one_moment(store: Store, tmp_path: Path) -> None:
    sam = stores.member(store, "sam")
    thread = stores.start(store, sam, "0").thread
    done = threading.Event()

    async def write() -> int:
        sent = 0
        while not done.is_set() or not sent:
            sent += 1
            await store.write(posts.reply, sam, thread, str(sent), now=stores.NOW, writing=stores.UNHURRIED)
        return sent

    def copy() -> None:
        for number in range(5):
            backup(store.path, tmp_path / f"{number}.db")
        done.set()

    async def both() -> int:
        sent, _ = await asyncio.gather(write(), asyncio.to_thread(copy))
        return sent

    sent = stores.during(both)
    assert store.run(lambda: Post.select().count()) == sent + 1
    for number in range(5):
        check(tmp_path / f"{number}.db")
        held = texts(tmp_path / f"{number}.db")
        assert held == [str(n) for n in range(len(held))]


def test_a_copy_opens_as_a_store_and_knows_everybody(store: Store, tmp_path: Path) -> None:
    sam = stores.member(store, "sam")
    stores.start(store, sam, "Zebra.")
    store.close()
    backup(store.path, tmp_path / "restored" / "warmline.db")
    restored = stores.opened(tmp_path / "restored")
    assert [line.text for line in restored.run(finds, sam, "zebra")] == ["Zebra."]
    restored.close()


def test_no_copy_is_made_over_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("the only copy of last week")
    with pytest.raises(Refusal, match=r"already. Nothing was changed"):
        backup(store.path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "the only copy of last week"


def test_a_copy_that_cannot_be_made_is_told_with_its_reason(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotSaved) as refused:
        backup(store.path, tmp_path / "file" / "copy.db")
    assert "was not made: [Errno 17] File exists" in refused.value.words()


def test_a_damaged_database_is_not_copied(store: Store, tmp_path: Path) -> None:
    store.close()
    with store.path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(8192))
    with pytest.raises(NotSaved, match="was not made"):
        backup(store.path, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == [store.path.parent]


def test_a_missing_database_is_not_made_by_copying_it(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        backup(tmp_path / "nothing.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
