"""Time zones: how somebody names theirs, and what their country lets us guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

LONGEST_TYPED: Final = 60
_NOWHERE: Final = frozenset({"Factory", "localtime", "posixrules"})


@cache
def names() -> frozenset[str]:
    """Return every zone this machine knows. The first call reads folders: not on the event loop."""
    return frozenset(available_timezones()) - _NOWHERE


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """Return (country code, zone) as tzdata's zone.tab lists them, the place with most people first."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((row[0], row[2]) for row in rows if row[2] in names())


@cache
def places() -> frozenset[str]:
    """Return the zones that are named after a place today: no old spellings twice."""
    return frozenset(zone for _, zone in _table())


def of_country(code: str, *, now: int) -> str:
    """Return the zone of a country in which all clocks show the same time for the year from `now`, else ""."""
    zones = [zone for country, zone in _table() if country == code]
    months = [datetime.fromtimestamp(now, UTC) + timedelta(days=30 * n) for n in range(12)]
    clocks = {tuple(month.astimezone(ZoneInfo(zone)).utcoffset() for month in months) for zone in zones}
    return zones[0] if len(clocks) == 1 else ""


def find(typed: str) -> tuple[str, ...]:
    """Find the zones somebody may mean who typed a city ("london", "new york"), a zone ("Asia/Kolkata") or a part.

    One when it is clear, several to choose from, or none. What follows a comma is left out: "berlin, germany".
    """
    wanted = _plain(typed[:LONGEST_TYPED].partition(",")[0])
    if not wanted:
        return ()
    return _fitting(names(), lambda name: name == wanted) or next(
        filter(None, (_fitting(known, fits) for known in (places(), names()) for fits in _ways(wanted))), ()
    )


def _ways(wanted: str) -> tuple[Callable[[str], bool], ...]:
    return (
        lambda name: name.rpartition("/")[2] == wanted,
        lambda name: name.rpartition("/")[2].startswith(wanted),
        lambda name: wanted in name,
    )


def _fitting(known: Iterable[str], fits: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(sorted(name for name in known if fits(_plain(name))))


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
