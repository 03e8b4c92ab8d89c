"""Silence on a line: one warning, then the end, with the draft kept (SECURITY.md, Also)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bbs.clock import Clock
from bbs.wire import LineCutError, Wire


class PatientWire:
    """A wire that warns after `patience` seconds of silence and gives up `grace` seconds later.

    `patience` is asked at every wait: somebody who signs in at the door is given a member's.

    The warning is the one line that is ever said unasked. `gave_up` says whether the line was cut for its silence.
    """

    def __init__(
        self,
        wire: Wire,
        clock: Clock,
        *,
        patience: Callable[[], float],
        grace: float,
        warn: Callable[[], None],
        heard: Callable[[], None] = lambda: None,
    ) -> None:
        self._wire = wire
        self._clock = clock
        self.patience = patience
        self.grace = grace
        self.gave_up = False
        self._warn = warn
        self._heard = heard

    async def read(self) -> bytes:
        """Return the next bytes; raises LineCutError after too long a silence, and where the wire does."""
        if data := await self._read():
            self._heard()
        return data

    async def _read(self) -> bytes:
        reading = asyncio.ensure_future(self._wire.read())
        try:
            if await self._within(self.patience(), reading):
                return reading.result()
            self._warn()
            if await self._within(self.grace, reading):
                return reading.result()
            self.gave_up = True
            raise LineCutError
        finally:
            reading.cancel()

    async def _within(self, seconds: float, reading: asyncio.Future[bytes]) -> bool:
        waiting = asyncio.ensure_future(self._clock.sleep(seconds))
        either: set[asyncio.Future[Any]] = {reading, waiting}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            return reading.done()
        finally:
            waiting.cancel()

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self._wire.write(data)

    def write_error(self, data: bytes) -> None:
        """Send bytes beside the output."""
        self._wire.write_error(data)

    async def drain(self, most: int | None = None) -> None:
        """Wait until little is left unsent."""
        await self._wire.drain(most)

    def pending(self) -> bytes:
        """Return what has arrived and was not read."""
        return self._wire.pending()
