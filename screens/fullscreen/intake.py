"""What a caller's terminal sends, on its way to the screen on top: how much of it waits, and what finds no room."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from bbs.language import N_
from screens.fullscreen.calm import CalmScreen

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp

CATCH_UP_SECONDS = 0.5
"""How long keys wait for what the ones just before them do; those from before that have done it."""


class Intake:
    """What the driver asks and tells, for one app."""

    def __init__(self, app: FullApp) -> None:
        self._app = app
        self._came_at = -CATCH_UP_SECONDS

    def came(self) -> None:
        """Take note that something was handed on just now."""
        self._came_at = self._app.caller.house.clock.monotonic()

    def room(self) -> int | None:
        """Return how many characters fit where the cursor is; None where no text is written."""
        return self._app.calm.paste_room if self._app.calm else None

    def waiting(self) -> int:
        """Return how many keys were not dealt with yet."""
        return sum(pump.message_queue_size for pump in self._pumps())

    @property
    def is_at_rest(self) -> bool:
        """Whether all that was handed on is dealt with, to its end: at the speed of people nearly always."""
        return self._app.frames.is_whole and not self.waiting() and all(pump._is_mounted for pump in self._pumps())

    async def caught_up(self) -> None:
        """Wait a moment until keys that came before are dealt with: they may open a field for what came after them."""
        if self.is_at_rest:
            return
        if self._app.caller.house.clock.monotonic() - self._came_at < CATCH_UP_SECONDS:
            with suppress(TimeoutError):
                async with asyncio.timeout(CATCH_UP_SECONDS):
                    await self._catch_up()

    async def _catch_up(self) -> None:
        top: CalmScreen | None = None
        while top is not self._app.calm:
            top = self._app.calm
            for pump in self._pumps():
                done = asyncio.Event()
                if pump.call_later(done.set):
                    await done.wait()

    def _pumps(self) -> list[MessagePump]:
        """Return what a key goes through, in its order."""
        top = self._app.calm
        if top is None:
            return [self._app]
        return [self._app, *([top.focused] if top.focused else []), top]

    def not_taken(self, characters: int) -> None:
        """Say that characters did not fit, or that there is nothing to write in here."""
        if self._app.calm is None:
            return
        say, count = self._app.caller.say, self._app.caller.language.count
        self._app.calm.said(
            count("{n} character did not fit.", "{n} characters did not fit.", characters)
            if characters
            else say(N_("That looked like a paste. There is no text to paste it into."))
        )
