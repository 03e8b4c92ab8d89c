"""Weights of words: what many small things that a text says come to, where no rule knows the phrase.

What people in crisis say of themselves is seldom a phrase. So words, pairs of words, pairs of their beginnings, next
to each other or with one or two words between, and three beginnings in a row have weights, counted once from texts that
were made up for it (tests/weighing), and kept in a file like the rules. Nothing here learns from what anybody writes.
The rules come first: weights tell what no rule heard, and have a rule that stands alone against everything else in the
text count for less.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from itertools import pairwise, repeat
from math import log
from typing import Final, NamedTuple

from bbs.community.noticing.common import ENGLISH, SPANISH
from bbs.community.noticing.heard import Heard
from bbs.community.noticing.plain import END, Plain
from bbs.community.noticing.rules import About, Level

FILE: Final = "weights.tsv"
ALWAYS: Final = "(always)"
"""What every text has."""
ONE: Final = 100
"""What a weight of one is in the file: whole numbers are the same everywhere."""
ALONE: Final = 85
"""From here on weights alone are a concern. This and the next six are from texts of writers who were left out."""
LONG: Final = 160
"""What a text must weigh more that is e times as long as usual: much that is low is said in it, and none of dying."""
DESPITE: Final = 260
"""From here on, where a rule heard that it is denied, or of the past."""
AGAINST: Final = 0
"""Below this, in the sentence and in the whole text, a concern of a rule is not believed."""
NEVER: Final = -100
"""Below this, in both, what a rule calls urgent is not believed either: "killing me" said of the stairs."""
NOW: Final = 50
"""From here on what is noticed is urgent."""
NOT_NOW: Final = -150
"""Below this, in the sentence and in the whole text, what a rule calls urgent is a concern."""
_BEGINS: Final = "~"
"""Stands between beginnings of words, once more for each word between two: "cansa~~vivir", "cansa~de~vivir"."""
_BITS: Final = 20
"""Bits of the number of a word, in that of several."""
_REACH: Final = 3
"""How far apart two words may stand whose beginnings are a pair: two words between them."""
_BEGINNING: Final = 5
"""Letters of a word that are its beginning: "cansada", "cansado"."""
_WORDS: Final = 90
"""Words that are weighed together: the texts that were counted are no longer."""
_FEW: Final = 10
"""Words and ends of sentences below which a text is not shorter: "ok bye" says little."""
_USUAL: Final = 30
"""Words that a text has. What stands in longer ones counts for a little less, in shorter ones for a little more."""


class Weight(NamedTuple):
    """How much a text is like those of people in crisis, and like urgent ones, in hundredths; 0 is as much as not."""

    crisis: int
    urgent: int


class Known(NamedTuple):
    """Numbers of things that weigh, by the words they begin with, and how many words behind that one they end."""

    reach: int
    numbers: list[int]


class Weights:
    """Weighs texts. What it knows is numbered: that takes a third of the memory, and no text is made into strings."""

    def __init__(self, weights: Mapping[str, tuple[int, int]]) -> None:
        """Give each thing that weighs a number; the two of each are its crisis and its urgent."""
        self._crisis, self._urgent = array("h", [0]), array("h", [0])  # 0 is the number of what is not known
        self._always = Weight(0, 0)
        self._terms: dict[str, int] = {}
        self._alone: dict[int, int] = {}
        self._pairs: list[dict[int, int]] = [{} for _ in range(_REACH + 1)]
        self._threes: dict[int, int] = {}
        for what, (crisis, urgent) in weights.items():
            self._take(what, crisis, urgent)

    def _take(self, what: str, crisis: int, urgent: int) -> None:
        terms, apart = _taken_apart(what)
        known = self._alone if len(terms) == 1 else self._threes if len(terms) == 3 else self._pairs[apart]
        place = 0  # of terms in a row; in one step, as there are very many and every start waits for it
        for word in terms:
            place = place << _BITS | self._terms.setdefault(word, len(self._terms) + 1)
        known[place] = len(self._crisis)
        self._crisis.append(crisis)
        self._urgent.append(urgent)
        if what == ALWAYS:
            self._always = Weight(crisis, urgent)

    @classmethod
    def read(cls, folder: Traversable) -> Weights:
        """Read the weights of a folder; none where it has no such file. Raises ValueError for a wrong one.

        Line by line: what is held meanwhile, and let go again, a server would keep from the machine for good.
        """
        found = cls({})
        if (file := folder / FILE).is_file():
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    if not line.isspace() and not line.startswith("#"):
                        what, crisis, urgent = line.split("\t")
                        found._take(what, int(crisis), int(urgent))
        return found

    def judged(self, heard: Heard, plain: Plain, at: int = 0) -> Heard:
        """Return what a text sounds like by rules and weights together, where a rule was found at this word."""
        if heard.about is not About.SELF and heard.level >= Level.CONCERN:
            return heard
        known = self._known(plain.words)
        most = self._most(plain.words, known)
        if heard.level >= Level.CONCERN:
            said = self._weigh(known, *_sentence(plain.words, at))
            return _believed(heard, most, said, is_short=len(plain.words) <= _FEW)
        if most.crisis < (ALONE if heard.level is Level.NONE else DESPITE):
            return heard
        level, language = Level.URGENT if most.urgent >= NOW else Level.CONCERN, _language(plain.words)
        return replace(heard, level=level, about=About.SELF, rule=f"{language}.weights", language=language)

    def weigh(self, words: Sequence[str]) -> Weight:
        """Return the most that any part of a text weighs: a long text is not graver for its length."""
        return self._most(words, self._known(words))

    def _most(self, words: Sequence[str], known: Sequence[Known]) -> Weight:
        weighed = [(self._weigh(known, first, last), last - first) for first, last in _parts(words)]
        return Weight(max(one.crisis - _more(length) for one, length in weighed), max(one.urgent for one, _ in weighed))

    def _weigh(self, known: Sequence[Known], first: int, last: int) -> Weight:
        """Return what words weigh, from the first up to the last: each thing once, however often it is said."""
        numbers: set[int] = set()
        for reach, found in known:
            numbers.update(found[first : max(first, last - reach)])
        (crisis, urgent), share = self._always, told(last - first)
        return Weight(
            crisis + round(share * sum(map(self._crisis.__getitem__, numbers))),
            urgent + round(share * sum(map(self._urgent.__getitem__, numbers))),
        )

    def _known(self, words: Sequence[str]) -> list[Known]:
        """Return what is known of a text's words. A word that is nowhere known is term 0, in no pair."""
        term = self._terms.get
        whole = [term(word, 0) for word in words]
        begun = [term(word[:_BEGINNING], 0) for word in words]
        known = [Known(0, _numbers(self._alone, whole))]
        for apart, pairs in enumerate(self._pairs):
            terms, reach = (begun, apart) if apart else (whole, 1)
            two = zip(terms, terms[reach:], strict=False)
            known.append(Known(reach, _numbers(pairs, [first << _BITS | second for first, second in two])))
        three = zip(begun, begun[1:], begun[2:], strict=False)
        in_a_row = [(one << _BITS | two) << _BITS | last for one, two, last in three]
        return [*known, Known(2, _numbers(self._threes, in_a_row))]


def _believed(heard: Heard, most: Weight, said: Weight, *, is_short: bool) -> Heard:
    """Return what a rule heard, at the level that the weights of the whole text and of its sentence leave to it.

    Crisis is said in passing, between the bins and the bus. So both must be against it, and much more so where a
    rule calls it urgent: that goes to the desk where there is any doubt (SAFETY 5). Where little else is said a
    rule is believed: "I took an overdose".
    """
    is_urgent = heard.level is Level.URGENT
    if not is_short and max(most.crisis, said.crisis) < (NEVER if is_urgent else AGAINST):
        return replace(heard, level=Level.MENTION)
    if most.urgent >= NOW:
        return replace(heard, level=Level.URGENT)
    is_later = not is_short and max(most.urgent, said.urgent) < NOT_NOW
    return replace(heard, level=Level.CONCERN) if is_later else heard


def _numbers(known: Mapping[int, int], terms: Sequence[int]) -> list[int]:
    return [*map(known.get, terms, repeat(0))]


def _taken_apart(what: str) -> tuple[list[str], int]:
    """Return the words or beginnings of a thing that weighs, and how far apart two are; 0 for whole words in a row."""
    if _BEGINS in what:
        parts = what.split(_BEGINS)
        return [part for part in parts if part], len(parts) - 1
    return what.split(" "), 0


def features(words: Sequence[str]) -> set[str]:
    """Return what is weighed of some words: each, each two in a row, and how two near each other and three begin."""
    found = {*words, *(f"{one} {other}" for one, other in pairwise(words))}
    beginnings = [word[:_BEGINNING] for word in words]
    for apart in range(1, _REACH + 1):
        between = _BEGINS * apart
        found.update(f"{one}{between}{other}" for one, other in zip(beginnings, beginnings[apart:], strict=False))
    found.update(map(_BEGINS.join, zip(beginnings, beginnings[1:], beginnings[2:], strict=False)))
    return found


def told(words: int) -> float:
    """Return how much each thing counts that is said in so many words: a long text has more to be sad or glad with.

    What many words say by chance grows with their root. Short texts gain less: there is little else to go by.
    """
    times = _USUAL / max(words, _FEW)
    return float(times**0.5 if times < 1 else times**0.25)


def _more(words: int) -> int:
    """Return how much less a text of so many words weighs than what it says."""
    return round(LONG * log(words / _USUAL)) if words > _USUAL else 0


def _sentence(words: Sequence[str], at: int) -> tuple[int, int]:
    """Return where the sentence begins in which a word stands, and where it ends."""
    first = next((before + 1 for before in range(at - 1, -1, -1) if words[before] == END), 0)
    return first, next((end + 1 for end in range(at, len(words)) if words[end] == END), len(words))


def _parts(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end that are weighed: whole sentences, overlapping by half."""
    if len(words) <= _WORDS:
        yield 0, len(words)
        return
    ends = [at + 1 for at, word in enumerate(words) if word == END]
    first = 0
    while first == 0 or first < len(words):
        last = len(words) if len(words) - first <= _WORDS else _last(ends, first, first + _WORDS)
        yield first, last
        if last == len(words):
            return
        first = _last(ends, first, first + _WORDS // 2)


def _last(ends: Sequence[int], first: int, most: int) -> int:
    """Return the last end of a sentence behind `first` and not behind `most`; that, where there is none."""
    at = bisect_right(ends, most)
    return ends[at - 1] if at and ends[at - 1] > first else most


def _language(words: Sequence[str]) -> str:
    """Return the language whose common words a text has more of."""
    return "en" if sum(word in ENGLISH for word in words) >= sum(word in SPANISH for word in words) else "es"
