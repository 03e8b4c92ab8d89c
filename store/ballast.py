"""Ballast: room on the disk that is held back, and let go of when the disk is full.

On a full disk SQLite can delete nothing and empty no log, because both need room first. Letting the ballast go
makes that room: a draft can be kept, a post removed, the log folded into the database.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

from store.home import write_private

MIB = 1024 * 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What a system says where there is no room, or no more for this account."""

log = logging.getLogger(__name__)


class Ballast:
    """A file of `mib` MiB at `path`; none when `mib` is 0."""

    def __init__(self, path: Path, mib: int) -> None:
        self.path = path
        self._bytes = mib * MIB

    @property
    def is_held(self) -> bool:
        """Whether the room is held back now, all of it and no more."""
        return self.path.exists() and self.path.stat().st_size == self._bytes

    def hold(self) -> None:
        """Hold the room back, unless it is held or that would fill the disk: as much again must stay free."""
        if self._bytes == 0 or self.is_held:
            return
        try:
            if shutil.disk_usage(self.path.parent).free >= 2 * self._bytes:
                # Random, because a file system that compresses would hold nothing back for zeros.
                write_private(self.path, os.urandom(self._bytes))
        except OSError:
            log.warning("the ballast could not be written: the disk is nearly full or not writable")

    def release_if_full(self) -> None:
        """Let go of the room when the disk has less than a MiB left."""
        with suppress(OSError):
            if shutil.disk_usage(self.path.parent).free < MIB:
                self.release()

    def release(self) -> bool:
        """Let go of the room; return whether there was any."""
        try:
            self.path.unlink()
        except OSError:
            return False
        log.error("the disk is full: the ballast was let go. Please make room on the disk soon.")
        return True
