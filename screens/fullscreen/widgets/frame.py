"""What frames a body: the title above it; below it the status line, which a reader speaks, and the most useful keys."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from bbs.safe_text import cells, graphemes
from screens.fullscreen.calm import CalmWidget
from screens.fullscreen.lines import MARGIN
from screens.fullscreen.palette import ACCENT, FAINT, PLAIN, STRONG
from screens.fullscreen.widgets.strips import strip_of
from screens.rows import rows_of

ROOMY = 20
"""Rows from which a blank line sets the foot apart."""
NARROW = 60
"""Columns below which only what matters most is named."""
KEY_GAP = 3
CUT = "..."
"""What stands for the rest of a key's name that has no room."""
CUT_LEAST = 6
"""Cells of a name that say enough to be shown without its rest."""
MESSAGE_MOST = 8
"""Rows of a message; never more than half of a window, so that what it is about stays in view."""
STATUS_MOST = 30
"""Cells of a status line that changes with every move: it is sent whole (ACCESS.md T5)."""

Bar = tuple[tuple[str, str], ...]
"""Keys and what they do."""


def clip(text: str, room: int) -> str:
    """Return as much of a text as fits in so many cells, ended between words where that loses little."""
    if cells(text) <= room:
        return text
    kept, used = "", 0
    for grapheme in graphemes(text):
        used += cells(grapheme)
        if used > max(0, room):
            break
        kept += grapheme
    words, space, _ = kept.rpartition(" ")
    return (words if space and len(words) > room // 2 else kept).rstrip(" ,")


class Title(CalmWidget):
    """One line: where one is, and at the right who one is and that there is help."""

    DEFAULT_CSS = "Title { dock: top; height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self._left = ""
        self._right = ""

    def show(self, left: str, right: str) -> None:
        """Show both ends."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line, and a blank one below it."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        right = self._right if width >= NARROW else self._right.rpartition("   ")[2]
        left = clip(self._left, width - MARGIN * 2 - cells(right) - 2)
        pad = width - MARGIN * 2 - cells(left) - cells(right)
        segments = [Segment(" " * MARGIN + left, STRONG), Segment(" " * pad + right, FAINT)]
        return strip_of(segments, width)


class Foot(CalmWidget):
    """Two lines: what is chosen or what was just done; then keys. Where there is room, a blank line above them.

    A question takes as many lines as it needs, and the keys that answer it are always below it. So does a message, in
    place of the keys: a greeting or a refusal that ends in mid-sentence helps nobody.
    """

    DEFAULT_CSS = "Foot { dock: bottom; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._status: tuple[str, Style] = ("", PLAIN)
        self._keys: tuple[Bar, Bar] = ((), ())
        self._question: str = ""
        self._answers: Bar = ()

    @property
    def status(self) -> str:
        """What the status line says."""
        return self._status[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines it takes."""
        return self._spoken(width, viewport.height) + (2 if viewport.height >= ROOMY else 1)

    def _asked(self, width: int) -> list[str]:
        """Return the rows of the question, or one for the status."""
        return rows_of(self._question, max(1, width - MARGIN - 1))

    def _said(self, width: int, height: int) -> list[str]:
        """Return the rows of the status in a window of such a size."""
        room = max(1, width - MARGIN - 1)
        if cells(self._status[0]) <= room:
            return [self._status[0]]
        rows, most = rows_of(self._status[0], room), max(2, min(MESSAGE_MOST, height // 2))
        return rows if len(rows) <= most else [*rows[: most - 1], clip(" ".join(rows[most - 1 :]), room)]

    def _spoken(self, width: int, height: int) -> int:
        return len(self._asked(width)) if self._question else max(1, len(self._said(width, height)) - 1)

    @property
    def spoken(self) -> int:
        """How many rows above the lowest are one message."""
        return self._spoken(self.size.width, self.app.size.height)

    def ask(self, question: str, answers: Bar) -> None:
        """Ask something that keys answer, in place of the status, until it is `asked`."""
        before = self.spoken
        self._question, self._answers = question, answers
        self.refresh()
        self._fit(before)

    def asked(self) -> None:
        """Take the question away: it was answered."""
        self.ask("", ())

    def _fit(self, before: int) -> None:
        if self.spoken != before:
            self.refresh(layout=True)

    def _refresh_row(self, from_below: int) -> None:
        self.refresh(Region(0, self.size.height - from_below, self.size.width, 1))

    def say(self, status: str, style: Style = PLAIN) -> None:
        """Show a status."""
        if self._status != (status, style):
            rows, before, self._status = self.spoken, self._status[0], (status, style)
            self._refresh_row(2)
            if max(cells(status), cells(before)) > self.size.width - MARGIN - 1:
                self.refresh()
            self._fit(rows)

    def offer(self, keys: Bar, always: Bar) -> None:
        """Show keys with what they do, the most useful first: as many as fit, and those that are always there."""
        if (keys, always) != self._keys:
            self._keys = (keys, always)
            self._refresh_row(1)

    def render_line(self, y: int) -> Strip:
        """Draw the status, or the keys. A status that is longer than its row takes theirs too, and more."""
        width, from_below = self.size.width, self.size.height - y
        if self._question:
            return self._question_row(width, from_below)
        rows, style = self._said(width, self.app.size.height), self._status[1]
        if len(rows) == 1:
            rows.append("")
            if from_below == 1:
                return strip_of(self._key_segments(width, self._keys), width)
        if from_below > len(rows):
            return Strip.blank(width)
        return strip_of([Segment(" " * MARGIN + rows[-from_below], style)], width)

    def _question_row(self, width: int, from_below: int) -> Strip:
        if from_below == 1:
            return strip_of(self._key_segments(width, (self._answers, ())), width)
        rows = ["", *self._asked(width)]
        row = rows[max(0, len(rows) + 1 - from_below)]
        return strip_of([Segment(" " * MARGIN + row, STRONG)], width) if row else Strip.blank(width)

    def _key_segments(self, width: int, offered: tuple[Bar, Bar]) -> list[Segment]:
        keys, always = offered
        always = always[-2:] if width < NARROW else always
        shown = _fitting(keys, width - 2 * MARGIN + KEY_GAP - sum(_width(pair) for pair in always))
        segments: list[Segment] = []
        for n, (key, label) in enumerate((*shown, *always)):
            segments += [Segment(" " * (KEY_GAP if n else MARGIN)), Segment(key, ACCENT), Segment(f" {label}", PLAIN)]
        return segments


def _fitting(keys: Bar, room: int) -> list[tuple[str, str]]:
    """Return the first keys that have room. Where that is none of the page's own, the name of its first is cut."""
    shown: list[tuple[str, str]] = []
    for key, does in keys:
        if _width((key, does)) > room:
            cut = clip(does, room - _width((key, CUT)))
            if not any(len(letter) == 1 for letter, _ in shown) and cells(cut) >= CUT_LEAST:
                shown.append((key, cut + CUT))
            break
        shown.append((key, does))
        room -= _width((key, does))
    return shown


def _width(pair: tuple[str, str]) -> int:
    return KEY_GAP + cells(pair[0]) + 1 + cells(pair[1])
