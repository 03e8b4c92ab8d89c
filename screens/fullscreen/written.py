"""What members write, as rows of the full screen: emphasis in its role, items and quotations hanging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style

from screens.fullscreen.cells import most_cells
from screens.fullscreen.lines import Line, Span
from screens.fullscreen.palette import EMPHASIS, FAINT, PLAIN, STRONG
from screens.markdown import Passage, Stress, passages
from screens.rows import rows_of

WEIGHTS = {Stress.NONE: PLAIN, Stress.SOME: EMPHASIS, Stress.STRONG: STRONG}
LEAST = 10
"""Cells that are left for words, however deep they are quoted."""


def written(text: str, room: int) -> Iterator[Line]:
    """Give the rows of a text, each within so many cells."""
    for passage in passages(text):
        base = FAINT if passage.depth else PLAIN
        sign = "> " * min(passage.depth, max(1, (room - LEAST) // 2))
        for row in _rows(passage, max(LEAST, room - len(sign)), base):
            yield ((sign, base), *row) if sign else row


def _rows(passage: Passage, room: int, base: Style) -> Iterator[Line]:
    lead = passage.indent + (f"{passage.lead} " if passage.lead else "")
    spans = [(lead, base), *((_words(span.words, span.is_code), base + WEIGHTS[span.stress]) for span in passage.spans)]
    words = "".join(text for text, _ in spans)
    hang = " " * len(lead) if len(lead) <= room // 2 else ""
    rows = rows_of(words, room, hang, most_cells)
    if len({style for text, style in spans if text}) < 2:
        style = spans[-1][1]
        return (((row, style),) for row in rows)
    return _styled(rows, hang, words, spans)


def _words(words: str, is_code: bool) -> str:
    """Return words as they are shown: in a line of prose, where code begins and ends must be seen."""
    return f"`{words}`" if is_code else words


def _styled(rows: Sequence[str], hang: str, words: str, spans: Sequence[Span]) -> Iterator[Line]:
    """Give rows the styles of the spans they were broken from. Between two rows only blanks were lost."""
    ends, end = [], 0
    for text, style in spans:
        end += len(text)
        ends.append((end, style))
    at = n = 0
    for number, row in enumerate(rows):
        own = row[len(hang) :] if number else row
        start = words.index(own, at)
        at = start + len(own)
        line: list[Span] = [(hang, PLAIN)] if number and hang and own else []
        while start < at:
            while ends[n][0] <= start:
                n += 1
            stop = min(at, ends[n][0])
            line.append((words[start:stop], ends[n][1]))
            start = stop
        yield tuple(line)
