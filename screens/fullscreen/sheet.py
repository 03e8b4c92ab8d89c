"""A view laid out for a width: lines of text in their roles, and what on them can be chosen. Textual is not needed.

A line leaves its first three cells free: the marker of the selection stands in the second. Nothing is cut that
somebody must read: what does not fit in a row goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.style import Style

from bbs.language import N_, Language
from bbs.safe_text import cells
from screens.fullscreen.cells import most_cells
from screens.fullscreen.palette import ACCENT, FAINT, NEW, PLAIN, STRONG
from screens.rows import rows_of
from screens.view import (
    Art,
    Block,
    Chart,
    Facts,
    Field,
    Form,
    Item,
    Kind,
    Listing,
    Live,
    Notice,
    Paced,
    Post,
    Prose,
    View,
)

MARGIN, INDENT = 1, 3
"""Cells before prose, and before what can be chosen."""
MEASURE = 76
"""Cells of a line of prose: longer ones are hard to read."""
GAP = 3
"""Cells between two columns."""

Span = tuple[str, Style]
Line = tuple[Span, ...]
BLANK: Line = ()


class Target(NamedTuple):
    """Something that can be chosen: where it stands, what the status line calls it, and what it is.

    `first` and `last` are line numbers of the sheet; `says` comes after its place ("new").
    """

    first: int
    last: int
    label: str
    says: str
    what: Item | Post | Field | str


@dataclass
class Sheet:
    """Lines, and targets in their order."""

    lines: list[Line] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


@dataclass(frozen=True)
class Manner:
    """How a caller has things laid out: `plain` draws nothing but words; `step` is how far a paced page has come.

    `heading` is a title too long for the title line; `closing` is what Enter does where a form is right as it is.
    """

    language: Language
    plain: bool = False
    step: int = 0
    heading: str = ""
    closing: str = ""


def sheet_of(view: View, width: int, manner: Manner) -> Sheet:
    """Lay out a view for a width in cells."""
    layout = _Layout(width, manner)
    blocks = list(_shown(view, manner))
    if not any(isinstance(block, Listing) and not block.name for block in blocks):
        layout.head()
    for block in blocks:
        layout.add(block, view)
    layout.close()
    return layout.sheet


def _shown(view: View, manner: Manner) -> Iterator[Block]:
    """Give the blocks there are by now: what comes after steps is for who has taken them."""
    for block in view.blocks:
        yield block
        if isinstance(block, Paced) and manner.step + 1 < len(block.steps):
            return


class _Layout:
    """Blocks to lines, one after the other, a blank line between them."""

    def __init__(self, width: int, manner: Manner) -> None:
        self.sheet = Sheet()
        self._width = width
        self._manner = manner
        self._stands_out = True
        self._say = manner.language
        self._heading = manner.heading

    def head(self) -> None:
        """Add the heading, if there is one: over the first list without a name, else before everything."""
        if self._heading:
            self._wrapped(self._heading, STRONG)
            self._line()
            self._heading = ""

    def close(self) -> None:
        """End with what Enter does, if that is to be chosen like the rest."""
        if self._manner.closing:
            self._line()
            first = len(self.sheet.lines)
            self._wrapped(self._manner.closing, STRONG, INDENT)
            self._target(first, self._manner.closing, "", self._manner.closing)

    def add(self, block: Block, view: View) -> None:
        """Add a block."""
        if self.sheet.lines and self.sheet.lines[-1] != BLANK:
            self._line()
        match block:
            case Prose(paragraphs):
                self._paragraphs(paragraphs)
            case Facts(rows):
                self._columns([(name, value, PLAIN) for name, value in rows])
            case Notice(words):
                self._wrapped(words, STRONG)
            case Chart():
                self._chart(block)
            case Art(lines, alt):
                if self._manner.plain or any(cells(line) > self._width - MARGIN for line in lines):
                    self._wrapped(self._say(N_("Picture: {what}"), what=alt), PLAIN)
                else:
                    self._lines((" " * MARGIN + line, ACCENT) for line in lines)
            case Listing():
                self._listing(block)
            case Form(fields, _):
                self._form(fields)
            case Post():
                self._post(block, view)
            case Live(_, posts, empty):
                self._live(posts, empty, view)
            case Paced(steps, way_out):
                self._paced(steps, way_out)

    # Lines

    def _line(self, *spans: Span) -> None:
        self.sheet.lines.append(tuple(span for span in spans if span[0]))

    def _lines(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self._line(span)

    def _wrapped(self, words: str, style: Style, indent: int = MARGIN, further: int | None = None) -> None:
        further = indent if further is None else further
        for text in _rows(words, self._room(indent), further - indent):
            self._line((" " * indent + text, style))

    def _room(self, indent: int) -> int:
        return max(10, min(MEASURE, self._width - indent - 1))

    def _paragraphs(self, paragraphs: Sequence[str]) -> None:
        """Add paragraphs; short ones, which are rather a list, without blank lines between them."""
        room = self._room(MARGIN)
        loose = any(most_cells(paragraph) > room for paragraph in paragraphs)
        for n, paragraph in enumerate(paragraphs):
            if n and loose:
                self._line()
            self._wrapped(paragraph, PLAIN)

    def _target(self, first: int, label: str, says: str, what: Item | Post | Field | str) -> None:
        self.sheet.targets.append(Target(first, len(self.sheet.lines) - 1, label, says, what))

    # Blocks

    def _listing(self, block: Listing) -> None:
        if block.name:
            self._wrapped(block.name, FAINT)
        else:
            self.head()
        if not block.items:
            self._wrapped(block.empty, PLAIN)
        column = self._column([item.label for item in block.items if item.detail])
        is_high = sum(not self._fits(item.label, item.detail, column) for item in block.items) * 3 > len(block.items)
        column = 0 if is_high else column
        new = self._say(N_("new"))
        # Where most is new, colour and weight tell nothing: the word is enough, and half of the bytes.
        self._stands_out = sum(item.new for item in block.items) * 2 <= len(block.items)
        for item in block.items:
            first = len(self.sheet.lines)
            style = STRONG if item.new and self._stands_out else PLAIN
            is_named = item.new and new in _words(item.label.lower())
            tag = new if item.new and not is_named and new not in _words(item.detail) else ""
            beside = NEW if is_named and self._stands_out else FAINT
            self._row(item.label, item.detail, column, style, beside, tag=tag)
            self._target(first, item.label, new if item.new and not is_named else "", item)

    def _form(self, fields: Sequence[Field]) -> None:
        column = self._column([self._say(one.label) for one in fields])
        for one in fields:
            first, label = len(self.sheet.lines), self._say(one.label)
            value = value_of(one, self._say)
            self._row(label, value, column, PLAIN, ACCENT if one.value else FAINT)
            self._target(first, label, value, one)

    def _columns(self, rows: Sequence[tuple[str, str, Style]]) -> None:
        column = self._column([label for label, _, _ in rows])
        for label, value, style in rows:
            self._row(label, value, column, FAINT, style)

    def _column(self, labels: Sequence[str]) -> int:
        """Return where the second column begins: after the widest label that leaves half of the window."""
        half = self._width // 2 - INDENT
        return INDENT + max((width for label in labels if (width := most_cells(label)) <= half), default=0) + GAP

    def _row(self, label: str, detail: str, column: int, style: Style, beside: Style, tag: str = "") -> None:
        """Add a label with its detail beside it, or below where there is no room, and a tag at the right edge."""
        if not detail or not self._fits(label, detail, column, tag):
            self._high(label, style, tag, is_named=not detail)
            for text in _rows(detail, self._width - INDENT - 3, 0) if detail else ():
                self._line((" " * (INDENT + 2), PLAIN), *self._beside(text, beside))
            return
        pad = " " * (column - INDENT - cells(label))
        spans = ((" " * INDENT + label + pad, style), *self._beside(detail, beside))
        self._line(*spans, *self._tag(column + cells(detail), tag))

    def _fits(self, label: str, detail: str, column: int, tag: str = "") -> bool:
        """Say whether a detail has room beside its label, in the column where all of them begin."""
        room = self._width - column - 1 - (cells(tag) + GAP if tag else 0)
        return not detail or (most_cells(label) <= column - INDENT - GAP + 1 and most_cells(detail) <= room)

    def _high(self, label: str, style: Style, tag: str, *, is_named: bool) -> None:
        """Add a label in as many rows as it takes. `is_named` has its first sentence, which is a name, meet the eye."""
        texts = _rows(label, self._width - INDENT - 1 - (cells(tag) + GAP if tag else 0), 2)
        name, stop, rest = texts[0].partition(". ")
        lead = (" " * INDENT + name + stop, STRONG if stop and is_named else style)
        self._line(lead, (rest, style), *self._tag(INDENT + cells(texts[0]), tag))
        self._lines((" " * INDENT + text, style) for text in texts[1:])

    def _beside(self, detail: str, style: Style) -> Iterator[Span]:
        """Divide a detail so that what is new in it meets the eye."""
        new = self._say(N_("new"))
        for n, part in enumerate(detail.split(", ")):
            yield ", " if n else "", style
            yield part, NEW if self._stands_out and new in _words(part) else style

    def _tag(self, used: int, tag: str) -> tuple[Span, ...]:
        edge = min(self._width, MEASURE + INDENT) - 1
        return ((" " * max(1, edge - used - cells(tag)) + tag, NEW),) if tag else ()

    def _post(self, post: Post, view: View) -> None:
        first, say = len(self.sheet.lines), self._say
        self._head(post)
        if post.note:
            self._wrapped(say(N_("Content note: {note}."), note=post.note), STRONG, INDENT)
        if post.collapsed:
            self._wrapped(say(N_("Not shown yet. o opens it; Enter goes past.")), FAINT, INDENT)
        else:
            for paragraph in post.text.split("\n"):
                self._wrapped(paragraph, FAINT if paragraph.startswith(">") else PLAIN, INDENT)
        number = say(N_("{n} of {total}"), n=post.number, total=view.total) if view.total else ""
        says = ", ".join(part for part in (number, say(N_("new")) if post.new else "") if part)
        self._target(first, post.author, says, post)

    def _head(self, post: Post) -> None:
        """Add the line a post begins with: who, in what standing, whether it is new, when; then where it stands."""
        rest = ", ".join(part for part in (post.standing, post.kind, post.when) if part)
        new = self._say(N_("new")) if post.new else ""
        spans = [(" " * INDENT + post.author, STRONG), (f", {rest}" + (", " if new else ""), FAINT), (new, NEW)]
        if sum(most_cells(text) for text, _ in spans) < self._width:
            self._line(*spans)
        else:
            self._wrapped(f"{post.author}, {rest}" + (f", {new}" if new else ""), STRONG, INDENT, INDENT + 2)
        if post.where:
            self._wrapped(post.where, FAINT, INDENT)

    def _live(self, posts: Sequence[Post], empty: str, view: View) -> None:
        for n, post in enumerate(posts):
            if n:
                self._line()
            self._post(post, view)
        if not posts:
            self._wrapped(empty, FAINT)

    def _paced(self, steps: Sequence[str], way_out: str) -> None:
        """Add the steps taken so far, the present one last."""
        step = min(self._manner.step, len(steps) - 1)
        for n, words in enumerate(steps[: step + 1]):
            first = len(self.sheet.lines)
            self._wrapped(words, PLAIN if n == step else FAINT, INDENT)
            self._line()
            if n == step:
                label = self._say(N_("Step {n} of {total}"), n=step + 1, total=len(steps))
                self._target(first, label, "", words)
        self._wrapped(way_out, FAINT, INDENT)

    def _chart(self, chart: Chart) -> None:
        """Add the sentence, and below it a bar for each point."""
        self._wrapped(chart.sentence, PLAIN)
        if self._manner.plain or not chart.points:
            return
        self._line()
        column = self._column([name for name, _ in chart.points])
        most = max(value for _, value in chart.points) or 1
        for name, value in chart.points:
            bar = "=" * round((self._width - column - 2) * max(0, value) / most)
            self._row(name, bar, column, FAINT, ACCENT)


def value_of(field: Field, language: Language) -> str:
    """Say what a field is now, as the line mode does."""
    if field.kind is Kind.SECRET:
        return language(N_("not shown"))
    labels = {choice.value: language(choice.label) for choice in field.choices}
    return labels.get(field.value, field.value) or language(N_("not set"))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _rows(words: str, room: int, further: int) -> list[str]:
    """Break words into rows; all but the first are indented by `further` cells."""
    return rows_of(words, max(10, room), " " * further, most_cells)
