"""A picture that slowly changes its form, for those who asked for motion. Nothing else moves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from screens.fullscreen.sheet import picture_lines
from screens.view import Art

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Moving:
    """Has the picture on a page pass through its forms. Without one, or for a screen reader, no timer runs."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen
        self._picture: Art | None = None
        self._beat = 0
        self._timer: Timer | None = None

    def shown(self) -> None:
        """Take note of what the page shows now: begin, go on from the form that was there, or stop."""
        caller, here = self._screen.visit.caller, self._screen.body.sheet.picture
        picture = here[1] if here is not None and caller.motion and not caller.reader else None
        if picture is None or not picture.beats:
            self._picture = None
            self._stop()
            return
        if picture != self._picture:
            self._stop()
            self._picture, self._beat = picture, 0
        self._draw()
        if self._timer is None:
            self._wait()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _wait(self) -> None:
        assert self._picture is not None  # noqa: S101 - only what moves waits
        self._timer = self._screen.set_timer(self._picture.beats[self._beat][1], self.go_on)

    def go_on(self) -> None:
        """Take the next form. What is covered by another screen rests."""
        if self._picture is None:
            return
        if self._screen.is_current:
            self._beat = (self._beat + 1) % len(self._picture.beats)
            self._draw()
        self._wait()

    def _draw(self) -> None:
        here = self._screen.body.sheet.picture
        assert self._picture is not None  # noqa: S101 - only what moves is drawn
        if here is not None:
            self._screen.body.put(here[0], [(span,) for span in picture_lines(self._picture.beats[self._beat][0])])
