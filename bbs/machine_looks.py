"""What `warmline doctor` looks for in the machine and among the people: a line each, which says what to do."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib import metadata

from bbs.config import Config
from bbs.machine import Machine, Running
from store.copying import address
from store.home import Home

NETWORKED = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs", "lustre"}
)
"""File systems on which two machines can have one file, and SQLite's locks do not hold."""
PASSING = frozenset({"tmpfs", "ramfs"})
LEAST_MIB, LEAST_FREE_MIB = 400, 48
"""Memory below which a machine is too small, and free memory below which it is about to stand still."""
SPARE_FILES = 128
"""Files that the server has open beside its callers: the database, what it reads, what is about to close."""
SLACK = 600
"""Seconds that a clock may be behind the newest post before somebody has to look."""
BEFORE_ALL = 1_767_225_600
"""The first of January 2026: no clock that is right shows an earlier day."""
LOCKED = re.compile(r"([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==([^\s;\\]+)(\s*;)?", re.IGNORECASE)


def file_system(machine: Machine, home: Home) -> Iterator[str]:
    """Say whether the home lies where its files stay, and where locks hold."""
    kind = "" if home.is_demo else machine.file_system
    if kind in PASSING:
        yield f"{home.path} lies in memory ({kind}) and is gone at the next start. Move it to a disk."
    if kind in NETWORKED:
        yield (
            f"{home.path} lies on a network file system ({kind}), where the locks of the database do not hold and it "
            "can be damaged. Move it to a disk of this machine."
        )


def memory(machine: Machine, config: Config) -> Iterator[str]:
    """Say whether there is memory enough, for this program and for what the settings let it take."""
    if machine.memory_mib is None:
        return
    if machine.memory_mib < LEAST_MIB:
        yield f"This machine has {machine.memory_mib} MiB of memory; {LEAST_MIB} are little. Rent the next larger one."
    elif machine.free_mib is not None and machine.free_mib < LEAST_FREE_MIB:
        yield (
            f"{machine.free_mib} MiB of memory are free. See what takes it (top, then M), or set [server] sessions "
            "lower."
        )
    checks = config.passphrases.memory_kib * config.passphrases.at_once >> 10
    if checks > machine.memory_mib // 4:
        yield (
            f"Checking passphrases may take {checks} MiB at once, over a quarter of the memory. Set [passphrases] "
            "at_once to 1, or memory_kib lower."
        )


def secrets_on_disk(machine: Machine) -> Iterator[str]:
    """Say whether what is private in memory could come onto the disk."""
    running = machine.running
    if running is None:
        return
    if machine.swaps and running.may_swap:
        yield (
            "This machine swaps, so that what members keep private can come onto the disk in plain. Use the unit of "
            "deploy/ (MemorySwapMax=0), or turn swap off: swapoff -a, and take it out of /etc/fstab."
        )
    if running.core_bytes:
        yield "The running server may write core dumps, with private words in them. Its unit wants LimitCORE=0."


def open_files(machine: Machine, config: Config) -> Iterator[str]:
    """Say whether as many callers can be served as the settings let in."""
    wanted = 2 * config.server.sessions + config.server.half_open + SPARE_FILES
    running: Running | None = machine.running
    allowed = running.open_files if running is not None else machine.open_files
    if allowed is not None and allowed < wanted:
        yield (
            f"The server may open {allowed} files, and {wanted} are wanted for the callers that [server] sessions "
            "lets in. Set LimitNOFILE=8192 in its unit, or sessions lower."
        )


def ports(machine: Machine, config: Config) -> Iterator[str]:
    """Say whether another program has a port of ours, while no server runs here."""
    if machine.running is not None:
        return
    measured = (config.metrics.listen,) if config.metrics.listen is not None else ()
    for port in dict.fromkeys(endpoint.port for endpoint in (*config.server.endpoints, *measured)):
        if port in machine.listening:
            who = " Port 22 is the machine's own sshd: docs/install.md says how to move it." if port == 22 else ""
            yield (
                f"Port {port} is taken by another program; ss -ltnp says by which. Stop that one, or set another port "
                f"in the settings.{who}"
            )


def clock(machine: Machine, home: Home, now: int) -> Iterator[str]:
    """Say whether the clock can be right."""
    newest = max((_number(home, "SELECT max(posted_at) FROM post"), home.started))
    if now < BEFORE_ALL or now < newest - SLACK:
        yield (
            "The clock of this machine is behind what was written here already, or was ahead before. Set it: "
            "timedatectl set-ntp true"
        )
    elif not machine.clock_is_set:
        yield "The clock of this machine has not been set from the network yet. Look: timedatectl timesync-status"


def people(home: Home) -> Iterator[str]:
    """Say whether enough people look after the place."""
    if home.is_demo:
        return
    operators, moderators = (_staff(home, role) for role in ("operator", "moderator"))
    if operators is None or moderators is None:
        return
    if not operators:
        yield "There is no operator. A start shows the code with which the first one joins."
    elif operators == 1:
        yield (
            "There is one operator: if they are ill, nobody can run this place. Make a second one: in the office, "
            f"members; or warmline member role --home {home.path} HANDLE operator"
        )
    if not moderators:
        yield (
            "There is no moderator, so that whoever asks for a person, or reports something, waits for an operator. "
            "Make some: in the office, members."
        )


def libraries(machine: Machine) -> Iterator[str]:
    """Say whether the libraries are those that this version was tested with, where the lock is kept."""
    other = sorted(_unlike(machine.locked))
    if other:
        names = ", ".join(other[:4]) + (f" and {len(other) - 4} more" if other[4:] else "")
        yield (
            f"Not the versions of requirements.lock: {names}. Put them right with the pip of this installation: "
            "pip install --require-hashes --only-binary :all: -r requirements.lock"
        )


def _unlike(locked: Iterable[str]) -> Iterator[str]:
    for line in locked:
        if not (pinned := LOCKED.match(line)):
            continue
        name, version, is_for_some = pinned.groups()
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            if not is_for_some:  # some are for other systems, or for older Pythons
                yield f"{name} (missing)"
            continue
        if installed != version:
            yield f"{name} {installed} instead of {version}"


def terminal(machine: Machine) -> Iterator[str]:
    """Say what the terminal at which this is asked means for `warmline admin`. It is no fault of the home."""
    if machine.terminal in ("dumb", "unknown"):
        yield "Your TERM says that this terminal only prints, so warmline admin shows plain lines in it."


def _staff(home: Home, role: str) -> int | None:
    standing = "left_at IS NULL AND waiting_since IS NULL AND declined_at IS NULL"
    query = f"SELECT count(*) FROM member WHERE role = ? AND {standing}"  # noqa: S608 - nothing of it is from outside
    try:
        with closing(sqlite3.connect(address(home.database), uri=True)) as reading:
            return int(reading.execute(query, (role,)).fetchone()[0])
    except sqlite3.Error:
        return None


def _number(home: Home, query: str) -> int:
    """Ask a database that may be damaged, missing or older for a number; what it does not know is 0."""
    try:
        with closing(sqlite3.connect(address(home.database), uri=True)) as reading:
            return int(reading.execute(query).fetchone()[0] or 0)
    except sqlite3.Error:
        return 0
