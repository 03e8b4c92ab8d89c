"""Whether a file is a database of ours that can be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bbs.language import N_
from store.copying import address
from store.trouble import HELD_BY_ANOTHER, NO_DISK, NOT_WRITABLE, StoreUnusable, code

APPLICATION_ID = 0x5741524D
"""`PRAGMA application_id` of our files: "WARM"."""

# A log of the lost file would be folded into the restored one, and damage it (sqlite.org/howtocorrupt.html, 1.4).
MISSING = N_(
    "The database {path} is missing or empty. Put a copy back with warmline restore; by hand only after {path}-wal was "
    "moved away, if there is one."
)
DAMAGED = N_(
    "The database {path} is damaged. Put a copy back with warmline restore; by hand only after {path}-wal was moved "
    "away, if there is one."
)

NEWER = N_("The database at {path} was made by a newer Warmline. Please install that version again.")


def check(path: Path, *, busy_timeout_seconds: float = 5) -> None:
    """Raise StoreUnusable unless `path` is a whole, writable database of ours. A missing one is never made."""
    if not path.is_file() or path.stat().st_size == 0:
        raise StoreUnusable(MISSING, path=path)
    try:
        connection = sqlite3.connect(address(path), uri=True, timeout=busy_timeout_seconds, isolation_level=None)
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            whole = ours and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            version = connection.execute("PRAGMA user_version").fetchone()[0] if whole else 0
            if version > 0:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA user_version = {version}")  # the least that only a writable file takes
                connection.execute("ROLLBACK")
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the names in a damaged schema may be anything
        raise StoreUnusable(_unusable(code(error)), path=path) from error
    if not ours:
        raise StoreUnusable(N_("The file {path} is not a Warmline database. Nothing was changed."), path=path)
    if not whole:
        raise StoreUnusable(DAMAGED, path=path)
    if version <= 0:
        raise StoreUnusable(MISSING, path=path)


def _unusable(met: int) -> str:
    if met in HELD_BY_ANOTHER:
        return N_("The database {path} is held by another program. End that one, then start again.")
    if met in NOT_WRITABLE or met == sqlite3.SQLITE_CANTOPEN:
        return N_("The database {path} cannot be written. Whoever runs Warmline must own the file and its folder.")
    if met in NO_DISK:
        return N_("The disk that holds {path} is full, or fails. Make room on it, then start again.")
    return DAMAGED
