"""A remark on what is being written: one dim line that is always there, so that it never moves the text."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from screens.fullscreen.calm import CalmWidget
from screens.fullscreen.lines import MARGIN
from screens.fullscreen.palette import FAINT
from screens.fullscreen.widgets.frame import clip
from screens.fullscreen.widgets.strips import strip_of


class RemarkLine(CalmWidget):
    """One line below a text."""

    DEFAULT_CSS = "RemarkLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def show(self, words: str) -> None:
        """Show a remark; "" takes away the one that is there."""
        if words != self.words:
            self.words = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw it."""
        words = clip(self.words, self.size.width - 2 * MARGIN)
        return strip_of([Segment(" " * MARGIN + words, FAINT)], self.size.width)
