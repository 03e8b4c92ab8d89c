"""The SQLite store: how it is opened, checked, read and written.

Reads run on a few reader threads in deferred transactions; writes run one at a time on one writer thread in
IMMEDIATE ones. One hop and one transaction a call: the event loop never waits for a disk. (Reads in IMMEDIATE
transactions waited 3 s behind two writers, deferred ones 0.1 ms; a deferred read that then writes fails with
"database is locked" whatever the timeout.)
"""

from __future__ import annotations

import asyncio
import functools
import logging
import secrets
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from peewee import DatabaseError, SqliteDatabase

from bbs.errors import Busy, NotSaved, Refusal
from bbs.language import N_
from store import migrations, search
from store.ballast import Ballast
from store.checking import APPLICATION_ID, NEWER, check
from store.copying import address, backup
from store.encrypting import ENDING
from store.home import sync_folder
from store.room import Room
from store.tables import database
from store.tombstones import Ledger
from store.trouble import StoreUnusable, code, in_words, reason
from store.wording import Wording

CLOSED = N_("This place is closing for a moment. Crisis help works: {do:help/Ctrl+G}.")

__all__ = ["APPLICATION_ID", "Store", "StoreUnusable", "backup", "check"]

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def pragmas(busy_timeout_seconds: float) -> dict[str, object]:
    """Return what is in force on every connection (SECURITY.md "Store")."""
    return {
        "busy_timeout": int(busy_timeout_seconds * 1000),  # the first, since the next may have to wait
        "journal_mode": "wal",
        "synchronous": "full",
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "temp_store": "memory",  # a sort must neither need the disk nor leave words in /tmp
        "journal_size_limit": 8 * 1024 * 1024,
    }


class Sqlite(SqliteDatabase):
    """A database whose queries are written in fewer steps."""

    context_class = Wording


def existing(path: Path, busy_timeout_seconds: float) -> SqliteDatabase:
    """Return a database that connects to the file at `path`, and never makes one where it is missing."""
    return Sqlite(
        address(path),
        pragmas=pragmas(busy_timeout_seconds),
        autoconnect=False,
        uri=True,
        check_same_thread=False,  # they are closed by whoever closes the store
    )


class Store:
    """The open database of one community. There is one a process (Peewee binds models to it)."""

    def __init__(
        self,
        path: Path,
        *,
        busy_timeout_seconds: float = 5,
        readers: int = 3,
        write_queue: int = 256,
        ballast: Ballast,
        ledger: Ledger,
        read_only_below_mib: int = 0,
    ) -> None:
        self.path = path
        self._db = existing(path, busy_timeout_seconds)
        database.initialize(self._db)
        self._open: list[sqlite3.Connection] = []
        self._is_closed = False
        self._readers = ThreadPoolExecutor(readers, "store-reader")
        self._writer = ThreadPoolExecutor(1, "store-writer")
        self._queue = threading.BoundedSemaphore(write_queue)
        self._ledger = ledger
        self._ballast = ballast
        self._ballast.hold()
        self.room = Room(path.parent, read_only_below_mib)
        self.room.look()

    @classmethod
    def begin(cls, path: Path) -> None:
        """Make a new, empty database at `path`, whole or not at all. Raises Refusal when there is a file already."""
        if path.exists():
            raise Refusal(N_("There is a database at {path} already. Nothing was changed."), path=path)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        db = SqliteDatabase(
            str(temporary), pragmas={"synchronous": "full", "application_id": APPLICATION_ID}, autoconnect=False
        )
        try:
            temporary.touch(mode=0o600)
            with db.connection_context():
                migrations.run(db)
            temporary.rename(path)
            sync_folder(path.parent)
        except (DatabaseError, OSError) as error:
            raise NotSaved(N_("No database could be made at {path}: {why}."), path=path, why=reason(error)) from error
        finally:
            temporary.unlink(missing_ok=True)

    @classmethod
    def open(
        cls,
        path: Path,
        backups: Path,
        *,
        busy_timeout_seconds: float = 5,
        readers: int = 3,
        write_queue: int = 256,
        ballast: Path | None = None,
        mib: int = 0,
        encrypt_to: str = "",
        read_only_below_mib: int = 0,
    ) -> Store:
        """Check the database at `path`, bring it up to date (a backup goes to `backups` first) and open it.

        `encrypt_to` is the key of age's for that backup, "" for none; below how many MiB `room` is short.
        `mib` MiB are held back in the file `ballast` for a full disk. Raises StoreUnusable, saying what is wrong, for
        a file that is missing, empty, not ours, damaged, newer, held by another program or not writable.
        """
        held_back = Ballast(ballast or path.with_name("ballast"), mib if ballast else 0)
        held_back.release_if_full()  # SQLite cannot so much as open on a full disk
        check(path, busy_timeout_seconds=busy_timeout_seconds)
        cls._migrate(path, backups, busy_timeout_seconds, encrypt_to)
        return cls(
            path,
            busy_timeout_seconds=busy_timeout_seconds,
            readers=readers,
            write_queue=write_queue,
            ballast=held_back,
            ledger=Ledger(backups),
            read_only_below_mib=read_only_below_mib,
        )

    @staticmethod
    def _migrate(path: Path, backups: Path, busy_timeout_seconds: float, encrypt_to: str) -> None:
        db = existing(path, busy_timeout_seconds)
        try:
            db.connect()
            if migrations.pending(db):
                name = f"before-migration-{secrets.token_hex(4)}.db" + (ENDING if encrypt_to else "")
                backup(path, backups / name, encrypt_to)
                migrations.run(db)
                log.info("the database was brought up to date; a copy from before is backups/%s", name)
        except migrations.NewerSchemaError as error:
            raise StoreUnusable(NEWER, path=path) from error
        except (
            migrations.MigrationBrokeReferencesError,
            DatabaseError,
            Refusal,
            OSError,
            UnicodeDecodeError,
        ) as error:
            raise StoreUnusable(
                N_(
                    "The database at {path} could not be brought up to date ({why}). Nothing in it was lost. "
                    "Please make room on the disk, or install the version you had before."
                ),
                path=path,
                why=reason(error),
            ) from error
        finally:
            db.close()

    async def read(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in a read transaction on a reader thread and return what it returns.

        Raises Busy when another program holds the database too long, StoreUnusable when the disk gives no answer, and
        once the store is closed: a visit may still be told goodbye then, and asks for help.
        """
        self._refuse_once_closed()
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, functools.partial(self._read, fn, *args, **kwargs)
        )

    async def write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in a write transaction on the writer thread. When this returns, the disk has it.

        Raises Busy when too many writes wait already or another program holds the database too long, NotSaved when
        the disk would not take it; then nothing of it was written.
        """
        return await self._soon(functools.partial(self._write, fn, *args, **kwargs))

    async def tidy(self) -> None:
        """Let nothing linger of what was deleted: not in the search index, not in the log. Once a day will do."""
        await self.write(search.forget_removed)
        await self.write(self._ledger.clear)
        await self._soon(self._fold_log)

    async def look_for_room(self) -> None:
        """See whether the disk has room for anything new: `room` says."""
        self._refuse_once_closed()
        await asyncio.get_running_loop().run_in_executor(self._readers, self.room.look)

    def _refuse_once_closed(self) -> None:
        if self._is_closed:
            raise StoreUnusable(CLOSED)

    async def _soon(self, work: Callable[[], R]) -> R:
        self._refuse_once_closed()
        if not self._queue.acquire(blocking=False):
            raise Busy
        future = self._writer.submit(work)
        future.add_done_callback(lambda _done: self._queue.release())
        return await asyncio.wrap_future(future)

    def run(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Write from a plain program (the command line), where no event loop runs."""
        return self._writer.submit(self._write, fn, *args, **kwargs).result()

    def _read(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            self._connect(query_only=True)
            with self._db.atomic("DEFERRED"):
                return fn(*args, **kwargs)
        except DatabaseError as error:
            if met := in_words(error, writing=False):
                raise met from error
            raise

    def _write(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            self._connect(query_only=False)
            with self._db.atomic("IMMEDIATE"):
                result = fn(*args, **kwargs)
        except DatabaseError as error:
            met = in_words(error, writing=True)
            if isinstance(met, NotSaved):
                if self._ballast.release():
                    self._fold_log()
                self.room.failed()
            if met:
                raise met from error
            raise
        self._ledger.carry()
        self._ballast.hold()
        self.room.took()
        return result

    def _connect(self, *, query_only: bool) -> None:
        """Connect this thread at its first call, and again if that failed: a bad moment must not last."""
        if self._db.connect(reuse_if_open=True):
            self._open.append(self._db.connection())
            self._db.execute_sql(f"PRAGMA query_only = {int(query_only)}")

    def _fold_log(self) -> None:
        """Fold the write-ahead log into the database and empty it, as far as readers and the disk allow."""
        try:
            self._connect(query_only=False)
            self._db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError as error:
            log.warning("the write-ahead log was not folded in: SQLite code %d", code(error))

    def close(self) -> None:
        """Finish what is being written, then close every connection; the last to close folds in the log."""
        self._is_closed = True
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        for connection in self._open:
            connection.close()
