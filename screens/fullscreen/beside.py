"""The list that a page belongs to, at its left on wide windows: where one is in it, while one goes through it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.strip import Strip

from bbs.errors import BBSError
from screens.fullscreen.lines import Sheet
from screens.fullscreen.palette import FAINT
from screens.fullscreen.preview import RULE, preview_width
from screens.fullscreen.sheet import sheet_of
from screens.fullscreen.widgets.body import Body
from screens.fullscreen.widgets.strips import strip_of
from screens.page import Page
from screens.view import Item

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp
    from screens.fullscreen.page_screen import PageScreen


LINE: Final = RULE.strip()
"""What divides the two. It stands where the rule of a preview does, so that nothing moves as a case is opened."""


def list_width(columns: int) -> int:
    """Return the cells a list takes of a wide window: what a preview leaves to it, and the rule behind it."""
    return columns - preview_width(columns) + len(LINE)


class Beside(Body):
    """Shows a list with the one marked that is open. Keys belong to what is open."""

    def __init__(self, visit: FullApp) -> None:
        super().__init__(marker=visit.marker)
        self._visit = visit
        self.renewed_by: tuple[str, ...] = ()

    async def follow(self, page: Page) -> None:
        """Show the list that a page belongs to as it is now, and mark what leads to that page."""
        sheet, width = Sheet(), list_width(self._visit.size.width) - len(LINE)
        with suppress(BBSError):  # it is told when somebody goes there
            listed = self._visit.walk.find(page.list_beside)
            listed.is_previewed = True
            self.renewed_by = listed.renewed_by
            sheet = sheet_of(await listed.view(), width, self._visit.manner)
        ways = [target.what.to if isinstance(target.what, Item) else "" for target in sheet.targets]
        self.show(sheet, at=ways.index(page.address) if page.address in ways else -1)

    def render_line(self, y: int) -> Strip:
        """Draw a line before the rule that divides the two."""
        rule = strip_of([Segment(LINE, FAINT)], len(LINE))
        return Strip.join([strip_of(self.segments(y), self.size.width - len(LINE)), rule])


async def beside(screen: PageScreen, before: Beside | None, wanted: str) -> Beside | None:
    """Have a list beside what a screen shows where one is `wanted`, in the place of what was there `before`."""
    if not wanted:
        if before is not None:
            await before.remove()
        return None
    if before is None:
        before = Beside(screen.visit)
        await screen.mount(before, before=screen.body)
    before.styles.width = list_width(screen.size.width)
    await before.follow(screen.page)
    return before
