"""A screen with a body of lines in which one thing is chosen: how keys and the mouse move through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from screens.fullscreen.calm import CalmScreen
from screens.fullscreen.widgets.body import Body
from screens.fullscreen.widgets.frame import Foot, Title

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp

WHEEL = 3
"""Lines a turn of the wheel scrolls."""


class BodyScreen(CalmScreen):
    """A title line, a body, and a foot that says what is chosen."""

    def __init__(self, visit: FullApp) -> None:
        super().__init__()
        self.visit = visit
        self._title = Title()
        self._body = Body(marker=visit.marker)
        self.foot = Foot()

    def compose(self) -> ComposeResult:
        """Frame and body."""
        yield self._title
        yield self.foot
        yield self._body

    @property
    def body(self) -> Body:
        """What is in view, and chosen."""
        return self._body

    @property
    def cursor(self) -> tuple[int, int] | None:
        """The chosen one, in the window's cells."""
        x, y = self._body.cursor
        region = self._body.region
        return region.x + x, region.y + y

    @property
    def spoken_rows(self) -> frozenset[int]:
        """The rows above the keys that are said whole."""
        above = self.size.height - 1
        return frozenset(range(above - self.foot.spoken, above))

    def moved(self) -> None:
        """Take note of another place in the body."""

    def move(self, by: int) -> None:
        """Go to the next or the previous thing."""
        if self._body.step(by):
            self.moved()

    def turn(self, by: int) -> None:
        """Go on or back by a window."""
        if self._body.page(by):
            self.moved()

    def edge(self, by: int) -> None:
        """Go to the end, or to the beginning."""
        if self._body.edge(by):
            self.moved()

    def choose(self, at: int) -> bool:
        """Choose the thing at a place; say whether there is one."""
        if not self._body.choose(at):
            return False
        self.moved()
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked on."""
        y = event.screen_y - self._body.region.y + self._body.top
        at = next((n for n, one in enumerate(self._body.sheet.targets) if one.first <= y <= one.last), None)
        if at is not None:
            self.choose(at)

    def on_mouse_scroll_down(self) -> None:
        """Scroll by a few lines."""
        if self._body.scroll(WHEEL):
            self.moved()

    def on_mouse_scroll_up(self) -> None:
        """Scroll back by a few lines."""
        if self._body.scroll(-WHEEL):
            self.moved()
