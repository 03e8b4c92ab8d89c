"""What was measured, as one aligned table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One figure of ours, in its unit, beside one to compare it with, and the most it should be.

    `beside` says what the other figure is, when it is not that of the bare server.
    """

    what: str
    ours: float
    unit: str
    goal: float | None = None
    bare: float | None = None
    beside: str = ""
    digits: int = 0

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the row as it is shown."""
        over = self.goal is not None and round(self.ours, self.digits) > self.goal
        compared = self._figure(self.bare) + (f" {self.beside}" if self.beside else "")
        goal = "" if self.goal is None else f"{self.goal:,g} {self.unit}".strip()
        return self.what, self._figure(self.ours), compared.strip(), goal, "over" if over else ""

    def _figure(self, value: float | None) -> str:
        return "" if value is None else f"{value:,.{self.digits}f} {self.unit}".strip()


def show(rows: Iterable[Row], said: Console) -> None:
    """Print the rows."""
    table = Table(box=box.MARKDOWN)
    for name in ("what", "ours", "beside", "goal", ""):
        table.add_column(name, justify="left" if name in ("what", "") else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row.cells())
    said.print(table)
