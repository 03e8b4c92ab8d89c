"""How much room the disk has, and whether there is too little for anything new.

Read only is a state of the moment and nothing is kept of it: it begins when less than a bound is free, or when the disk
did not take a write, and ends when there is room again, or the disk takes one.
"""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from store.ballast import MIB

ENDS_AT: Final = 1.25
"""How many times the bound must be free until it ends: at the very edge it would begin and end all the time."""

log = logging.getLogger(__name__)


class Room:
    """The room on the disk that holds `folder`. It is short below `mib` MiB; with 0 it never is."""

    def __init__(self, folder: Path, mib: int) -> None:
        self._folder = folder
        self._bytes = mib * MIB
        self._has_failed = False
        self.is_short = False

    @property
    def is_low(self) -> bool:
        """Whether the disk has too little room, or did not take the last write."""
        return self.is_short or self._has_failed

    def look(self) -> None:
        """See how much is free, and log when that changes what is done here. Call it where a disk may be waited for."""
        with suppress(OSError):
            free = shutil.disk_usage(self._folder).free
            is_short = free < self._bytes * (ENDS_AT if self.is_short else 1)
            if is_short and not self.is_short:
                log.error("the disk has %d MiB left: only reading until there is room", free // MIB)
            elif self.is_short and not is_short:
                log.info("the disk has room again: writing goes on")
                self._has_failed = False  # that was for want of room; nobody may come who writes and finds it out
            self.is_short = is_short

    def failed(self) -> None:
        """Take note that the disk did not take a write."""
        self._has_failed = True
        self.look()

    def took(self) -> None:
        """Take note that it took one."""
        self._has_failed = False
        self.look()
