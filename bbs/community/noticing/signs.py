"""Signs that count together: each is what many low days are made of, and near each other they are a concern.

What somebody in crisis says of themselves is seldom one phrase that a rule could know; it is weariness beside a burden,
or a future that is gone beside not being there. So signs are broad, and nothing alone. They page nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from bbs.community.noticing.around import Match
from bbs.community.noticing.plain import END, Plain
from bbs.community.noticing.rules import Level

OWN: Final = frozenset({"gone", "weary", "burden", "future", "worth", "risk", "parting", "drawn", "numb", "unsaid"})
"""Families of rules that are signs and nothing else."""
SIGNS: Final = OWN | {"despair", "stop", "away", "leave", "settled", "means", "plan", "farewell"}
"""Families that count as signs: what is a hint elsewhere is one, too."""
_LIGHT: Final = frozenset({"numb", "unsaid", "leave", "settled", "means", "plan", "farewell"})
"""What most low days and busy ones have: beside each other two of these are nothing here."""
_SAME: Final = frozenset({"gone", "leave", "away"})
"""What who will not come on Sunday says more than once."""
_SENTENCES: Final = 1
"""Ends of sentences between two signs that still belong together."""


class Signs(NamedTuple):
    """Two signs that count together, as a rule: "en.signs-burden+weary"."""

    name: str
    language: str


def undone(match: Match) -> bool:
    """Say whether it was a sign that is of the past or was denied: alone it was nothing, so it is nothing then."""
    return match.rule.family in OWN and match.level is not Level.HINT


def together(own: Sequence[Match], plain: Plain) -> Signs | None:
    """Return the first two of the writer's own signs that count together; None where none do.

    Each is held against the last one of every other family only, so that it takes time in proportion to the text.
    """
    sentences = list(accumulate(word == END for word in plain.words))
    last: dict[str, Match] = {}
    for sign in sorted((match for match in own if match.rule.family in SIGNS), key=lambda match: match.first):
        for one in last.values():
            # What is said once does not add up with itself.
            if one.after > sign.first or not _count({one.rule.family, sign.rule.family}):
                continue
            if sentences[sign.first - 1] - sentences[one.after - 1] <= _SENTENCES:
                return _named(one, sign)
        last[sign.rule.family] = sign
    return None


def _count(families: set[str]) -> bool:
    return len(families) > 1 and not families <= _LIGHT and not families <= _SAME


def _named(one: Match, other: Match) -> Signs:
    language = one.rule.language
    return Signs(f"{language}.signs-{'+'.join(sorted({one.rule.family, other.rule.family}))}", language)
