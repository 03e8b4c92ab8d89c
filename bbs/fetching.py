"""What was opened in a visit for a command that comes after it: the export of what is private.

A command cannot ask for a passphrase: without a terminal it would be shown. So a member opens in a visit what is to be
fetched, and fetches it by `ssh host export` within ten minutes, once. In memory only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.sealing import Key

SECONDS: Final = 600


@dataclass(frozen=True)
class Opened:
    """What one member opened: until when, and their own key if it was unlocked."""

    until: int
    key: Key | None


class Fetching:
    """Who may fetch what just now."""

    def __init__(self) -> None:
        self._opened: dict[int, Opened] = {}

    def open(self, member: int, key: Key | None, *, now: int) -> None:
        """Let a member fetch for a while."""
        self._opened = {who: each for who, each in self._opened.items() if each.until > now}
        self._opened[member] = Opened(now + SECONDS, key)

    def take(self, member: int, *, now: int) -> Opened | None:
        """Return what a member opened, once; None where they opened nothing, or too long ago."""
        found = self._opened.pop(member, None)
        return found if found is not None and found.until > now else None

    def shut(self, member: int) -> None:
        """Forget it."""
        self._opened.pop(member, None)
