"""What the chosen item of a list leads to, beside it: on wide windows, once the caller rests on it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.timer import Timer

from bbs.errors import BBSError
from screens.fullscreen.lines import Sheet, Target
from screens.fullscreen.palette import FAINT
from screens.fullscreen.sheet import sheet_of
from screens.fullscreen.widgets.body import Body
from screens.fullscreen.widgets.strips import strip_of
from screens.view import Item

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp

WIDE = 100
"""Columns from which there is room for two."""
REST_SECONDS = 0.3
"""ACCESS.md T5: a preview follows only after a rest."""
RULE = "\u2502 "


def preview_width(columns: int) -> int:
    """Return the cells a preview takes of a wide window, its rule included."""
    return columns * 56 // 100


class Preview(Body):
    """Shows a page that is not opened: nothing in it counts as seen."""

    def __init__(self, visit: FullApp) -> None:
        super().__init__(marker="")
        self._visit = visit
        self._waiting: Timer | None = None
        self._to = ""

    def follow(self, target: Target | None) -> None:
        """Show what a target leads to once nothing else was chosen for a moment."""
        self._to = target.what.to if target is not None and isinstance(target.what, Item) else ""
        if self._waiting is None:
            self._waiting = self.set_timer(REST_SECONDS, self._look)
        else:
            self._waiting.reset()

    async def _look(self) -> None:
        self._waiting = None
        sheet = Sheet()
        if self._to:
            with suppress(BBSError):  # it is told when somebody goes there
                page = self._visit.walk.find(self._to)
                page.is_previewed = True
                view = await page.view()
                manner = replace(self._visit.manner, heading=view.title)
                sheet = sheet_of(view, self.size.width - len(RULE), manner)
        self.show(sheet, at=-1)

    def render_line(self, y: int) -> Strip:
        """Draw a line behind the rule that divides the two."""
        return strip_of([Segment(RULE, FAINT), *self.segments(y)], self.size.width)
