"""A card for the pocket: what helps when there is no connection. Plain text that fits on half a sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from bbs.community import crisis_words as words
from bbs.community.crisis import EVERYWHERE, CrisisData, CrisisLine
from bbs.language import N_, Language

WIDE: Final = 72
"""Characters of a row at most."""
LONG: Final = 40
"""Rows at most."""
CALLED: Final = 6
TEXTED: Final = 4
"""Lines to call and to text at most."""
OF_PLAN: Final = 16
"""Rows that the words of a safety plan may take, and more where there is room."""


def rows_of_card(
    data: CrisisData,
    country: str | None,
    now: int,
    language: Language,
    plan: Sequence[tuple[str, str]] = (),
    note: str = "",
) -> list[str]:
    """Return the rows of a card: whom to call, the lines of a country, and the parts of a plan its owner chose.

    `plan` are titles and words; `note` is said below the lines: what is not on it, or not sure.
    """
    rows = _wrapped(words.danger_line(data.emergency(country), language))
    rows += _wrapped(language(words.ALREADY_HURT))
    rows += _lines(data, country, now, language)
    rows += _wrapped(note)
    if not plan:
        return rows[:LONG]
    own = _plan(plan, language)
    keep = min(len(own), max(OF_PLAN, LONG - len(rows)))
    more = language(N_("There is more in your plan: ssh and this place's name, then plan."))
    if keep < len(own):
        own = [*own[: keep - 1], *_wrapped(more)[:1]]
    return rows[: LONG - len(own)] + own


def _lines(data: CrisisData, country: str | None, now: int, language: Language) -> list[str]:
    here = [line for line in data.lines_for(country, now) if line.country == country]
    here.sort(key=lambda line: (not line.for_everyone, line.confidence != "high"))  # a card knows no "now"
    called = [line for line in here if line.phone and not line.is_place]
    texted = [line for line in here if line.text]
    name = data.countries.name(country) if country else ""
    call = [_said(line, language, line.phone) for line in called]
    text = [_said(line, language, line.text) for line in texted]
    near = [f"{line.service}. {line.place or line.web}. {_when(line, language)}" for line in here if line.is_place]
    rows = _headed(language(N_("To call, {country}:"), country=name), call[:CALLED])
    rows += _headed(language(N_("To text, {country}:"), country=name), text[:TEXTED])
    rows += _headed(language(N_("Near by:")), near[:TEXTED])
    if not called and not texted:
        lists = [f"{line.service}: {line.web}" for line in data.lines if line.country == EVERYWHERE]
        rows += _headed(language(N_("Lists of help lines, on the web:")), lists)
    return rows


def _headed(heading: str, said: Sequence[str]) -> list[str]:
    """Return what is said below its heading; nothing where there is nothing to say."""
    return [row for one in (heading, *said) for row in _wrapped(one)] if said else []


def _said(line: CrisisLine, language: Language, number: str) -> str:
    whom = "" if line.for_everyone else language(N_("For {audience}."), audience=language(line.audience))
    return " ".join(filter(None, (f"{line.service}: {number}.", _when(line, language), whom)))


def _when(line: CrisisLine, language: Language) -> str:
    """Say the hours as they are written: a card knows no "now"."""
    if line.day_and_night:
        return language(N_("Day and night."))
    return language(N_("Hours: {hours}."), hours=language(line.hours))


def _plan(plan: Sequence[tuple[str, str]], language: Language) -> list[str]:
    rows = [language(N_("My plan:"))]
    for title, text in plan:
        rows += _wrapped(f"{title}:")
        rows += [row for line in text.split("\n") if line.strip() for row in _wrapped(line.strip())]
    return rows


def _wrapped(said: str) -> list[str]:
    """Break a sentence into rows; what follows the first is indented, so that each thing begins at the margin."""
    return textwrap.wrap(said, WIDE, subsequent_indent="  ", break_on_hyphens=False)
