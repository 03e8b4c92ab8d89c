"""How the server itself is doing: numbers an operator would otherwise need a shell for. Nobody's name, no address."""

from __future__ import annotations

import re
import resource
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from bbs import server_key
from store import backups
from store.ballast import MIB
from store.encrypting import ENDING
from store.home import Home
from store.tombstones import OPEN

LOOK_EVERY: Final = 60
"""Seconds for which a look counts as new: asking again and again costs nothing."""


@dataclass(frozen=True)
class Crowd:
    """How many are connected now, and how many found the house full since the start."""

    members: int = 0
    guests: int = 0
    helped: int = 0
    at_the_door: int = 0
    turned_away: int = 0


@dataclass(frozen=True)
class State:
    """The server and its home at a moment. Sizes are MiB, rounded down; memory is None where nobody says."""

    at: int
    memory: int | None
    most_memory: int
    free: int
    disk: int
    database: int
    write_log: int
    newest_copy: date | None
    copies: int
    is_encrypted: bool
    has_deletions: bool
    key_is_kept: bool


def look(home: Home, now: int) -> State:
    """Look at this process and a home. Call it where a disk may be waited for."""
    disk = shutil.disk_usage(home.path)
    made = backups.days(home) if home.backups.is_dir() else {}
    newest = max(made, default=None)
    return State(
        at=now,
        memory=_memory(),
        most_memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        free=disk.free // MIB,
        disk=disk.total // MIB,
        database=_size(home.database),
        write_log=_size(home.database.with_name(f"{home.database.name}-wal")),
        newest_copy=newest,
        copies=len(made),
        is_encrypted=newest is not None and made[newest].suffix == ENDING,
        has_deletions=any(path.name.startswith(OPEN) for path in home.backups.iterdir()) if made else False,
        key_is_kept=server_key.is_kept(home),
    )


def _size(path: Path) -> int:
    """Return how large a file is, without opening it: closing one of SQLite's would let go of its locks."""
    with suppress(OSError):
        return path.stat().st_size // MIB
    return 0


def _memory() -> int | None:
    with suppress(OSError):
        if found := re.search(r"^VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii", "replace"), re.M):
            return int(found[1]) >> 10
    return None


@dataclass
class Gauge:
    """The last look, for a minute."""

    last: State | None = field(default=None)

    def state(self, home: Home, now: int) -> State:
        """Return how things are."""
        last = self.last
        if last is None or not 0 <= now - last.at < LOOK_EVERY:
            last = self.last = look(home, now)
        return last
