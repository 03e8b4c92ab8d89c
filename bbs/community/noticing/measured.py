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


HELD_OUT: Final = Measured(noticed=97, everyday=5, speech=0)
"""On bbs/text/noticing/held_out.tsv, which was written before the rules, by who wrote them."""
AFTERWARDS: Final = Measured(noticed=75, everyday=3, speech=0)
"""On bbs/text/noticing/afterwards.tsv, which was written when they were finished."""

IN_WORDS: Final = N_(
    "Fixed rules listen for words of somebody in crisis; nothing learns, and they hide nothing but a part that could "
    "harm, until somebody has looked. Of texts that we made up when the rules were finished they noticed {noticed} in "
    "100 of people in crisis, and {everyday} in 100 everyday ones wrongly; of those made up before, {before} and "
    "{wrongly}. Rules like these miss about 3 in 10. So this place rests on the help key, on reports and on people."
)
"""What the promises page says."""


def figures() -> dict[str, int]:
    """Return what IN_WORDS names."""
    told, before = AFTERWARDS, HELD_OUT
    return {
        "noticed": told.noticed,
        "everyday": told.everyday,
        "before": before.noticed,
        "wrongly": before.everyday,
    }
