"""What changed between two texts, paragraph by paragraph, so that it can be said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.5
"""From how much of two paragraphs in common on one is the other, changed."""


@dataclass(frozen=True)
class Difference:
    """A paragraph as it was and as it is: "" before where it is new, "" now where it was taken out."""

    before: str
    now: str


def between(before: Sequence[str], now: Sequence[str]) -> list[Difference]:
    """Return what was taken out, changed and added, in the order in which it is read."""
    found: list[Difference] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag != "equal":
            found.extend(_matched(before[first:last], now[start:end]))
    return found


def _matched(before: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    """Yield the differences of two stretches that have no paragraph in common."""
    left = list(before)
    for paragraph in now:
        at = next((n for n, was in enumerate(left) if _are_alike(was, paragraph)), None)
        if at is None:
            yield Difference("", paragraph)
            continue
        yield from (Difference(was, "") for was in left[:at])
        yield Difference(left[at], paragraph)
        del left[: at + 1]
    yield from (Difference(was, "") for was in left)


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= ALIKE
