"""The base of our screens: Textual lays out, and says when something changed; frames are the app's to take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from screens.page import Result

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp


class _NoTimer:
    """Stands for Textual's timer of screen updates, which would delay each change by a frame and cost a task."""

    def pause(self) -> None:
        """Do nothing."""

    def resume(self) -> None:
        """Do nothing."""


class CalmWidget(Widget):
    """A widget that draws whole lines by itself: Textual has no border, padding or colour to add, and keeps none."""

    @property
    def size(self) -> Size:
        """The cells to draw in: all of its own. Textual would look them up in the layout at every question."""
        return self._size

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have all or some of its lines drawn anew with the next frame.

        A change of layout goes Textual's own way; where only lines change that would be six messages for nothing.
        """
        if layout or recompose or not repaint or not self._is_mounted:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        screen = self.screen
        if not isinstance(screen, CalmScreen) or not screen.redraw(self, regions):
            return super().refresh(*regions)
        return self

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]


class CalmScreen(Screen[Result | None]):
    """A screen that updates as soon as it has nothing else to do, and draws no frame by itself."""

    BLANK = True  # what is seen is the widgets', all of it
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_CSS = "CalmScreen { background: ansi_default; color: ansi_default; overflow: hidden; }"

    visit: FullApp
    _asked_at = 0.0
    is_ready = False
    """Whether there is something to see: a screen that is still being put together is not drawn."""

    @property
    def _update_timer(self) -> Any:
        return _NO_TIMER

    async def _on_idle(self, event: events.Idle) -> None:
        event.prevent_default()
        changed = (
            self._layout_required
            or self._scroll_required
            or self._repaint_required
            or self._recompose_required
            or self._dirty_widgets
        )
        if changed and self.is_current and not self.app._batch_count:
            self._on_timer_update()
            return
        await self._invoke_and_clear_callbacks()

    def update_node_styles(self, animate: bool = True) -> None:
        """Do nothing: no style here changes while a screen is out of sight."""

    def _compositor_refresh(self) -> None:
        """Ask for a frame instead of rendering one that perhaps nobody will see."""
        self._dirty_widgets.clear()
        self.visit.frames.due()

    def redraw(self, widget: CalmWidget, regions: tuple[Region, ...]) -> bool:
        """Have regions of a widget drawn anew, or all of it; False where the layout does not know it yet."""
        compositor = self._compositor
        placed = compositor.visible_widgets.get(widget)
        if placed is None:
            return False
        region, clip = placed
        for part in regions or (Region(0, 0, *region.size),):
            if seen := clip.intersection(part.translate(region.offset)):
                compositor._dirty_regions.add(seen)
        self.visit.frames.due()
        return True

    async def _dispatch_message(self, message: Message) -> None:
        """Deal with a message; what it changes is seen at once, not bit by bit."""
        with self.visit.frames.held():
            await super()._dispatch_message(message)

    def hand_over(self, result: Result | None) -> None:
        """Go, and let whoever asked go on with this: the screen below is not seen, nor read aloud, in between."""
        self.visit.frames.hold()
        self.dismiss(result)

    def get_ready(self) -> None:
        """Be drawn from the next layout on."""

        def ready() -> None:
            self.is_ready = True
            self.visit.frames.due()

        self.call_after_refresh(ready)

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Where the real cursor belongs: (column, row) of the window."""
        return None

    @property
    def spoken_rows(self) -> frozenset[int]:
        """The row of the status line, or those of a question that stands there."""
        return frozenset({self.size.height - 2})

    def said(self, words: str) -> None:
        """Show something the caller should know now, on the status line, until the next key."""

    def unsaid(self) -> None:
        """Take away what was said until this key."""

    def restyled(self) -> None:
        """Draw everything anew in another manner."""

    def cares(self, topic: str) -> bool:
        """Say whether news of a topic change anything here now."""
        return False

    async def heard(self) -> None:
        """Take note of news."""

    async def keep(self) -> None:
        """Keep what is being written: the visit ends."""

    @property
    def paste_room(self) -> int | None:
        """How many characters fit where the cursor is; None where no text is being written."""
        return None

    def asks(self) -> None:
        """Note that a question is asked which a key answers."""
        self._asked_at = Message().time

    def is_early(self, event: events.Key) -> bool:
        """Say whether a key came before the question it would answer: with the key that asked, perhaps in a paste."""
        return event.time <= self._asked_at


_NO_TIMER = _NoTimer()
