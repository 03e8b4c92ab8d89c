"""When frames are taken: at once after a key, then as fast as the line takes them, and never a queue of old ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from bbs.clock import Clock
from bbs.wire import Wire

FRAME_SECONDS = 0.05
"""At most twenty frames a second."""
LONG_SECONDS = 0.25
"""What takes longer is seen half done."""
IN_FLIGHT_MOST = 4096
"""Bytes a caller has not taken yet beyond which no frame is made: what they see next is the latest one."""


class Frames:
    """Paints a frame when one is due. `paint` sends what changed; a slow reader gets the latest frame only.

    `took` is told the seconds from a key to its frame.
    """

    def __init__(
        self, wire: Wire, clock: Clock, paint: Callable[[], None], took: Callable[[float], None] = lambda seconds: None
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._paint = paint
        self._took = took
        self._heard: float | None = None
        self._due = asyncio.Event()
        self._changing = 0
        self._changed = asyncio.Event()

    def heard(self) -> None:
        """Note that a key came. One that changed nothing is forgotten when the next one comes."""
        if self._heard is None or not self._due.is_set():
            self._heard = self._clock.monotonic()

    def due(self) -> None:
        """Note that what the caller sees is out of date."""
        self._due.set()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is being done that changes what is seen."""
        return not self._changing

    @contextmanager
    def held(self) -> Iterator[None]:
        """Take no frame while one thing is done that changes what is seen in several steps, unless it takes long."""
        self.hold()
        try:
            yield
        finally:
            self.release()

    def hold(self) -> None:
        """Take no frame until `release`, unless that takes long."""
        self._changing += 1

    def release(self) -> None:
        """Take frames again, once nobody else holds them."""
        self._changing -= 1
        if not self._changing:
            self._changed.set()

    async def _whole(self) -> None:
        if self._changing:
            self._changed.clear()
            with suppress(TimeoutError):  # of Python 3.11, wait_for may lose the cancelling of `run`
                async with asyncio.timeout(LONG_SECONDS):
                    await self._changed.wait()

    async def run(self) -> None:
        """Paint until cancelled."""
        while True:
            await self._due.wait()
            await self._whole()
            await self._wire.drain(IN_FLIGHT_MOST)
            self._due.clear()
            self._paint()
            if self._heard is not None:
                self._took(self._clock.monotonic() - self._heard)
                self._heard = None
            await self._clock.sleep(FRAME_SECONDS)
