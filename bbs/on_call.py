"""What a visit of one of the staff remembers: of which cases it was told, when a break was due, how far it read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

EVERY: Final = 60
"""Seconds after which what is urgent is looked up again where nothing was heard of it."""
A_SHIFT: Final = 16 * 3600
"""For how many seconds it is remembered after a visit how far somebody came."""
A_BREAK: Final = 10 * 60
"""Seconds away that are a break, and no cut line."""


@dataclass
class OnCall:
    """`looked_at` is when what is urgent was looked up last, `rested_at` when they came, or were told of a break.

    `told` are cases they were told of here, each with its version: what cannot be written down is still not said twice
    while it waits as it did. `steps` is how far written steps were taken, by their address: who does what a step says
    comes back to the next.
    """

    looked_at: int | None = None
    rested_at: int | None = None
    told: set[tuple[int, int]] = field(default_factory=set)
    steps: dict[str, int] = field(default_factory=dict)

    def is_due(self, now: int) -> bool:
        """Say whether it is time to look again."""
        return self.looked_at is None or now - self.looked_at >= EVERY


class Unfinished:
    """What visits came to that are over, in memory alone: a line is cut in the middle of a shift, or of such steps."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, OnCall]] = {}

    def leave(self, member: int, call: OnCall, now: int) -> None:
        """Keep how far somebody of the staff came in a visit, and when they rested."""
        if call.looked_at is not None or call.steps:
            self._left[member] = now, call

    def take_up(self, member: int, call: OnCall, now: int) -> None:
        """Have a visit go on where the one before it ended."""
        since, left = self._left.pop(member, (now, call))
        if now - since < A_SHIFT:
            call.steps = left.steps | call.steps
        if now - since < A_BREAK and call.rested_at is None:
            call.rested_at = left.rested_at
