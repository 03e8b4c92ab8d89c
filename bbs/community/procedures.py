"""Procedures of ten minutes for those who look after this place, in steps: what can be done, from here, and what not.

Each is a file in the folder `procedures` of a language. Words that are wrong are our own bug: they raise ValueError.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bbs.community.reports import Reason
from bbs.community.shipped_words import Folders, Table
from bbs.errors import NotFound

NAMES: Final = ("danger", "threat", "child", "under-18")
"""The procedures there are, the most urgent first."""
FOR: Final = {
    Reason.WORRIED: "danger",
    Reason.THREAT: "threat",
    Reason.CHILD: "child",
    Reason.UNDER_18: "under-18",
}
"""Which goes with which reason of a report."""


@dataclass(frozen=True)
class Procedure:
    """What to do, step by step; `stop` goes with each of the steps, beside the way out."""

    name: str
    title: str
    about: str
    stop: str
    steps: tuple[str, ...]
    closing: str


def all_of(folders: Folders) -> tuple[Procedure, ...]:
    """Return the procedures of a language. Raises ValueError for one that is missing or not known."""
    tables = folders.tables("procedures")
    if set(tables) != set(NAMES):
        raise ValueError(f"procedures: these must be there, and no others: {', '.join(NAMES)}")
    return tuple(_procedure(name, tables[name]) for name in NAMES)


def _procedure(name: str, table: Table) -> Procedure:
    words = {key: table.text(key) for key in ("title", "about", "stop", "closing")}
    steps = table.texts("steps")
    table.done()
    return Procedure(name, steps=steps, **words)


def named(procedures: Iterable[Procedure], name: str) -> Procedure:
    """Return the procedure of a name. Raises NotFound."""
    found = next((one for one in procedures if one.name == name), None)
    if found is None:
        raise NotFound
    return found


def fitting(reasons: Iterable[str], *, is_urgent: bool) -> str:
    """Return the name of the procedure for a case with these reasons, "" for none.

    What software noticed as urgent goes by the one for danger.
    """
    found = {FOR[Reason(reason)] for reason in reasons if reason in set(Reason) and Reason(reason) in FOR}
    first = next((name for name in NAMES if name in found), "")
    return first or ("danger" if is_urgent else "")
