"""One hop and one transaction a call, and an event loop that never waits for a disk."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import peewee
import pytest

from bbs.community import members
from bbs.errors import Busy, Refusal
from store.database import Store, StoreUnusable
from store.tables import Board, Member, database
from tests import stores


def handles() -> list[str]:
    return [row.handle for row in Member.select().order_by(Member.id)]


def setting(name: str) -> object:
    return database.execute_sql(f"PRAGMA {name}").fetchone()[0]


# Transactions


def test_a_write_that_raises_leaves_nothing_behind(store: Store) -> None:
    def change_your_mind() -> None:
        members.add("sam", now=1)
        raise Refusal("no")

    with pytest.raises(Refusal):
        stores.during(lambda: store.write(change_your_mind))
    assert stores.during(lambda: store.read(handles)) == []


def test_a_read_that_writes_fails_as_the_mistake_it_is(store: Store) -> None:
    with pytest.raises(peewee.OperationalError, match="readonly"):
        stores.during(lambda: store.read(members.add, "sam", now=1))
    assert store.run(handles) == []


def test_a_write_holds_its_lock_from_its_first_moment(store: Store) -> None:
    def try_from_outside() -> None:
        with closing(stores.outsider(store)) as other, pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")

    stores.during(lambda: store.write(try_from_outside))


def test_a_read_keeps_nobody_from_writing_and_sees_one_moment(store: Store) -> None:
    def read_while_others_write() -> tuple[list[str], list[str]]:
        before = handles()
        with closing(stores.outsider(store)) as other:
            other.execute("UPDATE member SET handle = 'lou'")
        return before, handles()

    stores.member(store, "sam")
    assert stores.during(lambda: store.read(read_while_others_write)) == (["sam"], ["sam"])
    assert store.run(handles) == ["lou"]


def test_every_connection_has_the_settings_that_keep_promises(store: Store) -> None:
    all_there = threading.Barrier(4)

    def settings() -> dict[str, object]:
        all_there.wait(10)  # so that every thread has a connection of its own
        names = (
            "journal_mode synchronous foreign_keys secure_delete trusted_schema journal_size_limit busy_timeout "
            "temp_store query_only"
        )
        return {name: setting(name) for name in names.split()}

    async def ask_all() -> list[dict[str, object]]:
        return await asyncio.gather(*(store.read(settings) for _ in range(3)), store.write(settings))

    *readers, writer = stores.during(ask_all)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "journal_size_limit": 8 * 1024 * 1024,
        "busy_timeout": 5000,
        "temp_store": 2,  # memory
        "query_only": 1,
    }
    assert readers == [expected] * 3
    assert writer == expected | {"query_only": 0}


# The loop


def test_a_query_on_the_loops_own_thread_fails_instead_of_blocking(store: Store) -> None:
    async def query() -> None:
        await store.read(handles)  # connections are there, in other threads
        Board.select().count()

    with pytest.raises(peewee.InterfaceError):
        stores.during(query)


def test_the_loop_and_the_readers_go_on_while_the_disk_lags(store: Store) -> None:
    disk_answers, begun = threading.Event(), threading.Event()

    def lag() -> None:
        begun.set()
        assert disk_answers.wait(30)
        members.add("sam", now=1)

    async def visit() -> tuple[int, list[list[str]], bool]:
        writing = asyncio.ensure_future(store.write(lag))
        ticks = 0
        await asyncio.to_thread(begun.wait, 30)
        for _ in range(1000):
            await asyncio.sleep(0)
            ticks += 1
        seen = [await store.read(handles) for _ in range(20)]
        still_waiting = not writing.done()
        disk_answers.set()
        await writing
        return ticks, seen, still_waiting

    ticks, seen, still_waiting = stores.during(visit)
    assert (ticks, seen, still_waiting) == (1000, [[]] * 20, True)
    assert store.run(handles) == ["sam"]


def test_readers_do_not_wait_for_one_another(store: Store) -> None:
    together = threading.Barrier(3)

    async def visit() -> list[int]:
        return await asyncio.gather(*(store.read(together.wait, 10) for _ in range(3)))

    assert sorted(stores.during(visit)) == [0, 1, 2]


def test_too_many_waiting_writes_are_told_busy_and_later_ones_go_through(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home", write_queue=3)
    disk_answers = threading.Event()

    async def visit() -> None:
        waiting = [asyncio.ensure_future(store.write(disk_answers.wait, 30)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await store.write(members.add, "sam", now=1)
        disk_answers.set()
        assert await asyncio.gather(*waiting) == [True] * 3
        await store.write(members.add, "lou", now=1)

    stores.during(visit)
    assert store.run(handles) == ["lou"]
    store.close()


def test_what_was_being_written_is_finished_though_its_caller_is_gone(store: Store) -> None:
    begun, disk_answers = threading.Event(), threading.Event()

    def lag() -> None:
        begun.set()
        assert disk_answers.wait(30)
        members.add("sam", now=1)

    async def visit() -> None:
        writing = asyncio.ensure_future(store.write(lag))
        await asyncio.to_thread(begun.wait, 30)
        writing.cancel()
        disk_answers.set()
        with pytest.raises(asyncio.CancelledError):
            await writing

    stores.during(visit)
    assert store.run(handles) == ["sam"]


def test_closing_finishes_what_was_begun_and_leaves_one_file(store: Store) -> None:
    async def leave() -> None:
        for handle in ("sam", "lou", "kit"):
            asyncio.ensure_future(store.write(members.add, handle, now=1))  # noqa: RUF006 - nobody waits for them
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(leave())
    store.close()
    loop.close()
    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT count(*) FROM member").fetchone() == (3,)
    assert [file.name for file in store.path.parent.iterdir() if file.name.startswith(store.path.name)] == [
        store.path.name
    ]


# A disk that fails for a while


def test_a_file_that_goes_missing_is_never_made_anew_and_is_found_again(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    store.close()
    store, away = stores.opened(tmp_path / "home"), tmp_path / "away.db"
    store.path.rename(away)
    with pytest.raises(StoreUnusable, match="cannot be read just now"):
        stores.during(lambda: store.read(handles))
    assert not store.path.exists()
    away.rename(store.path)
    assert stores.during(lambda: store.read(handles)) == []
    store.close()


def test_a_damaged_page_is_told_to_readers_in_words(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home")
    page = store.run(lambda: database.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = 'board'").fetchone())
    size = store.run(setting, "page_size")
    store.close()
    store = stores.opened(tmp_path / "home")
    assert isinstance(size, int)
    with store.path.open("r+b") as file:
        file.seek((page[0] - 1) * size)
        file.write(bytes(size))
    with pytest.raises(StoreUnusable, match="cannot be read just now"):
        stores.during(lambda: store.read(lambda: [board.slug for board in Board.select()]))
    assert stores.during(lambda: store.read(handles)) == []
    store.close()


# Locks of other programs


def test_a_lock_held_too_long_is_told_as_busy_and_nothing_is_half_done(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home", busy_timeout_seconds=0.05)
    sam = stores.member(store, "sam")
    with closing(stores.outsider(store)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="try again; nothing was lost"):
            stores.start(store, sam)
        assert stores.during(lambda: store.read(handles)) == ["sam"]
        other.execute("ROLLBACK")
    assert stores.start(store, sam).number == 1
    store.close()


def test_a_lock_held_for_a_while_is_waited_for(tmp_path: Path) -> None:
    store = stores.begun(tmp_path / "home", busy_timeout_seconds=60)

    async def visit() -> bool:
        with closing(stores.outsider(store)) as other:
            other.execute("BEGIN IMMEDIATE")
            writing = asyncio.ensure_future(store.write(members.add, "sam", now=1))
            for _ in range(100):
                await store.read(handles)
            waited = not writing.done()
            other.execute("ROLLBACK")
            await writing
            return waited

    assert stores.during(visit)
    assert store.run(handles) == ["sam"]
    store.close()
