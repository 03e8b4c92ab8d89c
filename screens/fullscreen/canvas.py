"""What a screen of Textual's shows, as rows for the painter. The one reader of Textual's compositor."""

from __future__ import annotations

from collections.abc import Iterable
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
        if changed:
            band = Region(0, min(changed), whole.width, max(changed) - min(changed) + 1)
            chops = compositor._render_chops(band, changed.__contains__)
            for y in changed:
                self._rows[y] = self._row(strip for strip in chops[y].values() if strip is not None)
        return tuple(self._rows)

    def _row(self, strips: Iterable[Strip]) -> Row:
        runs: list[Run] = []
        for strip in strips:
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
