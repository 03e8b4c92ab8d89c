"""What a visit of one of the staff remembers: of which cases it was told, when a break was due, how far it read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

EVERY: Final = 60
"""Seconds after which what is urgent is looked up again where nothing was heard of it."""


@dataclass
class OnCall:
    """`looked_at` is when what is urgent was looked up last, `rested_at` when they came, or were told of a break.

    `told` are cases they were told of here, each with its version: what cannot be written down is still not said twice
    while it waits as it did. `steps` is how far
    written steps were taken, by their address: who does what a step says comes back to the next.
    """

    looked_at: int | None = None
    rested_at: int | None = None
    told: set[tuple[int, int]] = field(default_factory=set)
    steps: dict[str, int] = field(default_factory=dict)

    def is_due(self, now: int) -> bool:
        """Say whether it is time to look again."""
        return self.looked_at is None or now - self.looked_at >= EVERY
