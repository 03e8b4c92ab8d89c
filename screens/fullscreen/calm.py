"""The base of our screens: Textual lays out, and says when something changed; frames are the app's to take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from screens.page import Result

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp


class _NoTimer:
    """Stands for Textual's timer of screen updates, which would delay each change by a frame and cost a task."""

    def pause(self) -> None:
        """Do nothing."""

    def resume(self) -> None:
        """Do nothing."""


class CalmScreen(Screen[Result | None]):
    """A screen that updates as soon as it has nothing else to do, and draws no frame by itself."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_CSS = "CalmScreen { background: ansi_default; color: ansi_default; overflow: hidden; }"

    visit: FullApp
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

    def _compositor_refresh(self) -> None:
        """Ask for a frame instead of rendering one that perhaps nobody will see."""
        self._dirty_widgets.clear()
        self.visit.frames.due()

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
    def spoken_row(self) -> int:
        """The row of the status line."""
        return self.size.height - 2

    def said(self, words: str) -> None:
        """Show something the caller should know now, on the status line, until the next key."""

    def unsaid(self) -> None:
        """Take away what was said until this key."""

    def restyled(self) -> None:
        """Draw everything anew in another manner."""

    async def heard(self) -> None:
        """Take note of news."""

    async def keep(self) -> None:
        """Keep what is being written: the visit ends."""

    @property
    def paste_room(self) -> int:
        """How many characters can be pasted where the cursor is; 0 where no text is being written."""
        return 0


_NO_TIMER = _NoTimer()
