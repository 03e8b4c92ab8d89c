"""How somebody comes: from what terminal, with what proven, and asking for what."""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community.members import Person

DUMB = frozenset({"dumb", "unknown", "network", "dialup", "emacs", "lpr", "cons25-dumb"})
"""Names of terminals that only print."""


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

    `fingerprint` is of a key proven in this connection; `command` is the exec request, "" for none.
    """

    username: str
    person: Person | None = None
    fingerprint: str = ""
    key_comment: str = ""
    command: str = ""
    asks_line: bool = False
