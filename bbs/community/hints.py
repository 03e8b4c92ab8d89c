"""Hints to who is writing: words that hurt some readers, and what says where a person can be found.

They are about the writer's own words alone, never about what they quote, and they change nothing (SAFETY.md 11, 22). It
matters more that a hint is right than that none is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bbs.community.shipped_words import Table

LONGEST: Final = 20_000
"""Characters that are looked at; a hint about what comes after them is missed."""


class Kind(StrEnum):
    """What a hint is about."""

    TELEPHONE = "telephone"
    MAIL = "mail"
    ADDRESS = "address"
    ACCOUNT = "account"
    STYLE = "style"


@dataclass(frozen=True)
class Hint:
    """Something its writer may want to know: the words it is about, and better ones, where it is about style."""

    kind: Kind
    said: str
    better: str = ""


@dataclass(frozen=True)
class Wordings:
    """The words that hurt some readers, in one language, with those that many prefer."""

    better: tuple[tuple[str, str], ...] = ()


def wordings(table: Table) -> Wordings:
    """Read them; raises ValueError, naming the place, for what is not as it should be."""
    found: list[tuple[str, str]] = []
    for hint in table.tables("hint"):
        said, better = hint.texts("said"), hint.text("better")
        if any(phrase != phrase.lower().strip() for phrase in said):
            raise hint.wrong("said must be in small letters")
        found += ((phrase, better) for phrase in said)
    table.done()
    return Wordings(tuple(found))


def found(text: str, words: Wordings, help_numbers: frozenset[str] = frozenset()) -> Hint | None:
    """Return the one hint that matters most, if there is any. `help_numbers` are digits that are nobody's own."""
    own = own_words(text[:LONGEST])
    return _personal(own, help_numbers) or _style(own, words)


def is_personal(text: str) -> bool:
    """Say whether a text tells where a person can be found."""
    return _personal(text[:LONGEST], frozenset()) is not None


def own_words(text: str) -> str:
    """Return a text without what it quotes: lines after a ">"."""
    return "\n".join(row for row in text.split("\n") if not row.lstrip().startswith(">"))


def digits(said: str) -> str:
    """Return the digits of a telephone number."""
    return "".join(char for char in said if char.isdecimal())


def digits_of(numbers: Iterable[str]) -> frozenset[str]:
    """Return the digits of each number that is written in these texts ("0800 58 58 58 or 116 123")."""
    return frozenset(digits(met[0]) for text in numbers for met in re.finditer(r"\+?\d[\d ()-]*", text))


# Style


_ENDS = ".!?\n"
_ONESELF = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|myself|me)\b")


def _style(text: str, words: Wordings) -> Hint | None:
    """Find a word that hurts in a sentence that is not about the writer: words for oneself are one's own."""
    small = text.lower().replace("\u2019", "'")
    for phrase, better in words.better:
        if phrase not in small:  # far quicker than a pattern, and nearly always enough
            continue
        for met in re.finditer(rf"\b{re.escape(phrase)}\b", small):
            start = max(small.rfind(end, 0, met.start()) for end in _ENDS) + 1
            end = min((at for end in _ENDS if (at := small.find(end, met.end())) >= 0), default=len(small))
            if not _ONESELF.search(small[start:end]):
                return Hint(Kind.STYLE, met[0], better)
    return None


# Where a person can be found


_DATE = re.compile(r"\b(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})\b")
_GAP = r"[ .()/-]{0,2}"
_TELEPHONE = re.compile(
    rf"""(?<![\w.+@#/-])(?:
        (?:\+|00){_GAP}[1-9](?:{_GAP}\d){{7,14}}              # with the country
        | \(?0{_GAP}[1-9](?:{_GAP}\d){{7,10}}                 # with a nought, as most countries have it
        | (?:1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{{4}}  # North America
    )(?![\w/%])""",
    re.VERBOSE,
)
_MANY_DIGITS = re.compile(r"\d(?:.{0,2}?\d){6}", re.DOTALL)
_FREE = re.compile(
    r"0(?:800|808|116|300|330|333|343|344|345|370)|(?:00)?\d{0,3}116\d{3}$|1?8(?:00|88|77|66|55|44|33)\d{7}$|1?900\d{7}$"
)
"""Numbers that cost little or nothing to call belong to services, not to people."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:[A-Z][a-z']+ ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Crescent|Boulevard|Blvd|Terrace|Square|Gardens)\b"
)
_POSTCODE = re.compile(r"\b[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")
_PLACES = (
    r"instagram|insta|snapchat|snap|discord|telegram|tiktok|twitter|facebook|whatsapp|kik|reddit|skype|messenger|steam"
)
_ANY_PLACE = re.compile(rf"#\d|{_PLACES}", re.IGNORECASE)
_ACCOUNT = re.compile(
    rf"\b(?:add|find|message|dm|follow|text|pm|reach)\ me\ (?:on|at|via|over|through)\ (?:{_PLACES})\b"
    rf"|\bmy\ (?:{_PLACES})(?:\ (?:name|handle|username|user|account|id|tag))?(?:\ is|:|\ =)\ *@?\w[\w.#-]{{2,31}}"
    rf"|\b(?:{_PLACES})(?:\ (?:name|handle|username|id|tag))?:\ *@\w[\w.#-]{{2,31}}"
    r"|\b\w{2,32}\#\d{4}\b",
    re.IGNORECASE,
)


def _personal(text: str, help_numbers: frozenset[str]) -> Hint | None:
    for met in _TELEPHONE.finditer(_DATE.sub("...", text)) if _MANY_DIGITS.search(text) else ():
        number = digits(met[0])
        if not _FREE.match(number) and not any(known and _is_same(number, known) for known in help_numbers):
            return Hint(Kind.TELEPHONE, met[0])
    places = ((Kind.MAIL, "@", _MAIL), (Kind.ADDRESS, " ", _STREET), (Kind.ADDRESS, " ", _POSTCODE))
    for kind, needed, pattern in places:
        for met in pattern.finditer(text) if needed in text else ():
            before = text[: met.start()].rpartition("\n")[2]
            if not re.search(r"\bssh\b", before):  # how to come here is no address of a person's
                return Hint(kind, met[0])
    if _ANY_PLACE.search(text) and (account := _ACCOUNT.search(text)):
        return Hint(Kind.ACCOUNT, account[0])
    return None


def _is_same(number: str, known: str) -> bool:
    """Say whether two numbers are one, with and without the country before it."""
    longer, shorter = sorted((number, known), key=len, reverse=True)
    return number == known or (len(shorter) >= 6 and longer.endswith(shorter.lstrip("0")) and len(longer) < 16)
