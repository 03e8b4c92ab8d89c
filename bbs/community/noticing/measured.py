"""How well noticing did on texts they were not made with, as the promises page says it; a test counts again."""

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


HELD_OUT: Final = Measured(noticed=95, everyday=0, speech=0)
"""On bbs/text/noticing/held_out.tsv, which was written before the rules, by who wrote them."""
AFTERWARDS: Final = Measured(noticed=97, everyday=8, speech=0)
"""On bbs/text/noticing/afterwards.tsv, with which no rule was ever changed."""
UNSEEN: Final = Measured(noticed=89, everyday=3, speech=0)
"""On bbs/text/noticing/unseen.tsv, which was written before version 5 of the rules, and with which none was changed."""
BEFORE_SIGNS: Final = Measured(noticed=95, everyday=6, speech=7)
"""On bbs/text/noticing/before_signs.tsv, which was written before version 6, and with which no rule was changed."""
NEW_VOICES: Final = Measured(noticed=86, everyday=1, speech=0)
"""On bbs/text/noticing/new_voices.tsv: somebody else's, written before version 8, and left out of its weights."""
REVIEWER: Final = Measured(noticed=85, everyday=3, speech=0)
"""On bbs/text/noticing/reviewer.tsv: another writer's, written before version 8, and left out of its weights."""
ORDINARY: Final = Measured(noticed=91, everyday=3, speech=0)
"""On bbs/text/noticing/ordinary.tsv: a third writer's, looked at when nothing was changed any more."""
BOARD: Final = Measured(noticed=92, everyday=2, speech=0)
"""On bbs/text/noticing/board.tsv: posts as a board has most of, by one who saw nothing else, before version 9."""
VISITORS: Final = Measured(noticed=88, everyday=4, speech=2)
"""On bbs/text/noticing/visitors.tsv: forty members with ten posts each, by another such writer."""
AUDITOR: Final = Measured(noticed=94, everyday=1, speech=6)
"""On bbs/text/noticing/auditor.tsv: fifty members with ten posts each, by one who was asked to measure version 10."""
ASSESSOR: Final = Measured(noticed=90, everyday=3, speech=3)
"""On bbs/text/noticing/assessor.tsv: a board and its groups, by one who was asked to measure before version 11."""
INSPECTOR: Final = Measured(noticed=90, everyday=3, speech=1)
"""On bbs/text/noticing/inspector.tsv: by one who was asked to accept or refuse, and knew only the goals."""
LETTERS: Final = Measured(noticed=96, everyday=3, speech=0)
"""On bbs/text/noticing/letters.tsv: long posts, by another such writer, before version 11 was counted."""
ALL: Final = (
    *(HELD_OUT, AFTERWARDS, UNSEEN, BEFORE_SIGNS, NEW_VOICES, REVIEWER, ORDINARY, BOARD, VISITORS, AUDITOR),
    *(ASSESSOR, INSPECTOR, LETTERS),
)

IN_WORDS: Final = N_(
    "Rules and weights of words, both fixed, listen for somebody in crisis; nothing learns from what you write, and "
    "they hide nothing but a part that could harm, until somebody has looked. Of texts that we made up and left out "
    "they noticed {noticed} in 100 of people in crisis, and {everyday} in 100 everyday ones wrongly; of those made up "
    "before the rules, {before} and {wrongly}. Where people write in other words, 2 in 10 and more are missed. So this "
    "place rests on the help key, on reports and on people."
)
"""What the promises page says."""


def figures() -> dict[str, int]:
    """Return what IN_WORDS names."""
    return {
        "noticed": min(each.noticed for each in ALL),
        "everyday": max(each.everyday for each in ALL),
        "before": HELD_OUT.noticed,
        "wrongly": HELD_OUT.everyday,
    }
