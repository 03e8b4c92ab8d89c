"""The SQLite store: how it is opened, checked, read, written and copied.

Reads run on a few reader threads in deferred transactions; writes run one at a time on one writer thread in
IMMEDIATE ones. One hop and one transaction a call: the event loop never waits for a disk. (Reads in IMMEDIATE
transactions waited 3 s behind two writers, deferred ones 0.1 ms; a deferred read that then writes fails with
"database is locked" whatever the timeout.)
"""

from __future__ import annotations

import asyncio
import functools
import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from peewee import DatabaseError, OperationalError, SqliteDatabase

from bbs.errors import Busy, NotSaved, Refusal
from bbs.language import N_
from store import migrations
from store.home import sync_folder
from store.tables import database

APPLICATION_ID = 0x5741524D
"""`PRAGMA application_id` of our files: "WARM"."""

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


class StoreUnusable(Refusal):
    """The database is missing, damaged, or of a newer version. Crisis help goes on without it."""


class Store:
    """The open database of one community. There is one a process (Peewee binds models to it)."""

    def __init__(
        self, path: Path, *, busy_timeout_seconds: float = 5, readers: int = 3, write_queue: int = 256
    ) -> None:
        self.path = path
        self._busy_timeout = busy_timeout_seconds
        self._db = SqliteDatabase(str(path), pragmas=self._pragmas(), timeout=busy_timeout_seconds, autoconnect=False)
        database.initialize(self._db)
        self._threads = threading.local()
        self._readers = ThreadPoolExecutor(readers, "store-reader", initializer=self._begin_reader)
        self._writer = ThreadPoolExecutor(1, "store-writer", initializer=self._connect)
        self._waiting = 0
        self._write_queue = write_queue

    @classmethod
    def begin(cls, path: Path) -> None:
        """Make a new, empty database at `path`. Raises Refusal when there is a file already."""
        if path.exists():
            raise Refusal(N_("There is a database at {path} already. Nothing was changed."), path=path)
        path.touch(mode=0o600)
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.close()
        cls._migrate(path, None)

    @classmethod
    def open(
        cls, path: Path, backups: Path, *, busy_timeout_seconds: float = 5, readers: int = 3, write_queue: int = 256
    ) -> Store:
        """Check the database at `path`, bring it up to date (a backup goes to `backups` first) and open it.

        Raises StoreUnusable, saying what is wrong, for a file that is missing, empty, not ours, damaged or newer.
        """
        check(path)
        cls._migrate(path, backups)
        return cls(path, busy_timeout_seconds=busy_timeout_seconds, readers=readers, write_queue=write_queue)

    @staticmethod
    def _migrate(path: Path, backups: Path | None) -> None:
        db = SqliteDatabase(str(path), pragmas={"foreign_keys": 1, "synchronous": "full"}, autoconnect=False)
        db.connect()
        try:
            if backups is not None and migrations.pending(db):
                backup(path, backups / f"before-migration-{secrets.token_hex(4)}.db")
            migrations.run(db)
        except migrations.NewerSchemaError as error:
            raise StoreUnusable(
                N_("The database at {path} was made by a newer Warmline. Please install that version again."), path=path
            ) from error
        finally:
            db.close()

    def _pragmas(self) -> dict[str, object]:
        return {
            "journal_mode": "wal",
            "synchronous": "full",
            "foreign_keys": 1,
            "secure_delete": 1,
            "trusted_schema": 0,
            "journal_size_limit": 8 * 1024 * 1024,
            "busy_timeout": int(self._busy_timeout * 1000),
        }

    def _connect(self) -> None:
        self._db.connect(reuse_if_open=True)

    def _begin_reader(self) -> None:
        self._connect()
        self._db.execute_sql("PRAGMA query_only = 1")

    async def read(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in a read transaction on a reader thread and return what it returns."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, functools.partial(self._in_transaction, "DEFERRED", fn, *args, **kwargs)
        )

    async def write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in a write transaction on the writer thread. When this returns, the disk has it.

        Raises Busy when too many writes wait already, NotSaved when the disk would not take it.
        """
        if self._waiting >= self._write_queue:
            raise Busy
        self._waiting += 1
        future = asyncio.get_running_loop().run_in_executor(
            self._writer, functools.partial(self._in_transaction, "IMMEDIATE", fn, *args, **kwargs)
        )
        future.add_done_callback(self._one_written)
        return await future

    def _one_written(self, _future: asyncio.Future[R]) -> None:
        self._waiting -= 1

    def _in_transaction(self, kind: str, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with self._db.atomic(kind):
                return fn(*args, **kwargs)
        except OperationalError as error:
            raise _in_words(error) from error

    def run(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Write from a plain program (the command line), where no event loop runs."""
        return self._writer.submit(self._in_transaction, "IMMEDIATE", fn, *args, **kwargs).result()

    def close(self) -> None:
        """Finish what is being written, then close every connection."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        with sqlite3.connect(self.path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()


def _in_words(error: OperationalError) -> Exception:
    """Turn what a disk or another process did to us into words for the caller; a bug stays as it is."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return Busy()
    if any(sign in said for sign in ("full", "readonly", "disk I/O", "unable to open")):
        log.error("the disk did not take a write: %s", "full" if "full" in said else "not writable")
        return NotSaved()
    return error


def check(path: Path) -> None:
    """Raise StoreUnusable unless `path` is a whole database of ours. A missing one is never made on the way."""
    if not path.exists() or path.stat().st_size == 0:
        raise StoreUnusable(N_("The database {path} is missing or empty. Restore a backup to that place."), path=path)
    try:
        connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True)
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            whole = ours and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        finally:
            connection.close()
    except (sqlite3.DatabaseError, DatabaseError) as error:
        raise StoreUnusable(
            N_("The database {path} cannot be read. Restore a backup to that place."), path=path
        ) from error
    if not ours:
        raise StoreUnusable(N_("The file {path} is not a Warmline database. Nothing was changed."), path=path)
    if not whole:
        raise StoreUnusable(N_("The database {path} is damaged. Restore a backup to that place."), path=path)


def backup(source: Path, target: Path) -> None:
    """Copy a database while it is in use: backup API, checked, synced, renamed into place, 0600."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(source, temporary)
        descriptor = os.open(temporary, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        temporary.rename(target)
        sync_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise NotSaved(N_("The backup to {path} was not made: {why}."), path=target, why=error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
        if writing.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is not whole")
    finally:
        writing.close()
        reading.close()
