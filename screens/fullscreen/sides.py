"""What stands at the sides of a page on a wide window: the preview of a list, or the list beside what is open of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.fullscreen.beside import Beside, beside, list_width
from screens.fullscreen.lines import Target
from screens.fullscreen.preview import WIDE, Preview, preview_width

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Sides:
    """The two panes that a page can have beside it. It has one of them at the most."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen
        self.preview: Preview | None = None
        self.beside: Beside | None = None

    @property
    def left_between(self) -> int:
        """The cells of a line that are left to the page."""
        width = self._screen.size.width
        return width - (preview_width(width) if self.preview else 0) - (list_width(width) if self.beside else 0)

    async def fit(self) -> None:
        """Have a preview beside a list where there is room, or the list beside what is open of it.

        Never for readers, who would hear two things at once.
        """
        screen, page = self._screen, self._screen.page
        has_room = screen.size.width >= WIDE and not screen.visit.caller.reader
        if has_room and page.previews and self.preview is None:
            self.preview = Preview(screen.visit)
            await screen.mount(self.preview)
        elif not (has_room and page.previews) and self.preview is not None:
            preview, self.preview = self.preview, None
            await preview.remove()
        if self.preview is not None:
            self.preview.styles.width = preview_width(screen.size.width)
        self.beside = await beside(screen, self.beside, page.list_beside if has_room else "")

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """The topics of news that change the list beside a page."""
        return self.beside.renewed_by if self.beside is not None else ()

    def follow(self, target: Target | None) -> None:
        """Show in the preview what is chosen now."""
        if self.preview is not None:
            self.preview.follow(target)

    async def stay(self) -> None:
        """Show the list as it is after what was done: that may have changed it."""
        if self.beside is not None:
            await self.beside.follow(self._screen.page)
