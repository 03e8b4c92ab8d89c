"""The body of a screen: a sheet of lines, what is chosen on it, and which part of it is in view."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from screens.fullscreen.calm import CalmWidget
from screens.fullscreen.lines import BLANK, MARGIN, Line, Sheet, Target
from screens.fullscreen.palette import ACCENT
from screens.fullscreen.widgets.strips import strip_of

MARKER, PLAIN_MARKER = "›", ">"
"""What stands before the chosen one; the second where there are to be no signs, or they cannot be sent."""


class Body(CalmWidget):
    """Shows a sheet. One target is chosen, if there is any; moving changes two cells, or scrolls."""

    DEFAULT_CSS = "Body { height: 1fr; width: 1fr; }"

    def __init__(self, *, marker: str = MARKER, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.marker = marker
        self.sheet = Sheet()
        self.at = -1
        self.top = 0

    def show(self, sheet: Sheet, *, at: int = 0, top: int = 0) -> None:
        """Show a sheet with a target chosen, beginning at a line."""
        self.sheet = sheet
        self.at = min(at, len(sheet.targets) - 1)
        self.top = top
        self._settle()
        self.refresh()

    def put(self, first: int, lines: list[Line]) -> None:
        """Put other lines in the place of some, from a number on; only those that differ are drawn anew."""
        for number, line in enumerate(lines, first):
            if self.sheet.lines[number] != line:
                self.sheet.lines[number] = line
                if 0 <= number - self.top < self.size.height:
                    self.refresh(Region(0, number - self.top, self.size.width, 1))

    def reveal(self) -> None:
        """Bring what is chosen into view, and as much of what comes after it as there is room for."""
        if self.target is not None and self.size.height:
            self.top = max(self.top, min(self._lowest, self.target.first))
            self.refresh()

    def bring(self) -> None:
        """Bring what is chosen into view where it does not begin there: it was asked for."""
        if self.target is not None and self.target.first + 1 >= self.top + self.size.height:
            self.reveal()

    def on_resize(self) -> None:
        """Keep what is chosen in view in a window of another height."""
        self._settle()
        self.refresh()

    def _settle(self) -> None:
        """Keep within the sheet. What is above the first target is read first, so a page begins at its beginning."""
        if not self.size.height:
            return
        self.top = max(0, min(self.top, self._lowest))
        if (self.at > 0 or self.top) and not self._is_within():
            self._keep_in_view()

    def _is_within(self) -> bool:
        """Say whether the window is within what is chosen: a long post of which somebody has read some."""
        return self.target is not None and self.target.first < self.top <= self.target.last

    @property
    def target(self) -> Target | None:
        """What is chosen."""
        return self.sheet.targets[self.at] if self.at >= 0 else None

    @property
    def _lowest(self) -> int:
        return max(0, len(self.sheet.lines) - max(1, self.size.height))

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view and the last target chosen."""
        return self.top >= self._lowest and self.at == len(self.sheet.targets) - 1

    @property
    def hidden_below(self) -> int:
        """How many lines are below what is in view."""
        return max(0, len(self.sheet.lines) - self.top - self.size.height)

    def is_below(self, target: Target) -> bool:
        """Whether a target begins below what is in view."""
        return bool(self.size.height) and target.first >= self.top + self.size.height

    def approach(self) -> bool:
        """Go on towards what is chosen where it does not begin in view, past what is read first; False where it does.

        Nothing is opened that nobody sees.
        """
        target = self.target
        if target is None or not self.size.height or self.top <= target.first < self.top + self.size.height:
            return False
        self.refresh()
        return self.page(1) if self.is_below(target) else self._keep_in_view()

    def seen_targets(self) -> list[Target]:
        """Return the targets whose last line is in view, or was scrolled past."""
        return [target for target in self.sheet.targets if target.last < self.top + self.size.height]

    # Moving

    def choose(self, at: int) -> bool:
        """Choose a target and bring it into view; False when there is none at that place."""
        if not 0 <= at < len(self.sheet.targets):
            return False
        before, self.at = self.at, at
        if self._keep_in_view():
            self.refresh()
        else:
            self._refresh_markers(before, at)
        return True

    def step(self, by: int) -> bool:
        """Move to the next or the previous target; past what is in view, scroll by a line. False at the end."""
        following = self.at + by
        if 0 <= following < len(self.sheet.targets) and self._is_near(self.sheet.targets[following], by):
            return self.choose(following)
        return self.scroll(by)

    def _is_near(self, target: Target, by: int) -> bool:
        """Say whether a target begins in view, or just beyond it, so that choosing it leaves nothing unread."""
        height = self.size.height
        if by > 0:
            return target.first <= self.top + height and (
                target.last - target.first < height or target.first < self.top + height
            )
        return target.first >= self.top - 1 or self.top == 0

    def scroll(self, by: int) -> bool:
        """Scroll by lines; what is chosen follows into view. False when there is nothing further."""
        top = max(0, min(self.top + by, self._lowest))
        if top == self.top:
            return False
        self.top = top
        self._follow()
        self.refresh()
        return True

    def page(self, by: int) -> bool:
        """Go on or back by what fits, less a line."""
        return self.scroll(by * max(1, self.size.height - 1))

    def edge(self, by: int) -> bool:
        """Go to the end of the page, or to its beginning. False when one is there."""
        before = self.top, self.at
        self.top = self._lowest if by > 0 else 0
        self.at = len(self.sheet.targets) - 1 if by > 0 else min(0, len(self.sheet.targets) - 1)
        self.refresh()
        return (self.top, self.at) != before

    def _follow(self) -> None:
        """Choose the first target that begins in view, where the one chosen does not any more."""
        if self.at < 0:
            return
        shown = range(self.top, self.top + self.size.height)
        if self.sheet.targets[self.at].first in shown:
            return
        inside = [n for n, target in enumerate(self.sheet.targets) if target.first in shown]
        if inside:
            self.at = inside[0]
        else:
            self.at = max((n for n, one in enumerate(self.sheet.targets) if one.first < self.top), default=self.at)

    def _keep_in_view(self) -> bool:
        """Scroll so that the chosen target is in view, as much of it as fits; return whether that moved anything."""
        target, height = self.target, self.size.height
        if target is None or not height:
            return False
        before = self.top
        if target.last >= self.top + height:
            self.top = min(target.first, target.last - height + 1)
        if target.first < self.top:
            self.top = 0 if self.at == 0 and target.first < height else target.first
        return self.top != before

    def _refresh_markers(self, *at: int) -> None:
        for n in at:
            if 0 <= n < len(self.sheet.targets):
                y = self.sheet.targets[n].first - self.top
                if 0 <= y < self.size.height:
                    self.refresh(Region(0, y, self.size.width, 1))

    # Drawing

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the real cursor belongs: on the chosen target, else on the first line in view. Cells of the body."""
        target = self.target
        if target is None:
            return MARGIN, 0
        return MARGIN, max(0, min(target.first - self.top, self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        return strip_of(self.segments(y), self.size.width)

    def segments(self, y: int) -> list[Segment]:
        """Return what stands in a line; the chosen target begins with the marker."""
        number = self.top + y
        line = self.sheet.lines[number] if number < len(self.sheet.lines) else BLANK
        segments = [Segment(text, style) for text, style in line]
        target = self.target
        if target is not None and target.first == number and segments:
            text, style, _ = segments[0]
            segments[0] = Segment(text[len(self.marker) + MARGIN :], style)
            segments[:0] = [Segment(" " * MARGIN), Segment(self.marker, ACCENT)]
        return segments


class Told(Body):
    """A body as high as its sheet, with room for something below it."""

    DEFAULT_CSS = "Told { height: auto; width: 100%; max-height: 80%; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are, and one to leave blank below them."""
        return len(self.sheet.lines) + 1

    def show(self, sheet: Sheet, *, at: int = 0, top: int = 0) -> None:
        """Show a sheet, and take as much room as it needs."""
        super().show(sheet, at=at, top=top)
        self.refresh(layout=True)
