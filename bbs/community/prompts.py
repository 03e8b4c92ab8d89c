"""Prompts: something to write about for who does not know where to begin. One is offered by the day, others on request.

They are files under bbs/text/<language>/prompts, one a kind: adding a file adds a kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.community.shipped_words import Folders

FOLDER: Final = "prompts"


@dataclass(frozen=True)
class PromptKind:
    """Prompts of one kind: its name, what it is called, and what it asks."""

    name: str
    title: str
    prompts: tuple[str, ...]


def load(folders: Folders) -> tuple[PromptKind, ...]:
    """Read all kinds. Raises ValueError where one is not as it should be."""
    kinds = []
    for name, table in folders.tables(FOLDER).items():
        kinds.append(PromptKind(name, table.text("title"), table.texts("prompts")))
        table.done()
    return tuple(kinds)


def offered(kinds: tuple[PromptKind, ...], day: int, turn: int = 0, kind: str = "") -> str:
    """Return the prompt of a day (its number, whichever day is 1), or the one `turn` places further on.

    Days and turns go through the kinds before they come back to one; with a kind named, through its prompts alone.
    """
    at = day + turn
    for one in kinds:
        if one.name == kind:
            return one.prompts[at % len(one.prompts)]
    chosen = kinds[at % len(kinds)]
    return chosen.prompts[at // len(kinds) % len(chosen.prompts)]
