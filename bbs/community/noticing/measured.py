"""How well the rules did on texts they were not made with, as the promises page says it; a test counts again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbs.language import N_


@dataclass(frozen=True)
class Measured:
    """Of a hundred texts each: how many from people in crisis were noticed, and how many others wrongly."""

    noticed: int
    everyday: int
    speech: int


HELD_OUT: Final = Measured(noticed=99, everyday=2, speech=0)
"""On bbs/text/noticing/held_out.tsv, which was written before the rules, by who wrote them."""
AFTERWARDS: Final = Measured(noticed=84, everyday=2, speech=0)
"""On bbs/text/noticing/afterwards.tsv, with which no rule was ever changed."""
UNSEEN: Final = Measured(noticed=76, everyday=4, speech=4)
"""On bbs/text/noticing/unseen.tsv, which was written before version 5 of the rules, and with which none was changed."""
BEFORE_SIGNS: Final = Measured(noticed=66, everyday=9, speech=11)
"""On bbs/text/noticing/before_signs.tsv, which was written before version 6, and with which no rule was changed."""

IN_WORDS: Final = N_(
    "Fixed rules listen for words of somebody in crisis; nothing learns, and they hide nothing but a part that could "
    "harm, until somebody has looked. Of texts that we made up and made no rule with they noticed {noticed} in 100 of "
    "people in crisis, and {everyday} in 100 everyday ones wrongly; of those made up before the rules, {before} and "
    "{wrongly}. Where people write in other words, rules like these miss 3 in 10 and more. So this place rests on the "
    "help key, on reports and on people."
)
"""What the promises page says."""


def figures() -> dict[str, int]:
    """Return what IN_WORDS names."""
    told, before = BEFORE_SIGNS, HELD_OUT
    return {
        "noticed": told.noticed,
        "everyday": told.everyday,
        "before": before.noticed,
        "wrongly": before.everyday,
    }
