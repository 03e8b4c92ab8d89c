"""How well the rules notice, counted on a file of labelled texts. The file's format is in docs/noticing.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bbs.community.noticing.heard import Heard
from bbs.community.noticing.listening import Noticing
from bbs.community.noticing.rules import Level
from bbs.errors import NotUnderstood
from bbs.language import N_

OWN: Final = ("urgent", "concern")
"""Classes of people who speak of a crisis of their own."""
SPEECH: Final = ("idiom", "title")
"""Classes of words that only sound like it."""
ABOUT: Final = ("other", "past", "recovery", "grief")
"""Classes that must never page anybody."""
EVERYDAY: Final = ("everyday", "negation")
CLASSES: Final = (*OWN, *ABOUT, *SPEECH, *EVERYDAY)


@dataclass(frozen=True)
class Labelled:
    """A text and what it is: its class, whether a part of it is to be covered, and its language."""

    kind: str
    hold: bool
    language: str
    text: str


@dataclass(frozen=True)
class Tally:
    """How many texts there are of a class, how many were noticed and called urgent."""

    texts: int
    noticed: int
    urgent: int


def labelled(lines: Iterable[str]) -> Iterator[Labelled]:
    """Read a file of labelled texts; raises NotUnderstood, naming the line, for what is not as it should be."""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, hold, language, text = (*line.rstrip("\r\n").split("\t", 3), "", "", "")[:4]
        if kind not in CLASSES or hold not in ("yes", "no") or not text.strip():
            raise NotUnderstood(
                N_("Line {n} is not class, hold (yes or no), language and text, with tabs between. Classes: {all}."),
                n=number,
                all=", ".join(CLASSES),
            )
        yield Labelled(kind, hold == "yes", language, text)


@dataclass(frozen=True)
class Report:
    """What came of a file: every text with what was heard in it."""

    results: tuple[tuple[Labelled, Heard], ...]

    def tally(self, *kinds: str, language: str = "") -> Tally:
        """Count the texts of some classes."""
        heard = [h for one, h in self.results if one.kind in kinds and language in ("", one.language)]
        return Tally(len(heard), sum(h.noticed for h in heard), sum(h.level is Level.URGENT for h in heard))

    def holds(self) -> tuple[int, int, int, int]:
        """Count texts to be covered, those of them that were, all others, and those of them that were covered."""
        wanted = [bool(h.holds) for one, h in self.results if one.hold]
        others = [bool(h.holds) for one, h in self.results if not one.hold]
        return len(wanted), sum(wanted), len(others), sum(others)


def report(noticing: Noticing, lines: Iterable[str]) -> Report:
    """Listen to every text of a file."""
    return Report(tuple((one, noticing.listen(one.text)) for one in labelled(lines)))


def percent(part: int, whole: int) -> str:
    """Say a share in whole percent, "-" where there is nothing to have a share of."""
    return f"{100 * part / whole:.0f} %" if whole else "-"
