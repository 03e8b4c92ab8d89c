"""To whom a warm card was shown in which thread: once a day is enough. In memory, and nowhere else."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

DAY: Final = 24 * 3600
MOST: Final = 10_000
"""Cards that are remembered; of more than that the oldest is shown again."""


class Cards:
    """What was shown lately. A server that starts again has forgotten: a card too many does no harm."""

    def __init__(self) -> None:
        self._shown: OrderedDict[tuple[int, int], int] = OrderedDict()

    def is_due(self, member: int, thread: int, now: int) -> bool:
        """Say whether a member is shown a card for a thread, and take note that they are."""
        before = self._shown.get((member, thread))
        if before is not None and before <= now < before + DAY:
            return False
        self._shown[member, thread] = now
        self._shown.move_to_end((member, thread))
        if len(self._shown) > MOST:
            self._shown.popitem(last=False)
        return True
