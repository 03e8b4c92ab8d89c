"""What a visit has unlocked of a member's private things, and whether they have to say again who they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from store.sealing import Key

PAUSE: Final = 600
"""Seconds without a key after which it is asked again, if the member wants that (SECURITY.md "Also")."""


class Again(StrEnum):
    """What private pages ask for after a pause."""

    NOTHING = ""
    PIN = "pin"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a choice


@dataclass
class Locker:
    """One visit's. `key` is the member's own, while it is unlocked; `proven` says that they said who they are.

    Somebody who went away has not proven it any more; what was unlocked stays so, as a long passphrase after every
    pause would be no help.
    """

    key: Key | None = None
    proven: bool = False

    def heard(self, silent_seconds: int) -> None:
        """Take note of something typed after so long."""
        self.proven = self.proven and silent_seconds < PAUSE

    def is_open(self, asks: Again, silent_seconds: int) -> bool:
        """Say whether private pages may be shown, sealed ones apart."""
        return asks is Again.NOTHING or (self.proven and silent_seconds < PAUSE)

    def shut(self) -> None:
        """Forget all of it."""
        self.key, self.proven = None, False
