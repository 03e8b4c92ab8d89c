"""Putting a copy in the place of the database.

Everything is done to a working copy beside it: checking, bringing it up to date, forgetting again what was deleted
since (store/tombstones.py). Only then it takes the place, in one step, so that nothing that was deleted is ever served
again. The database that was there is moved aside and kept as long as a backup.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from peewee import DatabaseError

from bbs.errors import Refusal
from bbs.language import N_
from store import copying, encrypting, migrations, parting, search, tombstones
from store.checking import check
from store.copying import address, read_only
from store.database import existing
from store.home import Home, sync_folder
from store.tables import DeskNote, Draft, Joining, JoiningCode, LeftHandle, MemberKey, RecoveryCode, database
from store.tombstones import Ledger
from store.trouble import StoreUnusable

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the end of its name."""


@contextmanager
def working_copy(file: Path, home: Home, identity: Callable[[], str]) -> Iterator[Path]:
    """Copy a file into the home and check that it is a whole database of ours; the file itself is only read.

    One that is encrypted is opened on the way; `identity` says with what. What is left of the copy goes in the end.
    Raises Refusal, saying what is wrong.
    """
    if not file.is_file():
        raise Refusal(N_("There is no file at {path}. Nothing was changed."), path=file)
    if home.database.exists() and file.samefile(home.database):
        raise Refusal(N_("{path} is the database in use, not a copy of it. Nothing was changed."), path=file)
    is_encrypted = encrypting.is_encrypted(file)
    secret = identity() if is_encrypted else ""
    working = copying.beside(home.database)
    try:
        if is_encrypted:
            encrypting.decrypt(file, working, secret)
        for end in () if is_encrypted else ("", "-wal"):
            if (part := _beside(file, end)).exists():
                os.close(os.open(_beside(working, end), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                shutil.copyfile(part, _beside(working, end))
        _check(working, file)
        yield working
    finally:
        for end in ("", *BESIDE):
            _beside(working, end).unlink(missing_ok=True)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")


def _check(working: Path, file: Path) -> None:
    db = existing(working, 0)
    try:
        check(working)
        with db.connection_context():
            if db.execute_sql("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise DatabaseError
            migrations.pending(db)
    except migrations.NewerSchemaError as error:
        raise Refusal(
            N_("The copy {path} was made by a newer Warmline. Please install that version first. Nothing was changed."),
            path=file,
        ) from error
    except (StoreUnusable, DatabaseError, sqlite3.Error, UnicodeDecodeError) as error:
        raise Refusal(N_("{path} is not a whole copy of a community. Nothing was changed."), path=file) from error


@contextmanager
def opened(working: Path) -> Iterator[None]:
    """Bring the working copy up to date and let the rules work on it; in the end it is one file, and on the disk."""
    db = existing(working, 0)
    database.initialize(db)
    with db.connection_context():
        migrations.run(db)
        yield
        with db.atomic("IMMEDIATE"):
            search.forget_removed()
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute_sql("PRAGMA journal_mode = delete")
    descriptor = os.open(working, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def deletions(home: Home, file: Path) -> set[str]:
    """Return the names of all that is known to be deleted: on record here or beside the copy, or about to be."""
    names = Ledger(home.backups).names() | Ledger(file.parent).names()
    with suppress(sqlite3.Error), closing(read_only(home.database)) as present:
        fresh = {row for (row,) in present.execute("SELECT row FROM tombstone")} - names
        if fresh:
            Ledger(home.backups).append(*sorted(fresh))
        names |= fresh
    return names


def forget(names: set[str], now: int) -> None:
    """Let go again of what was deleted since the working copy was made. Call it while that is `opened`."""
    with database.atomic("IMMEDIATE"):
        tombstones.forget_again(names, now)
        parting.part_again(names, now)


def keep_handles(home: Home) -> None:
    """Note in the working copy whose handles nobody may take, as far as the present database knows. While `opened`."""
    with suppress(sqlite3.Error), closing(read_only(home.database)) as present:
        marks = [bytes(mark) for (mark,) in present.execute("SELECT mark FROM left_handle")]
        with database.atomic("IMMEDIATE"):
            for mark in marks:
                LeftHandle.insert(mark=mark).on_conflict_ignore().execute()


def without_key() -> None:
    """Let go of what only a lost server key could open or recognise. Call it while the working copy is `opened`."""
    with database.atomic("IMMEDIATE"):
        for table in (Draft, DeskNote, Joining, MemberKey, RecoveryCode, JoiningCode):
            table.delete().execute()


@dataclass(frozen=True)
class Holding:
    """What a database holds: posts, members, and when the newest thing was written; 0 for never."""

    posts: int
    members: int
    newest: int


def holding(path: Path) -> Holding | None:
    """Return what a database holds, None where nobody can say."""
    try:
        with closing(read_only(path)) as present:
            posts, latest = present.execute(
                "SELECT count(*), max(posted_at) FROM post WHERE removed_at IS NULL"
            ).fetchone()
            members, joined = present.execute("SELECT count(*), max(joined_at) FROM member").fetchone()
            (kept,) = present.execute("SELECT max(kept_at) FROM draft").fetchone()
    except sqlite3.Error:
        return None
    return Holding(posts, members, max(latest or 0, joined or 0, kept or 0))


def _fold_log(path: Path) -> None:
    """Make one file of a whole database and its log; a damaged one is left as it is."""
    with suppress(sqlite3.Error):
        with closing(read_only(path)) as present:
            is_whole = present.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if is_whole:
            with closing(sqlite3.connect(address(path), uri=True)) as writing:
                writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def put_in_place(working: Path, home: Home, now: int, between: Callable[[], None]) -> Path:
    """Move the present database aside and put the working copy in its place; return where the old one is.

    `between` is done while there is no database: whoever comes after a crash there finds none, and starts again.
    """
    aside = home.path / f"{home.database.name}.before-restore-{secrets.token_hex(4)}"
    _fold_log(home.database)
    for end in ("", *BESIDE):
        if (part := _beside(home.database, end)).exists():
            os.utime(part, (now, now))  # its weeks begin now
            part.rename(_beside(aside, end))
    sync_folder(home.path)
    between()
    working.rename(home.database)
    sync_folder(home.path)
    return aside
