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
    """Return what is covered of a text once all of a part of it made way for a mark.

    Of what a covered part was cut into, the rest is shown: somebody has looked, and taken out what could harm.
    """
    taken = [found.span() for found in re.finditer(re.escape(part), text)] if part else []
    left = []
    for start, end in (tuple(map(int, each.split("-"))) for each in covered.split()):
        if not any(first < end and start < last for first, last in taken):
            shift = sum(len(mark) - (last - first) for first, last in taken if last <= start)
            left.append((start + shift, end + shift))
    return written(left)
