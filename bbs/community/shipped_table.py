"""Tables of tab-separated values that come with the package: read at start, refused loudly when they are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Final

Row = Mapping[str, str]

SEPARATOR: Final = "\t"


class ShippedTable:
    """One .tsv file of shipped data: a heading line, then rows of plain fields, nothing quoted.

    Bad shipped data is our own bug, never a caller's doing, so every complaint is a ValueError that
    names file and line.
    """

    def __init__(self, folder: Traversable, name: str, columns: Sequence[str]) -> None:
        self.name = name
        self._columns = tuple(columns)
        self._text = (folder / name).read_text(encoding="utf-8")

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Give each row with its line number in the file, the heading being line 1.

        Raises ValueError for a heading or a row that has not exactly the expected columns, and for
        characters that cannot be shown.
        """
        heading, *lines = self._text.rstrip("\n").split("\n")
        found = tuple(heading.split(SEPARATOR))
        if found != self._columns:
            missing = [column for column in self._columns if column not in found]
            raise self.wrong(1, f"missing column {', '.join(missing)}" if missing else f"columns are {found}")
        for number, line in enumerate(lines, start=2):
            fields = [field.strip() for field in line.split(SEPARATOR)]
            if len(fields) != len(self._columns):
                raise self.wrong(number, f"{len(fields)} fields instead of {len(self._columns)}")
            if not all(field.isprintable() for field in fields):
                raise self.wrong(number, "a character that cannot be shown")
            yield number, dict(zip(self._columns, fields, strict=True))

    def wrong(self, line: int, what: object) -> ValueError:
        """Make the complaint about one line of this file."""
        return ValueError(f"{self.name}, line {line}: {what}")
