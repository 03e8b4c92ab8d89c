"""Whom a home belongs to, when root works in it: an operator signs in to a machine as root, the server runs as a user.

A file that root left behind could not be read by the server: it would open for crisis help alone, or never hear that
the place closes. So what a command of root's made is given to whoever the home belongs to.
"""

from __future__ import annotations

import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bbs.errors import Refusal
from bbs.language import N_

ROOT = 0


def owner(home: Path) -> tuple[int, int] | None:
    """Return the user and group of a home that is there and somebody's other than root's; None for any other."""
    try:
        found = home.stat()
    except OSError:
        return None
    return (found.st_uid, found.st_gid) if found.st_uid != ROOT else None


def name_of(user: int) -> str:
    """Return what a user is called on this machine; the number of one without a name."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def refuse_root(home: Path) -> None:
    """Raise Refusal where root would serve another one's home: a server needs no such power, and leaves it files."""
    whose = owner(home) if os.geteuid() == ROOT else None
    if whose is not None:
        raise Refusal(
            N_("{path} belongs to {user}, not to root. Start it as that user: systemctl start warmline, or {command}"),
            path=home,
            user=name_of(whose[0]),
            command=f"runuser -u {name_of(whose[0])} -- warmline serve --home {home}",
        )


@contextmanager
def given_back(home: Path) -> Iterator[None]:
    """Give what root made in a home, by the end of this, to whom the home belonged before; no matter how it ends."""
    whose = owner(home) if os.geteuid() == ROOT else None
    try:
        yield
    finally:
        if whose is not None:
            _give_all(home.resolve(), whose)


def _give_all(home: Path, whose: tuple[int, int]) -> None:
    """Give what is root's in a home away, each thing by what was opened and not by its path.

    Whoever the home belongs to could put a link into a path between a look and a gift, and be given a file of root's
    that is none of the home's.
    """
    for _, _, names, folder in os.fwalk(home):
        _give(folder, whose)
        for name in names:
            with suppress(OSError):  # a link, a socket, or gone meanwhile
                opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
                try:
                    _give(opened, whose)
                finally:
                    os.close(opened)


def _give(opened: int, whose: tuple[int, int]) -> None:
    if _is_roots(os.fstat(opened)):
        os.fchown(opened, *whose)


def roots(home: Path) -> Iterator[Path]:
    """Yield what belongs to root in a home, the home first.

    Where a link leads is nothing of the home, and a file with two names may be one of root's own: neither is told.
    """
    for path in (home, *_within(home)):
        with suppress(FileNotFoundError):
            if _is_roots(path.lstat()):
                yield path


def _is_roots(found: os.stat_result) -> bool:
    is_other_too = stat.S_ISREG(found.st_mode) and found.st_nlink > 1
    return found.st_uid == ROOT and not stat.S_ISLNK(found.st_mode) and not is_other_too


def _within(folder: Path) -> Iterator[Path]:
    """Yield all below a folder; no link is followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        yield Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _within(Path(entry.path))
