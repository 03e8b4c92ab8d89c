"""What stands over a text that is written: who reads it, and the first lines of what it replies to."""

from __future__ import annotations

from bbs.safe_text import cells
from bbs.session import Session
from screens.fullscreen.lines import MARGIN, Line, Sheet
from screens.fullscreen.palette import FAINT
from screens.fullscreen.widgets.frame import clip
from screens.page import Ask
from screens.rows import rows_of

INTRO_ROWS = 4
"""Rows that are shown of what is said before a field."""
GOES_ON = " ..."
"""Ends a line of what is replied to that is cut, and the last one shown where others follow."""
QUOTED_LINES = 2
"""Lines shown of what is replied to."""


def prelude(caller: Session, question: Ask, about: str, columns: int) -> Sheet:
    """Lay it out for a window; `about` is what is replied to, "" for nothing."""
    width = columns - 2 * MARGIN
    said = [caller.say(field.intro) for field in question.fields if field.intro and not field.extra]
    words = [row for intro in said for row in rows_of(intro, width)[:INTRO_ROWS]]
    quoted = [f"> {line}" for line in about.split("\n") if line]
    rows = (row for line in words for row in rows_of(line, max(1, width)))
    lines: list[Line] = [((" " * MARGIN + row, FAINT),) for row in rows]
    for n, line in enumerate(quoted[:QUOTED_LINES], 1):
        is_whole = cells(line) <= width and (n < QUOTED_LINES or n == len(quoted))
        shown = line if is_whole else clip(line, width - len(GOES_ON)) + GOES_ON
        lines.append(((" " * MARGIN + shown, FAINT),))
    return Sheet(lines)
