"""A picture in plain characters, as an operator draws one: its rows, then an empty line, then a sentence that says it.

Who cannot see it, or reads plain lines, is told the sentence instead; so there is always one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_text

WIDEST: Final = 72
HIGHEST: Final = 14
LONGEST_SENTENCE: Final = 200


@dataclass(frozen=True)
class Picture:
    """A drawing in plain characters, and the sentence that stands for it."""

    art: str
    alt: str

    @property
    def written(self) -> str:
        """How it is typed."""
        return f"{self.art}\n\n{self.alt}"


def of(typed: str) -> Picture:
    """Return what somebody drew. Raises NotUnderstood, saying what to change."""
    art, parted, alt = safe_text(typed).rpartition("\n\n")
    rows = art.strip("\n").split("\n")
    if not parted or not art.strip():
        raise NotUnderstood(N_("The rows of the picture come first, then an empty line, then a sentence that says it."))
    if "\n" in alt or len(alt) > LONGEST_SENTENCE:
        raise NotUnderstood(
            N_("The last line says what the picture shows, in one sentence of at most {n} characters."),
            n=LONGEST_SENTENCE,
        )
    if len(rows) > HIGHEST or max(map(len, rows)) > WIDEST:
        raise NotUnderstood(
            N_("A picture has at most {rows} rows of {columns} characters. Draw a smaller one."),
            rows=HIGHEST,
            columns=WIDEST,
        )
    if not all(" " <= sign <= "~" for row in rows for sign in row):
        raise NotUnderstood(N_("Draw with the plain signs of a keyboard: others look different on each screen."))
    return Picture("\n".join(rows), alt)
