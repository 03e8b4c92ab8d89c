"""Numbers said digit by digit, for whoever hears them or writes them down: "one one six, one two three"."""

from __future__ import annotations

import re
from typing import Final

from bbs.language import ENGLISH, N_, Language

DIGITS: Final = (
    *(N_("zero"), N_("one"), N_("two"), N_("three"), N_("four")),
    *(N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine")),
)
AT_ONCE: Final = 4
"""Digits that are said in one breath: a longer run is cut into threes."""
RUN: Final = re.compile(r"[+*]?[0-9]+(?:[ -][0-9]+)*")
SIGNS: Final = {"+": N_("plus"), "*": N_("star")}
HOURS: Final = re.compile(r"24/7|[0-9]{1,2}:[0-9]{2}")
"""What has digits and is nothing to dial."""


def in_words(written: str, language: Language = ENGLISH) -> str:
    """Say every number in a contact digit by digit; the words between them stay: "HOME to 741741"."""
    said, end = [], 0
    for hours in HOURS.finditer(written):
        said += [_between(written[end : hours.start()], language), hours[0]]
        end = hours.end()
    return "".join([*said, _between(written[end:], language)])


def _between(written: str, language: Language) -> str:
    return RUN.sub(lambda run: _run(run[0], language), written)


def _run(written: str, language: Language) -> str:
    sign = [language(SIGNS[written[0]])] if written[0] in SIGNS else []
    groups = [group for part in re.split("[ -]", written.lstrip("+*")) for group in _breaths(part)]
    words = [" ".join(language(DIGITS[int(digit)]) for digit in group) for group in groups]
    return " ".join([*sign, ", ".join(words)])


def _breaths(digits: str) -> list[str]:
    """Cut a long run into threes, the last of them longer rather than a single digit."""
    if len(digits) <= AT_ONCE:
        return [digits]
    cuts = list(range(0, len(digits), 3))
    if len(digits) - cuts[-1] == 1:
        cuts.pop()
    return [digits[start:end] for start, end in zip(cuts, [*cuts[1:], len(digits)], strict=True)]
