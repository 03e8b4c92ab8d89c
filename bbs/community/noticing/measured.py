"""How well the rules did on texts held out while they were made, as the promises page says it; a test counts again."""

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
"""On bbs/text/noticing/held_out.tsv."""

IN_WORDS: Final = N_(
    "Fixed rules listen for words of somebody in crisis; nothing learns, and nothing is hidden by them but a part that "
    "could harm, until somebody has looked. Of texts that we made up before the rules they noticed {noticed} in 100 of "
    "people in crisis, and {everyday} in 100 everyday ones wrongly. Real people write otherwise: rules like these miss "
    "about 3 in 10. So this place rests on the help key, on reports and on people, not on this."
)
"""What the promises page says; `noticed` and `everyday` are of HELD_OUT."""
