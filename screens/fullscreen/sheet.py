"""A view laid out for a width: lines of text in their roles, and what on them can be chosen. Textual is not needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.style import Style

from bbs.language import N_, Language
from bbs.safe_text import cells
from screens.fullscreen.cells import most_cells
from screens.fullscreen.lines import BLANK, INDENT, MARGIN, Sheet, Span, Writer, words_of
from screens.fullscreen.palette import ACCENT, FAINT, NEW, PLAIN, STRONG
from screens.fullscreen.written import written
from screens.said import said
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

NUMBER = re.compile(r"\d{1,3}\. ")
LEVELS = (FAINT, STRONG, STRONG, PLAIN, ACCENT, NEW)
"""How the levels of a chart look: what is low has weight, what is high has the colour; the letters say which."""
"""What a numbered paragraph begins with."""


@dataclass(frozen=True)
class Manner:
    """How a caller has things laid out: `plain` draws nothing but words; `step` is how far a paced page has come.

    `stressed` has emphasis told in words where they are plain. `heading` is a title too long for the title line;
    `closing` is what Enter does where a form is right as it is.
    """

    language: Language
    plain: bool = False
    stressed: bool = False
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


class _Layout(Writer):
    """Blocks to lines, one after the other, a blank line between them."""

    def __init__(self, width: int, manner: Manner) -> None:
        super().__init__(width, manner.language)
        self._manner = manner
        self._heading = manner.heading

    def head(self) -> None:
        """Add the heading, if there is one: over the first list without a name, else before everything."""
        if self._heading:
            self.wrapped(self._heading, STRONG)
            self.line()
            self._heading = ""

    def close(self) -> None:
        """End with what Enter does, if that is to be chosen like the rest."""
        if self._manner.closing:
            self.line()
            first = len(self.sheet.lines)
            self.wrapped(self._manner.closing, STRONG, INDENT)
            self.target(first, self._manner.closing, "", self._manner.closing)

    def add(self, block: Block, view: View) -> None:
        """Add a block."""
        if self.sheet.lines and self.sheet.lines[-1] != BLANK:
            self.line()
        match block:
            case Prose(paragraphs):
                self._paragraphs(paragraphs)
            case Facts(rows):
                self._facts([(name, value, PLAIN) for name, value in rows])
            case Notice(words):
                self.wrapped(words, STRONG)
            case Chart():
                self._chart(block)
            case Art(lines, alt):
                if self._manner.plain or not self._has_room(block, MARGIN):
                    self.wrapped(self.say(N_("Picture: {what}"), what=alt), PLAIN)
                else:
                    self.lines(picture_lines(lines, MARGIN))
            case Listing():
                self._listing(block)
            case Form(fields, _):
                self._form(fields)
            case Post():
                self._post(block, view)
            case Live(_, posts, empty):
                self._live(posts, empty, view)
            case Paced(steps, way_out, picture, _):
                self._paced(steps, way_out, picture)

    def _paragraphs(self, paragraphs: Sequence[str]) -> None:
        """Add paragraphs; short ones, which are rather a list, without blank lines between them."""
        room = self.room(MARGIN)
        loose = any(most_cells(paragraph) > room for paragraph in paragraphs)
        for n, paragraph in enumerate(paragraphs):
            if n and loose:
                self.line()
            number = NUMBER.match(paragraph)
            self.wrapped(paragraph, PLAIN, MARGIN, MARGIN + (number.end() if number else 0))

    def _listing(self, block: Listing) -> None:
        if block.name:
            self.wrapped(block.name, FAINT)
        else:
            self.head()
        if not block.items:
            self.wrapped(block.empty, PLAIN)
        new = self.say(N_("new"))
        column = self._column_of(block.items, new)
        # Where most is new, colour and weight tell nothing: the word is enough, and half of the bytes.
        is_rare = sum(item.new for item in block.items) * 2 <= len(block.items)
        for item in block.items:
            first = len(self.sheet.lines)
            self.stands_out = item.new and is_rare
            style = STRONG if self.stands_out else PLAIN
            is_named = item.new and new in words_of(item.label.lower())
            tag = new if item.new and not is_named and new not in words_of(item.detail) else ""
            beside = NEW if is_named and self.stands_out else FAINT
            self.row(item.label, item.detail, column, style, beside, tag=tag)
            self.target(first, item.label, new if item.new and not is_named else "", item)
        self.stands_out = False

    def _column_of(self, items: Sequence[Item], new: str) -> int:
        """Return where the details of a list begin; 0 where most of them stand below what they belong to."""
        labels = [item.label for item in items if item.detail]
        column, wide = self.column(labels), self.wide_column(labels)
        high = sum(not self.fits(item.label, item.detail, column) for item in items)
        if high and all(self.fits(item.label, item.detail, wide, new if item.new else "") for item in items):
            return wide
        return 0 if high * 3 > len(items) else column

    def _form(self, fields: Sequence[Field]) -> None:
        column = self.column([self.say(one.label) for one in fields])
        for one in fields:
            first, label = len(self.sheet.lines), self.say(one.label)
            value = value_of(one, self.say)
            self.row(label, value, column, PLAIN, ACCENT if one.value else FAINT)
            self.target(first, label, value, one)

    def _facts(self, rows: Sequence[tuple[str, str, Style]]) -> None:
        column = self.column([label for label, _, _ in rows])
        for label, value, style in rows:
            self.row(label, value, column, FAINT, style)

    def _post(self, post: Post, view: View) -> None:
        first, say = len(self.sheet.lines), self.say
        self._head(post)
        if post.note:
            self.wrapped(say(N_("Content note: {note}."), note=post.note), STRONG, INDENT)
        if post.collapsed:
            self.wrapped(say(N_("Not shown yet. o opens it; Enter goes past.")), FAINT, INDENT)
        else:
            self._written(post.text)
        number = say(N_("{n} of {total}"), n=post.number, total=view.total) if view.total else ""
        says = ", ".join(part for part in (number, say(N_("new")) if post.new else "") if part)
        self.target(first, post.author, says, post)

    def _written(self, text: str) -> None:
        """Add what somebody wrote. Where a voice reads, it is as it would be said."""
        if self._manner.plain:
            for words in said(text, self.say, stressed=self._manner.stressed):
                self.wrapped(words, PLAIN, INDENT)
            return
        for (first, style), *rest in written(text, self.room(INDENT)):
            self.line((" " * INDENT + first, style), *rest)

    def _head(self, post: Post) -> None:
        """Add the line a post begins with: who, in what standing, whether it is new, when; then where it stands."""
        rest = ", ".join(part for part in (post.standing, post.kind, post.when) if part)
        new = self.say(N_("new")) if post.new else ""
        spans = [(" " * INDENT + post.author, STRONG), (f", {rest}" + (", " if new else ""), FAINT), (new, NEW)]
        if sum(most_cells(text) for text, _ in spans) < self.width:
            self.line(*spans)
        else:
            self.wrapped(f"{post.author}, {rest}" + (f", {new}" if new else ""), STRONG, INDENT, INDENT + 2)
        if post.where:
            self.wrapped(post.where, FAINT, INDENT)

    def _live(self, posts: Sequence[Post], empty: str, view: View) -> None:
        for n, post in enumerate(posts):
            if n:
                self.line()
            self._post(post, view)
        if not posts:
            self.wrapped(empty, FAINT)

    def _has_room(self, art: Art, indent: int) -> bool:
        """Say whether a picture can be drawn in this window, whatever form it takes."""
        forms = (art.lines, *(lines for lines, _ in art.beats))
        return all(cells(line) <= self.width - indent for lines in forms for line in lines)

    def _paced(self, steps: Sequence[str], way_out: str, picture: Art | None) -> None:
        """Add the steps taken so far, the present one last, and what keeps it company."""
        step = min(self._manner.step, len(steps) - 1)
        for n, words in enumerate(steps[: step + 1]):
            first = len(self.sheet.lines)
            self.wrapped(words, PLAIN, INDENT)  # dimmed when it is past, it would be drawn, and read aloud, again
            self.line()
            if n == step:
                label = self.say(N_("Step {n} of {total}"), n=step + 1, total=len(steps))
                self.target(first, label, "", words)
        self.wrapped(way_out, FAINT, INDENT)
        if picture is not None and not self._manner.plain and self._has_room(picture, INDENT):
            self.line()
            self.sheet.picture = (len(self.sheet.lines), picture)
            self.lines(picture_lines(picture.lines, INDENT))

    def _chart(self, chart: Chart) -> None:
        """Add the sentence, and below it the rows and a bar for each point, where there is room for them."""
        self.wrapped(chart.sentence, PLAIN)
        if self._manner.plain:
            return
        wide = max((sum(cells(text) for text, _ in row) for row in chart.rows), default=0)
        if chart.rows and wide <= self.room(MARGIN):
            self.line()
            for row in chart.rows:
                self.line((" " * MARGIN, PLAIN), *((text, LEVELS[level]) for text, level in row))
        if not chart.points:
            return
        self.line()
        column = self.column([name for name, _ in chart.points])
        most = chart.most or max(value for _, value in chart.points) or 1
        for name, value in chart.points:
            bar = "=" * round((self.width - column - 2) * max(0, min(value, most)) / most)
            self.row(name, bar, column, FAINT, ACCENT)


def picture_lines(rows: Sequence[str], indent: int = INDENT) -> Iterator[Span]:
    """Generate the lines of a picture, as one that goes with steps is drawn."""
    return ((" " * indent + row, ACCENT) for row in rows)


def value_of(field: Field, language: Language) -> str:
    """Say what a field is now, as the line mode does."""
    if field.kind is Kind.SECRET:
        return language(N_("not shown"))
    labels = {choice.value: language(choice.label) for choice in field.choices}
    return labels.get(field.value, field.value) or language(N_("not set"))
