"""What a safety plan asks: its six parts, in the place's own words (bbs/text/en/plan.toml), and a plan as one text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bbs.community.shipped_words import Table
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_text

PARTS: Final = ("signs", "alone", "company", "someone", "lines", "safer")
"""The names of the six parts, in their order. What is kept is kept under these."""
LINES: Final = "lines"
"""The part that help lines are put into."""
_HEADING: Final = re.compile(r"\s*([1-9])\s*[.)]\s*(.*?)\s*")


@dataclass(frozen=True)
class Part:
    """One part: what it is called, what is asked, and what somebody might write."""

    name: str
    title: str
    ask: str
    such_as: str


@dataclass(frozen=True)
class PlanWords:
    """What is said about a plan, where the thought comes from, and its parts."""

    about: str
    source: str
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part | None:
        """Return a part by its name."""
        return next((part for part in self.parts if part.name == name), None)

    def title(self, name: str) -> str:
        """Return what a part is called."""
        return next(part.title for part in self.parts if part.name == name)

    def as_text(self, words: Mapping[str, str]) -> str:
        """Return a whole plan as one text: each part below a line with its number and title."""
        told = [f"{n}. {part.title}\n{words.get(part.name, '')}".rstrip() for n, part in enumerate(self.parts, 1)]
        return "\n\n".join(told)

    def understood(self, text: str) -> dict[str, str]:
        """Take a plan that was written as one text apart again: what stands below each of the headings.

        A number and a dot are heading enough. Raises NotUnderstood for words that stand before the first.
        """
        found: dict[str, list[str]] = {}
        at = ""
        for line in safe_text(text).split("\n"):
            if name := self._heading(line):
                at = name
            elif at:
                found.setdefault(at, []).append(line)
            elif line.strip():
                raise NotUnderstood(
                    N_("The first words belong to no part yet. Before them, put a line with its number: 1. to 6.")
                )
        return {part.name: safe_text("\n".join(found.get(part.name, []))) for part in self.parts}

    def _heading(self, line: str) -> str:
        """Return the name of the part that a line begins, "" for a line of the plan itself."""
        match = _HEADING.fullmatch(line)
        if match is None or int(match[1]) > len(self.parts):
            return ""
        part = self.parts[int(match[1]) - 1]
        return part.name if match[2].casefold() in ("", part.title.casefold()) else ""


def plan_words(table: Table) -> PlanWords:
    """Read them. Raises ValueError where they are not as they should be."""
    parts = tuple(
        Part(one.text("name"), one.text("title"), _flowing(one.text("ask")), _flowing(one.text("such_as")))
        for one in table.tables("part")
    )
    if tuple(part.name for part in parts) != PARTS:
        raise table.wrong(f"the parts must be {', '.join(PARTS)}")
    words = PlanWords(_flowing(table.text("about")), _flowing(table.text("source")), parts)
    table.done()
    return words


def _flowing(text: str) -> str:
    return " ".join(text.split())
