"""The machine a home lies on, as the kernel tells of it: read from /proc and /sys, changed nowhere.

What cannot be read (another system, a container that hides it) is not known, and nothing is said of it.
"""

from __future__ import annotations

import os
import re
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeVar

T = TypeVar("T")

LISTENS = "0A"
"""The state of a socket that listens, in /proc/net/tcp."""


@dataclass(frozen=True)
class Running:
    """A server that runs in a home: what it may take, None where nobody says."""

    pid: int
    open_files: int | None = None
    core_bytes: int | None = None
    may_swap: bool = False


@dataclass(frozen=True)
class Machine:
    """What a doctor asks of a machine. `listening` are TCP ports that somebody listens on, whoever it is."""

    file_system: str = ""
    memory_mib: int | None = None
    free_mib: int | None = None
    swaps: bool = False
    listening: frozenset[int] = frozenset()
    open_files: int | None = None
    running: Running | None = None
    clock_is_set: bool = True
    terminal: str = ""
    locked: tuple[str, ...] = field(default=())

    @classmethod
    def here(cls, home: Path, server: int | None = None) -> Self:
        """Look at this machine. `server` is the process that serves the home, for where the kernel hides which one."""
        memory = _known(_memory) or {}
        return cls(
            file_system=_known(lambda: _file_system(home)) or "",
            memory_mib=memory.get("MemTotal"),
            free_mib=memory.get("MemAvailable"),
            swaps=bool(_known(_swaps)),
            listening=frozenset(_known(lambda: tuple(_listening())) or ()),
            open_files=_known(lambda: _limits(os.getpid(), at=3)["Max open files"]),
            running=_known(lambda: _running(home)) or _process(server),
            clock_is_set=not _waits_for_time(),
            terminal=os.environ.get("TERM", "") if sys.stdout.isatty() else "",
            locked=tuple(_known(_locked) or ()),
        )


def _known(look: Callable[[], T]) -> T | None:
    """Return what a look finds, None where the machine does not show it."""
    with suppress(OSError, ValueError, IndexError, KeyError):
        return look()
    return None


def _rows(path: str) -> list[str]:
    return Path(path).read_text("utf-8", "replace").splitlines()


def _memory() -> dict[str, int]:
    """Return sizes of memory in MiB, by name."""
    found = (re.fullmatch(r"(\w+):\s+(\d+) kB", row) for row in _rows("/proc/meminfo"))
    return {row[1]: int(row[2]) >> 10 for row in found if row}


def _swaps() -> list[str]:
    """Return what is swapped to that keeps it when the machine is switched off: compressed memory does not."""
    return [row.split()[0] for row in _rows("/proc/swaps")[1:] if not row.startswith("/dev/zram")]


def _file_system(home: Path) -> str:
    """Return the kind of the file system that a folder lies on."""
    kinds: dict[Path, str] = {}
    for row in _rows("/proc/self/mountinfo"):
        before, after = row.split(" - ", 1)
        kinds[Path(before.split()[4].replace("\\040", " "))] = after.split()[0]
    return next(kinds[folder] for folder in (home, *home.parents) if folder in kinds)


def _listening() -> Iterator[int]:
    """Yield the ports that somebody listens on; a machine may have no IPv6."""
    for path in filter(os.path.exists, ("/proc/net/tcp", "/proc/net/tcp6")):
        for row in _rows(path)[1:]:
            words = row.split()
            if words[3] == LISTENS:
                yield int(words[1].rpartition(":")[2], 16)


def _running(home: Path) -> Running | None:
    """Return the server that has a home to itself (Home.held): whoever holds the lock on its folder."""
    about = home.stat()
    place = f"{os.major(about.st_dev):02x}:{os.minor(about.st_dev):02x}:{about.st_ino}"
    holders = [words[4] for words in map(str.split, _rows("/proc/locks")) if words[1] == "FLOCK" and words[5] == place]
    if not holders:
        return None
    return _process(int(holders[0]))


def _process(pid: int | None) -> Running | None:
    """Return what a process may take, as far as the kernel tells; None for no process."""
    if pid is None:
        return None
    limits = _known(lambda: _limits(pid)) or {}
    return Running(pid, limits.get("Max open files"), limits.get("Max core file size"), _may_swap(pid))


def _limits(pid: int, *, at: int = 2) -> dict[str, int]:
    """Return the soft limits of a process by their names; `at` 3 the hard ones, up to which it can raise them."""
    found = (re.match(r"(Max [a-z ]+?)\s{2,}(\S+)\s+(\S+)", row) for row in _rows(f"/proc/{pid}/limits"))
    return {row[1]: sys.maxsize if row[at] == "unlimited" else int(row[at]) for row in found if row}


def _may_swap(pid: int) -> bool:
    """Say whether a process may be written to swap; a service manager can forbid it."""
    group = _known(lambda: _rows(f"/proc/{pid}/cgroup")[-1].split("::", 1)[1])
    most = _known(lambda: _rows(f"/sys/fs/cgroup{group}/memory.swap.max")[0])
    return most != "0"


def bound() -> None:
    """Let this process open as many files as it may, and write no core dump: there are private words in it.

    Where that is not allowed, the limits stay as they are, and the doctor tells of them.
    """
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _waits_for_time() -> bool:
    """Say whether systemd sets the clock here and has not heard the time yet."""
    folder = Path("/run/systemd/timesync")
    return folder.is_dir() and not (folder / "synchronized").exists()


def _locked() -> list[str]:
    """Return the lines of the lock that this program was installed from, where it is kept beside it."""
    places = (Path(sys.prefix) / "requirements.lock", Path(__file__).parent.parent / "deploy" / "requirements.lock")
    return next((path.read_text("utf-8").splitlines() for path in places if path.is_file()), [])
