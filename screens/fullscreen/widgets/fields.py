"""Fields to write in: Textual's own, without colours and bars of theirs, and with the real cursor in them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Self

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from bbs.safe_text import cells
from screens.fullscreen.calm import CalmScreen, CalmWidget
from screens.fullscreen.counting import count_alike
from screens.fullscreen.palette import ACCENT
from screens.fullscreen.widgets.strips import strip_of

count_alike()


class Entry(Input):
    """One line. A secret shows nothing at all, not even how long it is."""

    DEFAULT_CSS = """
    Entry { border: none; height: 1; padding: 0; width: 1fr; background: ansi_default; color: ansi_default; }
    Entry:focus { border: none; background-tint: transparent; }
    Entry > .input--cursor { text-style: none; }
    Entry > .input--selection { text-style: reverse; }
    """

    def __init__(self, value: str, *, limit: int, secret: bool = False) -> None:
        super().__init__(value, password=secret, max_length=limit, select_on_focus=False)
        self.cursor_blink = False

    async def _dispatch_message(self, message: Message) -> None:
        """Deal with a message as one thing."""
        with _as_one(self):
            await super()._dispatch_message(message)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have it drawn anew. Its room never depends on what is in it: Textual would lay out the screen each time."""
        placed = self._is_mounted and bool(self._size)
        return super().refresh(*regions, repaint=repaint, layout=layout and not placed, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """Draw what is in view of the line. Textual cuts it by Rich's count, which has other letters in view."""
        return strip_of(self._parts() if y == 0 else (), self.size.width, start=self.scroll_offset.x)

    def _parts(self) -> list[Segment]:
        """Return what is written, with what is selected of it marked; nothing of a secret."""
        if self.password:
            return []
        style = self.rich_style
        low, high = sorted(self.selection) if self.has_focus else (0, 0)
        marked = style + self.get_component_rich_style("input--selection")
        parts = (self.value[:low], style), (self.value[low:high], marked), (self.value[high:], style)
        return [Segment(text, style) for text, style in parts if text]

    @property
    def content_width(self) -> int:
        """The cells of what is shown, and one for the cursor behind it."""
        return 1 if self.password else cells(self.value) + 1

    @property
    def room(self) -> int:
        """How many characters still fit."""
        return max(0, (self.max_length or 0) - len(self.value))

    @property
    def place(self) -> tuple[int, int]:
        """Where the real cursor belongs, in the window's cells."""
        region = self.content_region
        before = 0 if self.password else cells(self.value[: self.cursor_position])
        return region.x + min(max(0, before - self.scroll_offset.x), max(0, region.width - 1)), region.y

    def _watch_value(self, value: str) -> None:
        """Have the cursor in view behind what came first too: Textual leaves that out."""
        super()._watch_value(value)
        self._reveal()

    def on_resize(self) -> None:
        """Have the cursor in view in a window of another width."""
        self._reveal()

    def _reveal(self) -> None:
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key of this line does before whatever was typed after it. Enter is the screen's."""
        if event.key != "enter":
            await do_at_once(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste as one line."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split("\n"))[: self.room])


class Writing(TextArea):
    """Several lines, up to a limit of characters."""

    DEFAULT_CSS = """
    Writing { border: none; padding: 0 1 0 3; background: ansi_default; color: ansi_default; height: 1fr;
        scrollbar-size: 0 0; }
    Writing:focus { border: none; }
    Writing .text-area--cursor, Writing:ansi .text-area--cursor { text-style: none; }
    Writing .text-area--selection { text-style: reverse; }
    """

    def __init__(self, text: str, *, limit: int) -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False, max_checkpoints=20)
        self.cursor_blink = False
        self.limit = limit
        self.match_cursor_bracket = False

    async def _dispatch_message(self, message: Message) -> None:
        """Deal with a message as one thing."""
        with _as_one(self):
            await super()._dispatch_message(message)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region. Textual would look up ten styles and draw borders around each, at every key."""
        before = Segment(" " * self.styles.padding.left)
        return [strip_of((before, *self._parts(y)), crop.width, start=crop.x) for y in crop.line_range]

    def _parts(self, y: int) -> list[Segment]:
        """Return what is written on a line of the window, with what is selected of it marked."""
        row = y + self.scroll_offset.y
        if row >= self.wrapped_document.height:
            return []
        line, begins = self.wrapped_document.offset_to_location(Offset(0, row))
        text = self.document.get_line(line)
        ends = next((each for each in self.wrapped_document.get_offsets(line) if each > begins), len(text))
        first, last = sorted(self.selection)
        low = begins if (line, begins) >= first else min(max(begins, first[1]), ends) if line == first[0] else ends
        high = ends if line < last[0] else min(max(low, last[1]), ends) if line == last[0] else low
        style = self.rich_style
        marked = style + self.get_component_rich_style("text-area--selection") if low < high else style
        parts = (text[begins:low], style), (text[low:high], marked), (text[high:ends], style)
        return [Segment(words, style) for words, style in parts if words]

    @property
    def room(self) -> int:
        """How many characters still fit."""
        return max(0, self.limit - len(self.text))

    @property
    def place(self) -> tuple[int, int]:
        """Where the real cursor belongs, in the window's cells."""
        x, y = self.cursor_screen_offset
        region = self.region
        return min(max(x, region.x), region.right - 1), min(max(y, region.y), region.bottom - 1)

    async def _on_key(self, event: events.Key) -> None:
        """Take no more than fits."""
        if (event.is_printable or event.key == "enter") and not self.room:
            event.stop()
            event.prevent_default()
        else:
            await do_at_once(self, event)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take no more than fits, whatever came meanwhile."""
        event.text = event.text[: self.room]


def _as_one(field: Widget) -> AbstractContextManager[None]:
    """Return in what a field deals with a message: no frame shows half of it, and it is known to go on."""
    screen = field.screen if field.is_attached else None
    return screen.visit.frames.held() if isinstance(screen, CalmScreen) else nullcontext()


async def do_at_once(field: Input | TextArea, event: events.Key) -> None:
    """Do what a key is bound to in a field. Left to Textual it goes through two more queues, behind later letters."""
    if not field.is_attached:  # the key came behind the answer that ended the question
        return
    app, screen = field.app, field.screen
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if await app.run_action(binding.action, field):
            event.stop()
            event.prevent_default()
            if isinstance(screen, CalmScreen) and screen.paste_room:  # else it is a question that was said
                screen.unsaid()
            return


class Label(CalmWidget):
    """A few words before a line."""

    DEFAULT_CSS = "Label { width: auto; height: 1; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return how wide the words are."""
        return cells(self._words)

    def render_line(self, y: int) -> Strip:
        """Draw them."""
        return strip_of([Segment(self._words, ACCENT)], self.size.width)
