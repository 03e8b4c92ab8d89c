"""Copies of a database that is in use."""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

from bbs.errors import NotSaved, Refusal
from bbs.language import N_
from store import encrypting
from store.home import sync_folder
from store.trouble import reason


def address(path: Path) -> str:
    """Return the URI under which SQLite opens a file that is there, and makes none where it is missing.

    Not read-only, even to copy: after a crash whoever comes first must be able to recover the log.
    """
    return f"{path.absolute().as_uri()}?mode=rw"


def read_only(path: Path) -> sqlite3.Connection:
    """Connect to read: whoever could write would throw the log of a damaged database away, and what can be saved."""
    has_log = path.with_name(f"{path.name}-wal").exists()
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'' if has_log else '&immutable=1'}", uri=True)


def beside(path: Path) -> Path:
    """Return a new name beside a file, for what becomes that file or is made of it."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def backup(source: Path, target: Path, encrypt_to: str = "") -> None:
    """Copy a database while it is in use: backup API, checked, synced, renamed into place, 0600.

    With a key of age's the copy is encrypted to it. Raises Refusal when there is a file at `target` already or the key
    is none, NotSaved, naming the reason, when no copy could be made.
    """
    if target.exists():
        raise Refusal(N_("There is a file at {path} already. Nothing was changed."), path=target)
    if encrypt_to:
        encrypting.check(encrypt_to)
    temporary = beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            if encrypt_to:
                _copy_encrypted(source, temporary, encrypt_to)
            else:
                _copy(source, temporary)
            temporary.rename(target)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise NotSaved(N_("The backup to {path} was not made: {why}."), path=target, why=reason(error)) from error


def _copy_encrypted(source: Path, target: Path, encrypt_to: str) -> None:
    """Copy, check, and only then encrypt.

    What is copied stands beside the database while that lasts, where it tells nobody more than the database does, and
    never where copies are kept. Killed meanwhile, the next start removes it (backups.sweep).
    """
    plain = beside(source)
    try:
        _copy(source, plain)
        encrypting.encrypt(plain, target, encrypt_to)
    finally:
        plain.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    reading = sqlite3.connect(address(source), uri=True)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = delete")  # one file, with nothing beside it
        if writing.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is not whole")
    finally:
        writing.close()
        reading.close()
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
