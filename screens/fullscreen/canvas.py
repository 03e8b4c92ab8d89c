"""What a screen of Textual's shows, as rows for the painter. The one reader of Textual's compositor."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from screens.fullscreen.painter import Row, Run
from screens.fullscreen.palette import Looks


class Canvas:
    """The rows of the screen on top, brought up to date only where Textual says that something changed."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self._rows: list[Row] = []
        self._screen: Screen[Any] | None = None

    def rows(self, screen: Screen[Any]) -> tuple[Row, ...]:
        """Return every row of a screen, top to bottom."""
        compositor = screen._compositor
        whole = compositor.size.region
        dirty, compositor._dirty_regions = compositor._dirty_regions, set()
        if screen is not self._screen or len(self._rows) != whole.height or whole in dirty:
            self._screen = screen
            self._rows = [()] * whole.height
            dirty = {whole}
        changed = {y for region in dirty for y in region.line_range if 0 <= y < whole.height}
        for y, strips in _drawn(screen, changed).items():
            self._rows[y] = self._row(strips)
        return tuple(self._rows)

    def _row(self, strips: list[tuple[int, Strip]]) -> Row:
        """Return a row of strips, each of which begins in a column; what is between them is blank."""
        runs: list[Run] = []
        end = 0
        for column, strip in sorted(strips, key=itemgetter(0)):
            if column > end:
                runs.append((" " * (column - end), self.looks.ground))
            end = column + strip.cell_length
            for text, style, control in strip:
                if control or not text:
                    continue
                look = self.looks.of(style)
                if runs and runs[-1][1] == look:
                    runs[-1] = (runs[-1][0] + text, look)
                else:
                    runs.append((text, look))
        if runs and runs[-1][1] == self.looks.ground:
            text = runs.pop()[0].rstrip(" ")
            if text:
                runs.append((text, self.looks.ground))
        return tuple(runs)

    def forget(self) -> None:
        """Read everything anew next time, and hold nothing until then."""
        self._rows, self._screen = [], None


def is_whole(screen: Screen[Any]) -> bool:
    """Return whether a screen can be read: its layout is up to date, and nothing of it was taken away since."""
    if screen._layout_required or not screen.is_attached or screen._compositor.size != screen.size:
        return False
    return all(widget.is_attached for widget in screen._compositor.visible_widgets)


def _drawn(screen: Screen[Any], rows: set[int]) -> dict[int, list[tuple[int, Strip]]]:
    """Return what the widgets of a screen draw in some rows: strips, and the columns in which they begin.

    Textual's compositor would have every widget draw all of its lines. Here no two widgets overlap, but for those that
    hold others, of which nothing is seen.
    """
    drawn: dict[int, list[tuple[int, Strip]]] = {y: [] for y in rows}
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        seen = region.intersection(clip)
        wanted = rows.intersection(seen.line_range)
        if not wanted or widget.is_container:
            continue
        first, last = min(wanted), max(wanted)
        crop = Region(seen.x - region.x, first - region.y, seen.width, last - first + 1)
        for y, strip in zip(range(first, last + 1), widget.render_lines(crop), strict=True):
            if y in wanted:
                drawn[y].append((seen.x, strip))
    return drawn
