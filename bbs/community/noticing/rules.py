"""Rules of noticing as they come with the package: one file a language, refused loudly when it is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from importlib.resources.abc import Traversable
from typing import Final

from bbs.community.noticing.patterns import Lists, Pattern, alternatives, understood
from bbs.community.noticing.plain import Reader, plain_word
from bbs.community.shipped_words import FALLBACK, Folders, Table

FILE: Final = "noticing.toml"
LANGUAGES: Final = ("en", "es")
"""Every text is heard in all of them: people write in more than one."""


class Level(IntEnum):
    """How much words sound like it. Only CONCERN and URGENT are told to anybody.

    MENTION says that something of it is spoken of; HINT is nothing alone, and more beside others.
    """

    NONE = 0
    MENTION = 1
    HINT = 2
    CONCERN = 3
    URGENT = 4


class About(Enum):
    """Of whom or what it is said: that changes the words of what its writer is shown."""

    SELF = "self"
    OTHER = "other"
    PAST = "past"
    GRIEF = "grief"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Rule:
    """Phrases that mean the same. `family` is what kind of thing is said: wish, harm, means, plan, farewell, mention.

    `raised_by` are the names of what lifts it to urgent (intent, time). `whose` is self or other where the phrase
    itself says so, "any" where who is meant may stand before it, "i" or "they" where that must; "me" is nobody else.
    `plain` phrases are not undone by a "not" before them.
    """

    id: str
    language: str
    level: Level
    family: str
    whose: str
    about: About
    raised_by: frozenset[str]
    plain: bool
    hold: bool
    says: tuple[Pattern, ...]


@dataclass(frozen=True)
class Rules:
    """The rules of one language, the words around that change what a match means, and what it is called."""

    language: str
    version: int
    rules: tuple[Rule, ...]
    selves: frozenset[str]
    others: frozenset[str]
    people: frozenset[str]
    before_people: frozenset[str]
    presents: frozenset[str]
    negators: frozenset[str]
    stops_negation: frozenset[str]
    around: dict[str, tuple[Pattern, ...]]
    """By name, as AROUND has them."""


AROUND: Final = (
    *("idioms", "asked", "answer", "taken_back", "put_aside", "meant_otherwise", "past", "behind", "present"),
    *("recovery", "works", "said", "intent", "time"),
)
_WORDS: Final = ("selves", "others", "people", "before_people", "presents", "negators", "stops_negation")


def load(root: Traversable) -> tuple[Reader, tuple[Rules, ...]]:
    """Return what reads texts and the rules of all languages. Raises ValueError, naming the file, for wrong ones."""
    there = [code for code in LANGUAGES if code == FALLBACK or (root / code / FILE).is_file()]
    read = [_language(code, Folders(root, code).table(FILE)) for code in there]
    reader = Reader(
        slips=_all(told["slips"] for told, _ in read),
        known=_all(told["known"] for told, _ in read),
        run_on=_all(told["run_on"] for told, _ in read),
        passed_over=_all(told["passed_over"] for told, _ in read),
        in_full={short: full for told, _ in read for short, full in _pairs(told["in_full"])},
    )
    return reader, tuple(rules for _, rules in read)


def _all(lists: Iterable[tuple[str, ...]]) -> list[str]:
    return [each for one in lists for each in one]


def _pairs(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(short.strip(), full.strip()) for short, _, full in (line.partition("=") for line in lines)]


def _language(code: str, table: Table) -> tuple[dict[str, tuple[str, ...]], Rules]:
    reading = {key: table.texts(key) for key in ("slips", "known", "run_on", "passed_over", "in_full")}
    reading["known"] = tuple({*reading["known"], *table.all_words()})
    words = {key: frozenset(map(plain_word, table.texts(key))) for key in _WORDS}
    version = table.take("version", int)
    try:
        lists = {one.text("name"): alternatives(one.texts("words")) for one in table.tables("list")}
        around = {key: tuple(understood(each, lists) for each in table.texts(key)) for key in AROUND}
        rules = tuple(_rule(code, one, lists) for one in table.tables("rule"))
    except ValueError as error:
        raise ValueError(f"{code}/{FILE}: {error}") from error
    if len({rule.id for rule in rules}) < len(rules):
        raise table.wrong("two rules have the same id")
    table.done()
    return reading, Rules(code, version, rules, around=around, **words)


def _rule(code: str, table: Table, lists: Lists) -> Rule:
    name = table.text("id")
    try:
        says = tuple(understood(each, lists) for each in table.texts("says"))
    except ValueError as error:
        raise table.wrong(f"{name}: {error}") from error
    return Rule(
        id=f"{code}.{name}",
        language=code,
        level=Level[table.text("level", "concern").upper()],
        family=table.text("family", "wish"),
        whose=table.text("whose", "self"),
        about=About(table.text("about", "self")),
        raised_by=frozenset(table.take("raised_by", list, [])),
        plain=table.take("plain", bool, False),
        hold=table.take("hold", bool, False),
        says=says,
    )
