"""What somebody looks for, as a tree of words: what the search language is read into and the index is asked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A word, or several that stand side by side."""

    text: str


@dataclass(frozen=True)
class Every:
    """All of these, and none of those `without` which it is looked for."""

    parts: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Either:
    """At least one of these."""

    parts: tuple[Term, ...]


Term = Words | Every | Either


def looked_for(term: Term) -> Iterator[Words]:
    """Yield the words that may occur in what is found, in their order; not those it is looked for without."""
    if isinstance(term, Words):
        yield term
        return
    for part in term.parts:
        yield from looked_for(part)
