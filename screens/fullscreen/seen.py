"""Which posts of a page were in view to their end: the page is told of each once, and keeps the marks of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bbs.errors import BBSError
from screens.view import Post

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Seen:
    """What one page in the full screen was told of."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen
        self._told: set[str] = set()

    def none(self) -> None:
        """Begin anew, on another page."""
        self._told.clear()

    def _untold(self) -> list[str]:
        posts = (target.what for target in self._screen.body.seen_targets() if isinstance(target.what, Post))
        return [post.id for post in posts if post.id not in self._told]

    def mark(self) -> None:
        """Have the page told, once what is here was laid out; most moves have nothing to tell."""
        if self._untold() or not self._screen.body.size:
            self._screen.call_later(self.note)

    async def note(self) -> None:
        """Tell the page which posts were in view to their end."""
        for post in self._untold():
            self._told.add(post)
            with suppress(BBSError):  # a mark that is not kept must not stand in the way of reading
                await self._screen.page.seen(post)
