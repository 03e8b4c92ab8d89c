"""A line through numbers, drawn in characters that every terminal has: o where there is one, strokes between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

POINT: Final = "o"
LEVELS: Final = 5
"""Into how many steps the height is divided, for who sees colours."""

Row = tuple[tuple[str, int], ...]


def curve(values: Sequence[float | None], *, low: float, high: float, height: int, step: int) -> tuple[str, ...]:
    """Return the rows of a picture, the highest first: a number every `step` columns, from `low` to `high`.

    Where a number is missing the line is broken: nothing is drawn that nobody said.
    """
    top = height - 1
    at = [None if value is None else round((min(max(value, low), high) - low) / (high - low) * top) for value in values]
    grid = [[" "] * (step * (len(values) - 1) + 1) for _ in range(height)]
    for n, (left, right) in enumerate(pairwise(at)):
        if left is not None and right is not None:
            _join(grid, n * step, left, right, step)
    for n, row in enumerate(at):
        if row is not None:
            grid[top - row][n * step] = POINT
    return tuple("".join(row).rstrip() for row in grid)


def _join(grid: list[list[str]], begin: int, left: int, right: int, step: int) -> None:
    """Draw the strokes from one number to the next, without gaps."""
    top, before = len(grid) - 1, left
    for n in range(1, step + 1):
        now = round(left + (right - left) * n / step)
        for row in range(min(before, now) + 1, max(before, now)):
            grid[top - row][begin + n] = "|"
        if n < step:
            grid[top - now][begin + n] = "-" if now == before else "/" if now > before else "\\"
        before = now


def framed(rows: Sequence[str], names: Sequence[str], below: str = "") -> tuple[Row, ...]:
    """Return a picture with a name before each row and a line below all; the points are told apart by their height."""
    wide = max(map(len, names), default=0)
    drawn = []
    for n, (name, row) in enumerate(zip(names, rows, strict=True)):
        level = LEVELS - round(n / max(1, len(rows) - 1) * (LEVELS - 1))
        pieces = (("".join(run), level if is_point else 0) for is_point, run in groupby(row, POINT.__eq__))
        drawn.append(((f"{name:>{wide}} ", 0), *pieces))
    return (*drawn, ((" " * (wide + 1) + below, 0),)) if below else tuple(drawn)


def marks(names: Sequence[tuple[int, str]]) -> str:
    """Return names at their columns, those left out that would run into the one before."""
    said = ""
    for column, name in names:
        if not said or column > len(said):
            said = f"{said:<{column}}{name}"
    return said
