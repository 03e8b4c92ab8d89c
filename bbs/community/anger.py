"""Anger: whether an answer is plainly angry at who reads it, so that an hour's wait may be offered once.

A few rules over the words of one language. They decide nothing: whoever is offered the hour posts all the same if
they like. Never for distress or for anger at oneself, never for swearing alone, never for what is quoted or retold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bbs.community.hints import LONGEST, own_words
from bbs.community.shipped_words import Table

LOUD_LETTERS: Final = 20
LOUD: Final = 0.8
"""A text is in capitals from so many letters on, when so much of them is."""
_NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True)
class Temper:
    """How angry texts read in one language: `plain` rules, those for `shouted` texts, and what speaks against both.

    A sentence that speaks to `nobody` is angry at no person; a text in `distress` is not asked about its tone.
    """

    plain: re.Pattern[str] = _NEVER
    shouted: re.Pattern[str] = _NEVER
    nobody: re.Pattern[str] = _NEVER
    distress: re.Pattern[str] = _NEVER


_START = r"(?:^|[.!?;:,\n(-]\s*|\b(?:and|but|because|so|honestly|seriously|wow|god|no|well)\s+)"
"""Where somebody is spoken to; after "he says that" or "if" it is something else."""
_ARE = r"you(?:'re| are|r)?\s+"
_VERY = (
    r"(?:(?:all|just|both|such|so|really|truly|absolutely|absolute|complete|total|utter|fucking|bloody|an?|the)"
    r"\s+){0,4}"
)
_ENDS = r"(?=\s*(?:[.!?,;:)\n]|$|(?:and|who|for|to|on|then)\b))"
_RETOLD = re.compile(r"[\"\u201c\u201d\u00ab\u00bb][^\"\u201c\u201d\u00ab\u00bb\n]*[\"\u201c\u201d\u00ab\u00bb]")
"""What stands in quotation marks was said by somebody else, or to somebody else."""
_SAID = re.compile(
    r"\b(?:said|says|say|saying|told|tells|tell|called|calls|yelled|shouted|wrote|thinks|like|as if|myself)\b"
)


def temper(table: Table) -> Temper:
    """Read the rules; raises ValueError, naming the place, for what is not as it should be."""
    insults, harsh, told, shouted, nobody, distress = (
        "|".join(re.escape(phrase) for phrase in table.texts(name))
        for name in ("insults", "harsh", "told", "shouted", "nobody", "distress")
    )
    table.done()
    named = rf"{_ARE}{_VERY}(?:(?:{harsh})\s+)?(?:{insults})s?\b{_ENDS}|{_ARE}{_VERY}(?:{harsh})\b{_ENDS}"
    return Temper(
        plain=re.compile(rf"{_START}(?:{named}|(?:{told})\b)"),
        shouted=re.compile(rf"\b(?:{shouted})\b"),
        nobody=re.compile(rf"\b(?:{nobody})\b"),
        distress=re.compile(rf"\b(?:{distress})"),
    )


def is_angry(text: str, rules: Temper) -> bool:
    """Say whether a text is plainly angry at somebody it speaks to."""
    own = _RETOLD.sub(" ", own_words(text[:LONGEST]).replace("\u2019", "'"))
    small = re.sub(r"[ \t]+", " ", own.lower())
    if rules.distress.search(small):
        return False
    if any(_speaks_to_somebody(small, met, rules) for met in rules.plain.finditer(small)):
        return True
    return _is_loud(own) and rules.shouted.search(small) is not None


def _speaks_to_somebody(text: str, met: re.Match[str], rules: Temper) -> bool:
    """Say whether what was found is said by the writer to a person: it is not retold, nor said to an illness."""
    start = max(text.rfind(end, 0, met.start() + 1) for end in ".!?\n") + 1
    ends = [at for end in ".!?\n" if (at := text.find(end, met.end())) >= 0]
    sentence = text[start : min(ends, default=len(text))]
    return not _SAID.search(text[start : met.start()]) and not rules.nobody.search(sentence)


def _is_loud(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= LOUD_LETTERS and sum(char.isupper() for char in letters) >= LOUD * len(letters)
