"""What one visit hears of the news until it is told: as it came, and then what of it concerns the caller."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from bbs.errors import BBSError
from bbs.news import News, Newsroom

MOST: Final = 1000
"""News of a topic that are kept for a caller who does not look."""


class Ears:
    """News by topic. They come at any moment; only the store knows of which the caller wants to hear."""

    def __init__(self) -> None:
        self._stops: dict[str, Callable[[], None]] = {}
        self._came: dict[str, list[News]] = {}
        self._sifted: dict[str, list[News]] = {}

    def listen(self, room: Newsroom, topic: str, is_news: Callable[[News], bool], then: Callable[[], None]) -> None:
        """Keep what comes of a topic and is news, and call `then` each time."""
        if topic in self._stops:
            return
        came = self._came.setdefault(topic, [])

        def hear(news: News) -> None:
            if is_news(news) and len(came) < MOST:
                came.append(news)
                then()

        self._stops[topic] = room.listen(topic, hear)

    async def sift(self, topic: str, concerning: Callable[[list[int]], Awaitable[set[int]]]) -> None:
        """Ask which of the posts that came concern the caller, if any came. What cannot be asked now waits."""
        came = self._came.get(topic)
        if not came:
            return
        asked = came[:]
        came.clear()
        wanted: set[int] | None = None
        try:
            with suppress(BBSError):
                wanted = await concerning([news.post for news in asked])
        finally:
            if wanted is None:
                came[:0] = asked
        kept = self._sifted.setdefault(topic, [])
        kept += [news for news in asked if news.post in (wanted or ())][: MOST - len(kept)]

    def waiting(self, topic: str) -> int:
        """Return how many news of a topic concern the caller."""
        return len(self._sifted.get(topic, ()))

    def take(self, topic: str) -> None:
        """Forget what came of a topic: the caller knows."""
        for heard in (self._came, self._sifted):
            heard.get(topic, []).clear()

    def close(self) -> None:
        """Stop listening."""
        for stop in self._stops.values():
            stop()
        self._stops.clear()
