"""Members' words as they are said: for the line mode, and for whoever has a screen reader read the full screen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from bbs.language import N_, Language
from screens.markdown import Passage, Span, passages


def said(text: str, language: Language, *, stressed: bool = False) -> list[str]:
    """Return a text line by line, without the signs that a voice would read in vain.

    What is quoted says so on each line. Emphasis is in the words already, unless somebody asks to have it `stressed`.
    """
    return [_line(passage, language, stressed) for passage in passages(text)]


def _line(passage: Passage, language: Language, stressed: bool) -> str:
    lead = passage.indent + (f"{passage.lead} " if passage.lead else "")
    words = lead + (_stressed(passage.spans, language) if stressed else passage.words)
    if not passage.depth or not words:
        return words
    if passage.depth == 1:
        return language(N_("quote: {words}"), words=words)
    return language(N_("quote within a quote: {words}"), words=words)


def _stressed(spans: Iterable[Span], language: Language) -> str:
    parts = []
    for is_stressed, alike in groupby(spans, key=lambda span: span.stress > 0):
        words = "".join(span.words for span in alike)
        parts.append(language(N_("{words} (emphasised)"), words=words) if is_stressed else words)
    return "".join(parts)
