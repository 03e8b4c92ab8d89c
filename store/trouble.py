"""What a disk, a lock or a damaged file does to the store, turned into words for whoever is waiting."""

from __future__ import annotations

import logging
import sqlite3

from peewee import DatabaseError

from bbs.errors import BBSError, Busy, NotSaved, Refusal
from bbs.language import N_

log = logging.getLogger(__name__)

# https://www.sqlite.org/rescode.html
HELD_BY_ANOTHER = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
NOT_WRITABLE = {sqlite3.SQLITE_READONLY}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class StoreUnusable(Refusal):
    """What the store needs is missing, damaged, or of a newer version. Crisis help goes on without it."""


def code(error: BaseException | None) -> int:
    """Return SQLite's primary result code of an error, wrapped by Peewee or not; 0 if SQLite did not raise it.

    A full disk ends a transaction by itself; then what is raised is that there was nothing left to roll back, and
    the real reason stands behind it.
    """
    while error is not None:
        met = error.args[0] if isinstance(error, DatabaseError) and error.args else error
        found: int = getattr(met, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest only extends it
        if found != sqlite3.SQLITE_ERROR:
            return found
        error = error.__context__
    return 0


def reason(error: Exception) -> str:
    """Return why something failed, for the operator: SQLite's words without Peewee's wrapping, or our own."""
    if isinstance(error, BBSError):
        return error.words().rstrip(".")
    while str(error).startswith("cannot rollback") and isinstance(error.__context__, Exception):
        error = error.__context__  # a full disk has undone it all before anybody could
    return str(error.args[0] if isinstance(error, DatabaseError) and error.args else error)


def in_words(error: DatabaseError, *, writing: bool) -> BBSError | None:
    """Return what to tell the caller; None for a mistake of ours, such as a read that tried to write."""
    met = code(error)
    if met in HELD_BY_ANOTHER:
        return Busy()
    if met not in NO_DISK | DAMAGED and not (writing and met in NOT_WRITABLE):
        return None
    log.error("the disk did not %s: SQLite code %d", "take a write" if writing else "give an answer", met)
    if writing:
        return NotSaved()
    return StoreUnusable(N_("That cannot be read just now: the disk here gives no answer. Please try again later."))
