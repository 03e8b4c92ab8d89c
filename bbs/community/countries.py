"""Countries: how a caller names theirs, and what a terminal's locale lets us guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

from bbs.community.shipped_table import ShippedTable

FILE: Final = "countries.tsv"
COLUMNS: Final = ("country_iso2", "names")
CODE: Final = re.compile(r"[A-Z]{2}")

# A POSIX or BCP 47 locale that names a country: en_GB.UTF-8, sr_RS@latin, zh-Hant-TW.
LOCALE: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[_-][a-z]{4})?[_-](?P<country>[a-z]{2})(?:[.@].*)?", re.IGNORECASE
)

LONGEST_TYPED: Final = 80
SHORTEST_PART: Final = 3
LETTERS_WITHOUT_ACCENT: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Countries:
    """Every country by its two-letter code, with the names it goes by; the first name is the one shown.

    `plain_names` are the same names as they are compared.
    """

    names: Mapping[str, tuple[str, ...]]
    plain_names: Mapping[str, tuple[str, ...]]

    def name(self, code: str) -> str:
        """Return the name to show for a code: the code itself where nobody has it, as settings may say anything."""
        return self.names[code][0] if code in self.names else code

    def guess(self, *locales: str | None) -> str | None:
        """Guess a country's code from locale values such as LC_ALL, LC_ADDRESS, LANG: the first that names one.

        en_US, C, POSIX and a language alone are no guess: en_US is the stock locale of half the world's
        machines (SAFETY.md 3), and a wrong emergency number is worse than none.
        """
        for locale in locales:
            found = LOCALE.fullmatch((locale or "")[:LONGEST_TYPED].strip())
            if found is None:
                continue
            language, country = found["language"].lower(), found["country"].upper()
            if country in self.names and (language, country) != ("en", "US"):
                return country
        return None

    def find(self, typed: str) -> tuple[str, ...]:
        """Find the countries somebody may mean: one code when it is clear, several to choose from, or none.

        Takes a code, a name, another name (UK, Scotland, Deutschland), the beginning or a part of one, or a
        few words with a name in them; capitals, accents and punctuation do not matter.
        """
        words = plain(typed[:LONGEST_TYPED])
        if not words:
            return ()
        if words.upper() in self.names:
            return (words.upper(),)
        return (
            self._named(lambda name: name == words)
            or self._named(lambda name: all(f" {word}" in f" {name}" for word in words.split()))
            or self._longest_within(words)
            or self._named(lambda name: len(words) >= SHORTEST_PART and words in name)
        )

    def _named(self, fits: Callable[[str], bool]) -> tuple[str, ...]:
        return self._by_name(code for code, names in self.plain_names.items() if any(map(fits, names)))

    def _longest_within(self, words: str) -> tuple[str, ...]:
        """Find the longest name inside what was typed: "derry, northern ireland" is not Ireland."""
        inside = [
            (len(known), code)
            for code, names in self.plain_names.items()
            for known in names
            if f" {known} " in f" {words} "
        ]
        longest = max(inside, default=(0, ""))[0]
        return self._by_name({code for length, code in inside if length == longest})

    def _by_name(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(codes, key=lambda code: self.plain_names[code][0]))


_AS_COMPARED: Final = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("'"): None, ord("."): None}


def plain(text: str) -> str:
    """Return a name as it is compared: small letters without accents, single spaces, no "the" in front."""
    if text.isascii():  # as most are; the long way comes to the same
        words = text.casefold().translate(_AS_COMPARED).split()
    else:
        split = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS_WITHOUT_ACCENT))
        letters = "".join(letter for letter in split if not unicodedata.combining(letter) and letter not in "'’.")
        words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def load_countries(folder: Traversable) -> Countries:
    """Read the table of countries. Raises ValueError, naming file and line, when it is wrong."""
    table = ShippedTable(folder, FILE, COLUMNS)
    names: dict[str, tuple[str, ...]] = {}
    plain_names: dict[str, tuple[str, ...]] = {}
    for line, row in table.rows():
        code, known = row["country_iso2"], tuple(name.strip() for name in row["names"].split(";"))
        if not CODE.fullmatch(code) or code in names:
            raise table.wrong(line, f"country code {code!r} is twice or not two capital letters")
        names[code], plain_names[code] = known, tuple(map(plain, known))
        if not all(plain_names[code]):
            raise table.wrong(line, "a name is empty")
    return Countries(MappingProxyType(names), MappingProxyType(plain_names))
