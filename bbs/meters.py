"""What is counted while a place runs, for whoever measures machines: numbers alone, of nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import Final

from bbs.errors import BBSError, Busy, NotSaved

PAINT_BOUNDS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
"""Seconds from a key to the frame that shows it, up to which each kind of frame is counted."""


class Meters:
    """Counts since the start. Counting costs next to nothing, so it is always done; showing it is a setting."""

    def __init__(self) -> None:
        self.writes: Counter[str] = Counter()
        self.frames = [0] * (len(PAINT_BOUNDS) + 1)
        self.paint_seconds = 0.0

    def wrote(self, error: BBSError | None = None) -> None:
        """Count a write by what became of it."""
        match error:
            case None:
                self.writes["done"] += 1
            case Busy():
                self.writes["busy"] += 1
            case NotSaved():
                self.writes["not_saved"] += 1
            case _:
                self.writes["refused"] += 1

    def painted(self, seconds: float) -> None:
        """Count a frame by how long somebody waited for it."""
        self.frames[bisect_left(PAINT_BOUNDS, seconds)] += 1
        self.paint_seconds += seconds
