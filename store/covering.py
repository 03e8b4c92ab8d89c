"""Parts of a post that are covered for others until a human has looked (SAFETY.md 6): how they are kept and shown.

A post keeps where they begin and end, "18-41 60-75", and its whole text: its author has it, and can change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

IN_PLACE: Final = "[\u2026]"
"""What stands where a part is covered. Pages that say posts put words there."""


def written(parts: Iterable[tuple[int, int]]) -> str:
    """Return parts as a post keeps them."""
    return " ".join(f"{start}-{end}" for start, end in parts)


def shown(text: str, covered: str) -> str:
    """Return a text as others read it."""
    at, said = 0, []
    for part in covered.split():
        start, _, end = part.partition("-")
        said += [text[at : int(start)], IN_PLACE]
        at = int(end)
    return "".join((*said, text[at:]))


def moved(text: str, covered: str, part: str, mark: str) -> str:
    """Return what is covered of a text once all of a part of it made way for a mark; what was in it is gone."""
    taken = [found.span() for found in re.finditer(re.escape(part), text)] if part else []

    def place(at: int, *, ends: bool) -> int:
        shift = 0
        for start, end in taken:
            if end <= at:
                shift += len(mark) - (end - start)
            elif start < at:
                return start + shift if ends else start + shift + len(mark)
            elif start == at and not ends:
                return start + shift + len(mark)
        return at + shift

    parts = (tuple(map(int, each.split("-"))) for each in covered.split())
    left = ((place(start, ends=False), place(end, ends=True)) for start, end in parts)
    return written((start, end) for start, end in left if start < end)
