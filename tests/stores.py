"""A store without a house: a database in a folder, two boards and some people, for tests of what is kept and how."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bbs.community import members, posts
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.config import Writing
from store import seed
from store.ballast import Ballast
from store.database import Store
from store.seed import SeedBoard
from store.tombstones import Ledger

R = TypeVar("R")

NOW = 1_780_000_000
"""A Thursday in May 2026."""
UNHURRIED = Writing(posts_per_hour=10_000, newcomer_days=0)
BOARDS = (SeedBoard("lobby", "Lobby", "Guests read it too.", guests_read=True), SeedBoard("sleep", "Sleep", "Nights."))


@cache
def _planted() -> Path:
    """Make a database with two boards, to copy: the disk is waited for once, and not before every test."""
    folder = Path(tempfile.mkdtemp(prefix="warmline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Store.begin(folder / "warmline.db")
    store = opened(folder)
    store.run(seed.plant, BOARDS, now=NOW)
    store.close()
    folder.chmod(0o755)  # some tests give up being root before they begin
    (folder / "warmline.db").chmod(0o644)
    return folder / "warmline.db"


def begun(folder: Path, **how: Any) -> Store:
    """Have a database in a folder, with two boards, and open it."""
    folder.mkdir(exist_ok=True)
    shutil.copy(_planted(), folder / "warmline.db")
    (folder / "warmline.db").chmod(0o600)
    return opened(folder, **how) if how else copied(folder / "warmline.db", folder / "backups")


def copied(path: Path, backups: Path, *, readers: int = 3) -> Store:
    """Open the copy of a database that was whole and up to date a moment ago, without looking at all of it again."""
    return Store(path, readers=readers, ballast=Ballast(path.with_name("ballast"), 0), ledger=Ledger(backups))


def opened(folder: Path, **how: Any) -> Store:
    """Open the database of a folder."""
    return Store.open(folder / "warmline.db", folder / "backups", **how)


def member(store: Store, handle: str, **how: Any) -> Person:
    """Make a member."""
    return store.run(members.add, handle, now=NOW, **{"consented": True, **how})


def start(store: Store, writer: Person, text: str = "It is four in the morning.", **how: Any) -> PostLine:
    """Start a thread, on the board that only members read unless `board` says otherwise."""
    board, title = how.pop("board", "sleep"), how.pop("title", "Four in the morning")
    return store.run(posts.start, writer, board, title, text, now=NOW, writing=UNHURRIED, **how)


def reply(store: Store, writer: Person, thread: int, text: str = "I am awake too.", **how: Any) -> PostLine:
    """Reply in a thread."""
    return store.run(posts.reply, writer, thread, text, now=NOW, writing=UNHURRIED, **how)


def during(work: Callable[[], Coroutine[Any, Any, R]]) -> R:
    """Run a coroutine to its end."""
    return asyncio.run(work())


def outsider(store: Store, *, patience: float = 0) -> sqlite3.Connection:
    """Connect to a store's file as another program would, waiting for locks for `patience` seconds."""
    return sqlite3.connect(store.path, timeout=patience, isolation_level=None, check_same_thread=False)
