"""Copies that are made every day, and how long each is kept: seven daily ones, and four weekly ones before those.

What was deleted is in no copy after LONGEST_DAYS. Each copy is checked before it counts, and only a new one that is
whole makes an old one go.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bbs.errors import NotSaved, Refusal
from bbs.language import N_
from store.copying import backup
from store.encrypting import ENDING
from store.home import Home, sync_folder
from store.tombstones import Ledger

DAILY: Final = 7
WEEKLY: Final = 4
LONGEST_DAYS: Final = DAILY + 7 * (WEEKLY + 1)
"""The fourth week before the seven days may begin up to a week earlier."""
KEY_DAYS: Final = LONGEST_DAYS + 1
"""An old server key is needed as long as a copy from before it was changed: the copy of that same day goes last."""
ROOM: Final = 16 * 1024 * 1024
"""Bytes a copy leaves free: it must never be the reason why a post is not saved."""
DAY: Final = 24 * 3600

_DAILY = re.compile(r"daily-(\d{4}-\d{2}-\d{2})\.db(\.age)?")
_HALF_MADE = re.compile(r"\.(daily-\d{4}-\d{2}-\d{2}|warmline)\.db(\.age)?\.[0-9a-f]{8}(-journal|-wal|-shm)?")
_BEFORE = re.compile(
    r"(before-(migration|rotation)-[0-9a-f]{8}\.db(\.age)?|warmline\.db\.before-restore-[0-9a-f]{8}(-wal|-shm)?)"
)
_OLD_KEY = re.compile(r"server\.key\.before-rotation-[0-9a-f]{8}")

log = logging.getLogger(__name__)


async def daily(home: Home, now: int, encrypt_to: str = "") -> None:
    """Make the day's copy, unless it is there, in a thread of its own: no visit waits for it, nor does the end.

    A failure is logged, and the next day's call tries again.
    """
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def work() -> None:
        try:
            if make(home, now, encrypt_to):
                log.info("the daily backup was made")
        except (Refusal, OSError) as error:
            log.error("the daily backup was not made: %s", type(error).__name__)
        finally:
            with suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(done.set)

    threading.Thread(target=work, name="backup", daemon=True).start()
    await done.wait()


def make(home: Home, now: int, encrypt_to: str = "") -> bool:
    """Make the day's copy and let old ones go; False when it is there or another program makes it just now.

    With a key of age's it is encrypted to it. Raises NotSaved when there is no room for it or the database is not
    whole, Refusal for a key that is none, OSError when the folder fails.
    """
    home.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    today = datetime.fromtimestamp(now, UTC).date()
    name = f"daily-{today.isoformat()}.db"
    target = home.backups / (name + ENDING if encrypt_to else name)
    with _alone(home.backups) as is_alone:
        if not is_alone or target.exists():
            return False
        _sweep(home)
        _check_room(home, encrypt_to)
        backup(home.database, target, encrypt_to)
        for other in (home.backups / name, home.backups / (name + ENDING)):
            if other != target:  # of the same day, from before the setting was changed
                other.unlink(missing_ok=True)
        _let_go(home, today, now)
        Ledger(home.backups).turn(today, LONGEST_DAYS)
    return True


def make_one_more(home: Home, target: Path, encrypt_to: str = "") -> None:
    """Copy the database anywhere, encrypted where there is a key. Waits for a copy that is being made just now.

    Raises Refusal, NotSaved.
    """
    home.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(home.backups, waits=True):
        backup(home.database, target, encrypt_to)


def sweep(home: Home) -> None:
    """Remove what copies that were killed have left, unless one is being made just now. Call it while home is held."""
    if home.backups.is_dir():
        with _alone(home.backups) as is_alone:
            if is_alone:
                _sweep(home)


def _sweep(home: Home) -> None:
    for left in _named(home, _HALF_MADE):
        left.unlink()


def plain(home: Home) -> list[Path]:
    """Return the copies here that are not encrypted."""
    copies = re.compile(f"({_DAILY.pattern}|{_BEFORE.pattern})")
    return [path for path in _named(home, copies) if path.suffix != ENDING and path.parent == home.backups]


@contextmanager
def _alone(folder: Path, *, waits: bool = False) -> Iterator[bool]:
    """Hold the folder while copying into it; yields False when somebody else does, unless it waits for them."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        is_alone = True
    except BlockingIOError:
        is_alone = False
    try:
        yield is_alone
    finally:
        os.close(descriptor)


def room_wanted(home: Home, encrypt_to: str = "") -> int:
    """Return how many bytes must be free for a copy: one that is encrypted is there twice for a moment."""
    log_file = home.database.with_name(f"{home.database.name}-wal")
    size = sum(path.stat().st_size for path in (home.database, log_file) if path.exists())
    return size * (2 if encrypt_to else 1) + ROOM


def _check_room(home: Home, encrypt_to: str) -> None:
    if shutil.disk_usage(home.backups).free < room_wanted(home, encrypt_to):
        raise NotSaved(N_("There is too little room on the disk for a backup."))


def _named(home: Home, pattern: re.Pattern[str]) -> list[Path]:
    """Return the files whose names are of a kind: copies are in their folder, what a restore leaves in the home."""
    return [path for folder in (home.backups, home.path) for path in folder.iterdir() if pattern.fullmatch(path.name)]


def days(home: Home) -> dict[date, Path]:
    """Return the daily copies by their day."""
    return {date.fromisoformat(path.name[6:16]): path for path in _named(home, _DAILY)}


def _let_go(home: Home, today: date, now: int) -> None:
    """Remove the copies whose time is over, and what is from before a migration, a restore or another server key."""
    made = days(home)
    old = [path for day, path in made.items() if day not in kept(made, today)]
    old += [path for path in _named(home, _BEFORE) if path.stat().st_mtime < now - LONGEST_DAYS * DAY]
    oldest = min(set(made) - {day for day, path in made.items() if path in old}, default=today)
    for key in _named(home, _OLD_KEY):
        kept_since = key.stat().st_mtime
        if kept_since < now - KEY_DAYS * DAY and datetime.fromtimestamp(kept_since, UTC).date() < oldest:
            old.append(key)
    for path in old:
        path.unlink()
    sync_folder(home.backups)


def kept(made: Iterable[date], today: date) -> set[date]:
    """Return which days' copies are kept: the newest DAILY, and before those the first one of WEEKLY weeks.

    A copy from a day to come, made while the clock was wrong, is kept until its time, and counts for nothing.
    """
    days = sorted(day for day in made if day <= today)
    newest, older = days[-DAILY:], days[:-DAILY]
    weeks: dict[tuple[int, int], date] = {}
    for day in older:
        weeks.setdefault(day.isocalendar()[:2], day)
    of_weeks = [day for day in list(weeks.values())[-WEEKLY:] if (today - day).days <= LONGEST_DAYS]
    return {*newest, *of_weeks, *(day for day in made if day > today)}
