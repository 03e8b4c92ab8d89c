"""How somebody comes: from what terminal, with what proven, and asking for what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bbs.community.members import Person

DUMB = frozenset({"dumb", "unknown", "network", "dialup", "emacs", "lpr", "cons25-dumb"})
"""Names of terminals that only print."""
TERM_NAME = re.compile(rb"[A-Za-z0-9._+-]{1,64}")
COLUMNS, ROWS = (20, 300), (5, 120)
"""Sizes are clamped: 200 x 65535 cost 961 MB and 23 s."""


@dataclass(frozen=True)
class Terminal:
    """What is known of the caller's terminal. `kind` is TERM, "" without a terminal; `locale` as it was sent.

    `colours` says whether it has them and may use them: 0 for none, 16, 256, or 2**24.
    """

    kind: str = ""
    columns: int = 80
    rows: int = 24
    locale: str = ""
    utf8: bool = True
    colours: int = 16

    @property
    def exists(self) -> bool:
        """Whether there is a terminal that expects us to echo."""
        return bool(self.kind)

    @property
    def can_be_drawn_on(self) -> bool:
        """Whether it moves its cursor when told to. One that says it is dumb does not, or is read aloud."""
        return self.exists and self.kind.lower() not in DUMB


@dataclass(frozen=True)
class Arrival:
    """How somebody came: the user name they gave, what they proved, and what they asked for.

    `fingerprint` is of a key proven in this connection; `command` is the exec request, "" for none. `at_machine` says
    that they sit at the machine itself, beside the server: nobody who calls it learns that they are here.
    """

    username: str
    person: Person | None = None
    fingerprint: str = ""
    key_comment: str = ""
    command: str = ""
    asks_line: bool = False
    at_machine: bool = False


def terminal_of(kind: str, size: tuple[int, int], environment: Mapping[str, str]) -> Terminal:
    """Return what is known of a terminal from its TERM, its clamped (columns, rows) and the caller's environment."""
    locale = next((environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE") if environment.get(n)), "")
    encoding = next((environment[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(n)), "")
    foreign = "." in encoding and "utf" not in encoding.lower()
    return Terminal(kind, *size, locale, utf8=not foreign, colours=colours_of(kind, environment))


def colours_of(kind: str, environment: Mapping[str, str]) -> int:
    """Return how many colours a terminal has: 0 where NO_COLOR asks for none (no-color.org) or it is an old one."""
    if environment.get("NO_COLOR") or kind.startswith(("vt1", "vt2", "dumb")):
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or kind.endswith("-direct"):
        return 1 << 24
    return 256 if "256" in kind else 16


def clamp(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size we are ready to draw; 0 means unknown."""
    columns, rows = size
    return max(COLUMNS[0], min(COLUMNS[1], columns or 80)), max(ROWS[0], min(ROWS[1], rows or 24))
