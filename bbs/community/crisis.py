"""Crisis help: which lines there are, and which to show first. Shipped data and rules; no database, no account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from bbs.community.countries import Countries, load_countries, plain
from bbs.community.opening_hours import ALWAYS, UNKNOWN, Opening, OpeningHours, State
from bbs.community.shipped_table import Row, ShippedTable

LINES_FILE: Final = "crisis_lines.tsv"
LINE_COLUMNS: Final = (
    *("country_iso2", "country", "service", "kind", "phone", "text", "web"),
    *("open", "zone", "hours", "languages", "audience", "provider", "confidence"),
)
EMERGENCY_FILE: Final = "emergency_numbers.tsv"
EMERGENCY_COLUMNS: Final = ("country_iso2", "emergency")
EVERYWHERE: Final = "ZZ"
"""The code of rows that serve every country: the directories."""
FIRST_SCREEN: Final = 5
NO_COUNTRY: Final = "countries"
"""What `unconfirmed` reports when no main country is set at all."""

Kind = Literal["crisis", "information", "clinic", "group", "shelter", "directory"]
Confidence = Literal["high", "medium"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)
PLACES: Final = frozenset({"clinic", "group", "shelter"})
"""Kinds of what is near by and no line: only the people who run this place add those (own_lines.py)."""
CONFIDENCES: Final[tuple[str, ...]] = get_args(Confidence)

SHIPPED_KINDS: Final = tuple(kind for kind in KINDS if kind not in PLACES)

FOR_THE_YOUNG: Final = re.compile(r"child|young|under (1[0-9]|2[0-9]|3[0-9])|ages ([5-9]|1[0-7])-")


def line_id(country: str, service: str) -> str:
    """Return what a service of a country is called here: "GB:samaritans"."""
    return f"{country}:{plain(service).replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One service somebody can turn to. Numbers are text exactly as dialled in that country.

    `opening_hours` is None where the exact hours are not known; `hours` says them in words.
    `medium` confidence means one source only, or conflicting hours. `place` is where it is, of what one can go to.
    """

    country: str
    service: str
    kind: Kind
    phone: str
    text: str
    web: str
    opening_hours: OpeningHours | None
    hours: str
    languages: str
    audience: str
    provider: str
    confidence: Confidence
    place: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it is a place to go to rather than a line to call."""
        return self.kind in PLACES

    @property
    def id(self) -> str:
        """A name for this line that stays while the service keeps its name: "GB:samaritans"."""
        return line_id(self.country, self.service)

    @property
    def check_key(self) -> str:
        """What a check by an operator is kept under: the line with its numbers.

        When a new version ships another number, the old check no longer counts for it.
        """
        return " ".join(filter(None, (self.id, self.phone, self.text, self.web, self.place)))

    @property
    def day_and_night(self) -> bool:
        """Whether it answers at every hour, with nothing more to say about hours."""
        return self.hours == ALWAYS and self.opening_hours is not None

    @property
    def for_everyone(self) -> bool:
        """Whether its audience is everyone; a remark may follow the word."""
        return self.audience.startswith("everyone")

    @property
    def for_the_young(self) -> bool:
        """Whether children or young people are its audience, or part of it."""
        return bool(FOR_THE_YOUNG.search(self.audience))

    def opening(self, now: int) -> Opening:
        """Say whether it is open at `now` (UTC seconds)."""
        return self.opening_hours.at(now) if self.opening_hours else UNKNOWN

    def order(self, now: int) -> tuple[int, bool, bool, bool, bool]:
        """Return what lines are sorted by (SAFETY.md 3): kind, not closed, for everyone, confidence.

        Hours that are not known are not closed hours; all else being equal they come after a sure "open now".
        """
        state = self.opening(now).state
        return (
            KINDS.index(self.kind),
            state is State.CLOSED,
            not self.for_everyone,
            self.confidence != "high",
            state is State.UNKNOWN,
        )


@dataclass(frozen=True, slots=True)
class CrisisData:
    """Everything shipped about crisis help; loaded once at start, never changed.

    Countries are two-letter codes; None, and codes without lines, get the directories and "your emergency
    number". `now` is in UTC seconds everywhere.
    """

    lines: tuple[CrisisLine, ...]
    emergency_numbers: Mapping[str, str]
    countries: Countries

    def emergency(self, country: str | None) -> str | None:
        """Return the emergency numbers of a country as written, or None where we know none."""
        return self.emergency_numbers.get(country or "")

    def emergency_key(self, country: str) -> str:
        """Return what a check of a country's emergency number is kept under: with the number it was for."""
        return f"{country}:emergency {self.emergency(country) or ''}".rstrip()

    def lines_for(self, country: str | None, now: int, *, text_only: bool = False) -> list[CrisisLine]:
        """List every line of a country, best first, then the directories; never empty.

        With `text_only`, the country's lines that can be texted (directories stay).
        """
        here = [line for line in self._here(country) if line.text or not text_only]
        return _best_first(here, now) + _best_first(self._here(EVERYWHERE), now)

    def first_screen(self, country: str | None, now: int, *, most: int = FIRST_SCREEN) -> list[CrisisLine]:
        """List what is shown before "more lines": never empty, and with somebody who answers now if we know of one.

        At most `most` lines of the country: those with high confidence. Where none of these is for everyone and
        known to be open now, the medium ones join (marked in words), and the directories follow.
        """
        here = _best_first(self._here(country), now)
        high = [line for line in here if line.confidence == "high"]
        answering = (line for line in high if not line.is_place and line.for_everyone)
        if any(line.opening(now).state is State.OPEN for line in answering):
            return high[:most]
        return here[:most] + _best_first(self._here(EVERYWHERE), now)

    def youth_lines(self, country: str | None, now: int) -> list[CrisisLine]:
        """List lines for children and young people, then those for everyone, then the directories; never empty."""
        here = self._here(country)
        young = [line for line in here if line.for_the_young]
        others = [line for line in here if line.for_everyone and not line.for_the_young]
        return list(chain.from_iterable(_best_first(lines, now) for lines in (young, others, self._here(EVERYWHERE))))

    def line(self, line_id: str) -> CrisisLine | None:
        """Return a line by its id, None where there is none."""
        return next((line for line in self.lines if line.id == line_id), None)

    def unconfirmed(self, countries: Iterable[str], checked: Mapping[str, int]) -> list[str]:
        """List what an operator has still to confirm before registration opens; empty means all is confirmed.

        Needed for each of the community's main `countries`: its emergency number and its high-confidence lines,
        else its medium lines, else the directories. `checked` maps check keys to UTC seconds. Returns check keys,
        or NO_COUNTRY when there is no main country.
        """
        needed = [key for country in countries for key in self._to_confirm(country)]
        if not needed:
            return [NO_COUNTRY]
        return [key for key in dict.fromkeys(needed) if key not in checked]

    def _to_confirm(self, country: str) -> list[str]:
        here = self._here(country)
        high = [line for line in here if line.confidence == "high"]
        return [self.emergency_key(country)] + [line.check_key for line in high or here or self._here(EVERYWHERE)]

    def _here(self, country: str | None) -> list[CrisisLine]:
        return [line for line in self.lines if line.country == country]


def load(folder: Traversable | None = None) -> CrisisData:
    """Read and check the shipped data; `folder` is where the files are, for tests.

    Raises ValueError, naming file and line, for data that breaks a rule: that is a bug in what was shipped.
    """
    folder = folder or files("bbs") / "text" / "crisis"
    countries = load_countries(folder)
    return CrisisData(tuple(_lines(folder, countries)), _emergency_numbers(folder, countries), countries)


def _best_first(lines: Iterable[CrisisLine], now: int) -> list[CrisisLine]:
    return sorted(lines, key=lambda line: line.order(now))


def _lines(folder: Traversable, countries: Countries) -> Iterable[CrisisLine]:
    table = ShippedTable(folder, LINES_FILE, LINE_COLUMNS)
    seen: set[str] = set()
    for number, row in table.rows():
        try:
            line = _line(row, countries)
        except ValueError as error:
            raise table.wrong(number, error) from error
        if line.id in seen:
            raise table.wrong(number, f"{line.id} is there twice")
        seen.add(line.id)
        yield line
    if not any(line.startswith(f"{EVERYWHERE}:") for line in seen):
        raise table.wrong(1, "no directory that serves every country")


def _line(row: Row, countries: Countries) -> CrisisLine:
    """Make a line from a row. Raises ValueError saying what is wrong with it."""
    country, opening = row["country_iso2"], row["open"]
    if country not in countries.names and country != EVERYWHERE:
        raise ValueError(f"unknown country {country!r}")
    if row["kind"] not in SHIPPED_KINDS or (country == EVERYWHERE) != (row["kind"] == "directory"):
        raise ValueError(
            f"kind {row['kind']!r} is not for {country}; kinds are {', '.join(SHIPPED_KINDS)}, directory for ZZ only"
        )
    if row["confidence"] not in CONFIDENCES:
        raise ValueError(f"confidence {row['confidence']!r} is none of {', '.join(CONFIDENCES)}")
    if not (row["phone"] or row["text"] or row["web"]):
        raise ValueError("no phone, text or web: nobody could reach this")
    if empty := [name for name in ("service", "hours", "languages", "audience") if not row[name]]:
        raise ValueError(f"empty {', '.join(empty)}")
    if row["zone"] and not opening:
        raise ValueError("a zone without opening hours")
    return CrisisLine(
        country,
        row["service"],
        cast(Kind, row["kind"]),
        row["phone"],
        row["text"],
        row["web"],
        OpeningHours.parse(opening, row["zone"]) if opening else None,
        row["hours"],
        row["languages"],
        row["audience"],
        row["provider"],
        cast(Confidence, row["confidence"]),
    )


def _emergency_numbers(folder: Traversable, countries: Countries) -> Mapping[str, str]:
    table = ShippedTable(folder, EMERGENCY_FILE, EMERGENCY_COLUMNS)
    numbers: dict[str, str] = {}
    for line, row in table.rows():
        country, number = row["country_iso2"], row["emergency"]
        if country not in countries.names or country in numbers:
            raise table.wrong(line, f"country {country!r} is unknown or there twice")
        if not re.search(r"\d", number):
            raise table.wrong(line, "no emergency number")
        numbers[country] = number
    return MappingProxyType(numbers)
