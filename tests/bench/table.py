"""What was measured, as one aligned table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from rich import box
from rich.console import Console
from rich.table import Table

COLUMNS = ("what", "full screen", "line mode", "stock Textual", "floor", "goal", "")


@dataclass(frozen=True)
class Row:
    """One figure, in its unit, of those servers that have it, and the most ours should be.

    `floor` is the bare server's, unless `of` says what else it is.
    """

    what: str
    unit: str = "B"
    goal: float | None = None
    full: float | None = None
    line: float | None = None
    stock: float | None = None
    floor: float | None = None
    of: str = ""
    digits: int = 0

    @classmethod
    def of_all(cls, what: str, unit: str, goal: float, figures: Iterable[float], *, digits: int = 0) -> Self:
        """Return a row of figures in the order of the columns."""
        full, line, stock, *floor = figures
        return cls(what, unit, goal, full, line, stock, floor[0] if floor else None, digits=digits)

    @property
    def is_over(self) -> bool:
        """Whether one of ours is above the goal, as far as digits are shown."""
        ours = [value for value in (self.full, self.line) if value is not None]
        return self.goal is not None and any(round(value, self.digits) > self.goal for value in ours)

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is shown."""
        floor = f"{self._figure(self.floor)} {self.of}".strip()
        goal = "" if self.goal is None else f"{self.goal:,.4g} {self.unit}".strip()
        if self.goal and self.goal >= 1000:
            goal = f"{self.goal:,.0f} {self.unit}".strip()
        figures = (self._figure(value) for value in (self.full, self.line, self.stock))
        return self.what, *figures, floor, goal, "over" if self.is_over else ""

    def _figure(self, value: float | None) -> str:
        return "" if value is None else f"{value:,.{self.digits}f} {self.unit}".strip()


def show(rows: Iterable[Row], said: Console) -> None:
    """Print the rows."""
    table = Table(box=box.MARKDOWN)
    for name in COLUMNS:
        table.add_column(name, justify="left" if name in ("what", "") else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row.cells())
    said.print(table)
