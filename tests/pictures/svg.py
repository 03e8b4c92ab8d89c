"""What a terminal shows, as a picture in SVG: every cell in its place, whatever monospace font there is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from tests.screens.fullscreen.terminals import Shown, Terminal

CELL_WIDTH, CELL_HEIGHT = 8.4, 19.0
SIZE, BASELINE, PADDING = 14, 14.0, 14
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace"
RULE = "\u2502"
FAINT = 0.55
"""How much is left of a colour that is dimmed."""


def picture(terminal: Terminal, title: str, *, text: str, ground: str) -> str:
    """Draw it; `text` and `ground` are the colours of what sets none of its own."""
    width = terminal.columns * CELL_WIDTH + 2 * PADDING
    height = terminal.lines * CELL_HEIGHT + 2 * PADDING
    rows = terminal.shown()
    ground = _colour(rows[0][0].bg, ground)
    frame = f'width="{width - 1:g}" height="{height - 1:g}" rx="8" stroke="{text}" stroke-opacity=".25"'
    font = f'font-family="{FONTS}" font-size="{SIZE}" xml:space="preserve"'
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {font}>',
        f"<title>{escape(title)}</title>",
        f'<rect x=".5" y=".5" {frame} fill="{ground}"/>',
    ]
    for number, row in enumerate(rows):
        parts += _row(row, number, text, ground)
    if (place := terminal.place()) is not None:
        column, row_ = place
        parts.append(_rect(column, row_, 1, text, ' fill-opacity=".3"'))
    return "\n".join([*parts, "</svg>", ""])


def _row(row: list[Shown], number: int, text: str, ground: str) -> Iterator[str]:
    """Draw the runs of a row, blanks only where they have a ground of their own."""
    column = 0
    for (fg, bg, attributes), cells in groupby(_looks(row), key=lambda cell: (cell.fg, cell.bg, cell.attributes)):
        run = [cell.text for cell in cells]
        fg, bg = _colour(fg, text), _colour(bg, ground)
        if attributes[4]:
            fg, bg = bg, fg
        if bg != ground:
            yield _rect(column, number, len(run), bg)
        for start, end in _words(run):
            yield _text((column + start, number), "".join(run[start:end]), end - start, fg, attributes)
        column += len(run)


def _looks(row: list[Shown]) -> Iterator[Shown]:
    """Return the cells of a row, each blank in the look of what is before it: it shows nothing but its ground."""
    before = Shown(" ", "default", "default", (False,) * 6)
    for cell in row:
        if not cell.attributes:
            cell = before._replace(text=" ", bg=cell.bg)
        before = cell
        yield cell


def _words(run: list[str]) -> Iterator[tuple[int, int]]:
    """Return the stretches of a run, from-to, that neither begin nor end with a blank nor have two side by side."""
    start = end = -2
    for place, cell in enumerate(run):
        if cell == " ":
            continue
        if place - end > 1:
            if start >= 0:
                yield start, end
            start = place
        end = place + 1
    if start >= 0:
        yield start, end


def _text(place: tuple[int, int], words: str, cells: int, fill: str, attributes: tuple[bool, ...]) -> str:
    bold, dim, italic, underline, *_ = attributes
    if words == RULE:  # a letter would leave gaps between the rows
        x, y = PADDING + (place[0] + 0.5) * CELL_WIDTH, PADDING + place[1] * CELL_HEIGHT
        return f'<path d="M{x:.1f} {y:g}v{CELL_HEIGHT:g}" stroke="{fill}"/>'
    more = ' font-weight="bold"' if bold else ""
    more += f' fill-opacity="{FAINT}"' if dim else ""
    more += ' font-style="italic"' if italic else ""
    more += ' text-decoration="underline"' if underline else ""
    x, y = PADDING + place[0] * CELL_WIDTH, PADDING + place[1] * CELL_HEIGHT + BASELINE
    length = f' textLength="{cells * CELL_WIDTH:.1f}" lengthAdjust="spacingAndGlyphs"' if cells > 1 else ""
    return f'<text x="{x:.1f}" y="{y:g}" fill="{fill}"{more}{length}>{escape(words, quote=False)}</text>'


def _rect(column: int, row: int, columns: int, fill: str, more: str = "") -> str:
    x, y = PADDING + column * CELL_WIDTH, PADDING + row * CELL_HEIGHT
    width = columns * CELL_WIDTH
    return f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{CELL_HEIGHT:g}" fill="{fill}"{more}/>'


def _colour(colour: str, default: str) -> str:
    """Return a colour of the terminal's as one of SVG's; only those of 24 bits are its own."""
    return default if colour in ("", "default") else f"#{colour}"
