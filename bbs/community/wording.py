"""Words as they are kept, wherever somebody writes some: cleaned, and neither none nor too many."""

from __future__ import annotations

from typing import Final

from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_line, safe_text

NO_WORDS: Final = N_("There are no words in it yet. Write some, or {do:back/Esc} to leave it.")
ANY: Final = ""
"""In the place of what is said of no words: that none are needed."""


def clean_text(typed: str, limit: int, *, none: str = NO_WORDS) -> str:
    """Return a text as it is kept, without blanks around it.

    Raises NotUnderstood for more than `limit` characters, and for no words, with `none`, unless that is ANY.
    """
    return _bounded(
        safe_text(typed).strip(),
        limit,
        none,
        N_("That is {n} characters; {limit} is the most. Please shorten it; your words are kept."),
    )


def clean_line(typed: str, limit: int, *, none: str = NO_WORDS) -> str:
    """Return a line as it is kept. Raises as `clean_text` does."""
    return _bounded(safe_line(typed), limit, none, N_("That is {n} characters; {limit} is the most."))


def _bounded(words: str, limit: int, none: str, too_many: str) -> str:
    if not words and none:
        raise NotUnderstood(none)
    if len(words) > limit:
        raise NotUnderstood(too_many, n=len(words), limit=limit)
    return words
