"""What comes while a page with a stream is open: shown at its end for most, said at their next key for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.view import Live

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Hearing:
    """The ears of one page in the full screen."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen

    @property
    def topics(self) -> list[str]:
        """The topics of the streams on the page."""
        return [block.topic for block in self._screen.shown.blocks if isinstance(block, Live)]

    async def news(self) -> None:
        """Show what came, without moving what is being read. Not for readers: `count` tells them."""
        caller = self._screen.visit.caller
        for topic in self.topics:
            await caller.sift(topic)
            if caller.waiting(topic):
                await self.look()

    async def look(self) -> None:
        """Take what came, and show it at the end."""
        await self._screen.page.look()
        self._screen.stream(await self._screen.page.view())

    async def count(self) -> None:
        """Tell a reader, at a key and never unasked, that something came."""
        caller = self._screen.visit.caller
        for topic in self.topics[:1] if caller.reader else ():
            await caller.sift(topic)
            if fresh := caller.waiting(topic):
                self._screen.said(caller.language.count("{n} new: Enter.", "{n} new: Enter.", fresh))
