"""How often somebody may do something. In memory, of fixed size; never asked about crisis help."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Hashable

from bbs.clock import Clock
from bbs.errors import Busy
from bbs.language import N_

ENTRIES = 4096


class Pace:
    """At most `limit` of something in any `seconds`, for each key: posts of a member, say. Never of crisis help."""

    def __init__(self, clock: Clock, limit: int, seconds: float, entries: int = ENTRIES) -> None:
        self._clock = clock
        self._limit = limit
        self._seconds = seconds
        self._entries = entries
        self._done: dict[Hashable, deque[float]] = {}  # the longest quiet first

    def allow(self, key: Hashable) -> int:
        """Count one and return 0, or return the whole seconds to wait and count nothing."""
        now = self._clock.monotonic()
        done = self._done.pop(key, None) or deque(maxlen=self._limit)
        wait = done[0] + self._seconds - now if len(done) == self._limit else 0.0
        if wait <= 0:
            done.append(now)
        self._done[key] = done
        while len(self._done) > self._entries:
            del self._done[next(iter(self._done))]
        return math.ceil(max(0.0, wait))


def pause(seconds: int) -> Busy:
    """Return the words for a wait that Pace asked for. The caller keeps the text, as they promise."""
    if seconds < 90:
        soon = N_(
            "A short pause: this can go in {n} seconds. Nothing you write is lost. Crisis help never waits: "
            "{do:help/Ctrl+G}."
        )
        return Busy(soon, n=max(2, seconds))
    later = N_(
        "A pause: this can go in about {n} minutes. Nothing you write is lost. Crisis help never waits: "
        "{do:help/Ctrl+G}."
    )
    return Busy(later, n=math.ceil(seconds / 60))
