"""Check-ins as data to take along: CSV for a table, JSON for a program. Each is some lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from bbs.community.moods import CheckIn

NAMES = ("when", "mood", "level", "tags", "note", "intention")
"""The columns, in the language of programs."""

Rows = Iterable[tuple[str, CheckIn]]
"""Check-ins, each with the time it is said to be about."""


def as_csv(rows: Rows) -> tuple[str, ...]:
    """Return a line of names, then a line for each check-in."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(NAMES)
    for at, one in rows:
        writer.writerow((at, one.mood.value, one.mood.level, ", ".join(one.tags), one.note, one.intention))
    return tuple(written.getvalue().splitlines())


def as_json(rows: Rows) -> tuple[str, ...]:
    """Return a list, a line for each check-in."""
    said = [json.dumps({"when": at, **one.words(), "level": one.mood.level}, ensure_ascii=False) for at, one in rows]
    return ("[", *(line + "," for line in said[:-1]), *said[-1:], "]")
