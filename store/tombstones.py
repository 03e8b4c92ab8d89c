"""What was deleted stays deleted, whatever copy is put back: a record of it beside the backups.

Every row that somebody can delete has a random name (`row`). Deleting notes the name in the same transaction
(`destroy`, `bury`); when that has reached the disk, and before anybody is told, the name is appended to a file in the
folder of the backups (`Ledger.carry`). Killed in between, the next write carries what is left, so that neither the
deletion nor its record can be lost alone. The other order would be worse: a name recorded before the row is gone could
later destroy what nobody deleted.

The files hold random names and nothing else: not whose, not what, not when. One is open; once a week the day's backup
closes it under its date, and lets go of those that no copy needs any more.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

from peewee import SQL, DatabaseError, ModelSelect

from store import search
from store.home import sync_folder
from store.named_rows import WHOLE
from store.prepared import prepared
from store.tables import (
    Heard,
    Post,
    PostVersion,
    Thanks,
    Thread,
    ThreadTag,
    Tombstone,
    database,
)

OPEN: Final = "deletions"
CLOSED: Final = re.compile(r"deletions-until-(\d{4}-\d{2}-\d{2})")
A_WEEK: Final = 7
MARGIN_DAYS: Final = 7
"""A file is kept so much longer than the copies that need it: clocks are set, and servers stand still."""
_NAME = re.compile(r"[0-9a-f]{32}")

log = logging.getLogger(__name__)


def bury(*names: str | None) -> None:
    """Note that the rows with these names are gone. Call it in the transaction in which they go."""
    for name in names:
        if name is not None:
            Tombstone.create(row=name)


def destroy(table: Any, *where: Any) -> int:
    """Delete rows of a table that has a column `row`, note that they are gone, and return how many they were."""
    names = [name for (name,) in table.select(table.row).where(*where).tuples()]
    if not names:  # as mostly, where something may be there
        return 0
    bury(*names)
    deleted: int = table.delete().where(*where).execute()
    return deleted


def erase(post_id: int, now: int) -> None:
    """Overwrite a post that stands, or was taken out of sight, for its author: its place stays, for answers to it.

    What it said before, and what its author was told of it, go with it; with the last words in a thread its title, tags
    and wish, which are its author's too. Call it in a transaction.
    """
    if Post.get_by_id(post_id).removed_at is None:
        search.remove(post_id)
    _blank(post_id, now)


def _blank(post_id: int, now: int) -> None:
    Post.update(removed_at=now, removed_by=Post.author, text="", note="", covered="").where(
        Post.id == post_id
    ).execute()
    for table in (Thanks, Heard, PostVersion):
        table.delete().where(table.post == post_id).execute()
    thread = Post.get_by_id(post_id).thread_id
    if not Post.select().where(Post.thread == thread, Post.text != "").exists():
        Thread.update(title="", note="", wish="").where(Thread.id == thread).execute()
        ThreadTag.delete().where(ThreadTag.thread == thread).execute()


@prepared
def _noted(carried: Any) -> ModelSelect[Tombstone]:
    """Ask which names were noted since one was carried, after every write there is: (id, name)."""
    return Tombstone.select(Tombstone.id, Tombstone.row).where(Tombstone.id > carried).order_by(Tombstone.id)


class Ledger:
    """The record in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._carried = 0

    def carry(self) -> None:
        """Append what was noted since the last time, and wait for the disk. Call it after every commit.

        A disk that does not take it is logged, and the next call tries again: the deletion itself is done.
        """
        try:
            if noted := _noted(self._carried):
                self.append(*(name for _, name in noted))
                self._carried = noted[-1][0]
        except (OSError, DatabaseError) as error:
            log.error("deletions were not recorded beside the backups yet: %s", type(error).__name__)

    def clear(self) -> None:
        """Forget in the database what the files have. Call it in a transaction."""
        Tombstone.delete().where(Tombstone.id <= self._carried).execute()

    def append(self, *names: str) -> None:
        """Record these names, on the disk when this returns."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / OPEN
        is_new = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            # The line end comes first: after a line that a crash cut off, the next name stands on a line of its own.
            file.write("".join(f"\n{name}" for name in names).encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self._folder)

    def turn(self, today: date, longest_days: int) -> None:
        """Close the open file once a week; remove closed ones that no copy of at most `longest_days` needs any more."""
        closed = {date.fromisoformat(met[1]): path for path, met in self._closed()}
        path, target = self._folder / OPEN, self._folder / f"{OPEN}-until-{today.isoformat()}"
        last = max((day for day in closed if day <= today), default=None)
        if path.exists() and not target.exists() and (last is None or (today - last).days >= A_WEEK):
            path.rename(target)
        for day, old in closed.items():
            if (today - day).days > longest_days + MARGIN_DAYS:
                old.unlink()
        sync_folder(self._folder)

    def _closed(self) -> list[tuple[Path, re.Match[str]]]:
        return [(path, met) for path in self._folder.iterdir() if (met := CLOSED.fullmatch(path.name))]

    def names(self) -> set[str]:
        """Return every name on record; none where there is no such folder. A line that was cut off is none."""
        if not self._folder.is_dir():
            return set()
        files = [path for path, _ in self._closed()]
        files += [path for path in (self._folder / OPEN,) if path.exists()]
        lines = (line for path in files for line in path.read_text("ascii", "replace").split("\n"))
        return {line for line in lines if _NAME.fullmatch(line)}


def forget_again(names: set[str], now: int) -> None:
    """Delete whatever has one of these names, in a copy in which it still stands. Call it in a transaction."""
    database.execute_sql("CREATE TEMP TABLE gone (row TEXT PRIMARY KEY)")
    for name in names:
        database.execute_sql("INSERT INTO gone VALUES (?)", (name,))
    is_gone = SQL("row IN gone")
    for table in WHOLE:
        table.delete().where(is_gone).execute()
    for post in list(Post.select(Post.id).where(Post.removed_at.is_null(), SQL("t1.row IN gone"))):
        erase(post.id, now)
    for post in list(Post.select(Post.id).where(Post.text != "", SQL("t1.row IN gone"))):
        _blank(post.id, now)  # it was out of sight already, and of the index, but its words were kept for some days
    database.execute_sql("DROP TABLE gone")
