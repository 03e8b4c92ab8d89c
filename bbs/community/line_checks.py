"""What the operator confirmed about help lines: when, and what is still missing before joining opens (SAFETY.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from peewee import DatabaseError, ModelSelect

from bbs.community.crisis import CrisisData
from bbs.community.members import Person, Role
from bbs.errors import BBSError, NotFound
from store.database import Store
from store.prepared import prepared
from store.tables import LineCheck

A_YEAR = 365 * 24 * 3600
"""Seconds after which the office asks for another look: 9 % of reviewed apps gave dead numbers (SAFETY.md 3)."""


def checks() -> dict[str, int]:
    """Return when each check key (`CrisisLine.check_key`, `CrisisData.emergency_key`) was confirmed, in UTC seconds."""
    return dict(_checked())


@prepared
def _checked() -> ModelSelect[LineCheck]:
    return LineCheck.select(LineCheck.line, LineCheck.checked_at)


def at_start(store: Store | None) -> dict[str, int]:
    """Return the checks to hold in memory, so that crisis help never waits for a disk.

    A store that is locked, damaged or missing gives none: "not yet checked" is then said of every line, which is
    never wrong in a way that hurts. The office reads them anew whenever it is looked at.
    """
    try:
        return store.run(checks) if store is not None else {}
    except (BBSError, DatabaseError):
        return {}


def confirm(keys: Iterable[str], operator: Person | None, *, now: int) -> dict[str, int]:
    """Note that the operator confirmed these check keys with their providers, `now` in UTC seconds; return all checks.

    Raises NotFound for anybody but an operator.
    """
    who = operator_of(operator)
    for key in keys:
        LineCheck.insert(line=key, checked_at=now, checked_by=who.id).on_conflict(
            conflict_target=[LineCheck.line], update={LineCheck.checked_at: now, LineCheck.checked_by: who.id}
        ).execute()
    return checks()


def take_back(key: str, operator: Person | None) -> dict[str, int]:
    """Undo a confirmation; return all checks. Raises NotFound for anybody but an operator."""
    operator_of(operator)
    LineCheck.delete().where(LineCheck.line == key).execute()
    return checks()


def operator_of(person: Person | None) -> Person:
    """Return the operator this is. Raises NotFound for anybody else."""
    if person is None or person.role is not Role.OPERATOR:
        raise NotFound
    return person


def is_old(checked_at: int, now: int) -> bool:
    """Say whether a check was more than a year ago."""
    return now - checked_at > A_YEAR


def old(data: CrisisData, checked: Mapping[str, int], now: int) -> list[tuple[str, str]]:
    """List what is shown now and was checked more than a year ago: its country and its check key."""
    known = [(line.country, line.check_key) for line in data.lines]
    known += [(country, data.emergency_key(country)) for country in data.emergency_numbers]
    return sorted(
        (at for at in known if at[1] in checked and is_old(checked[at[1]], now)), key=lambda at: checked[at[1]]
    )


def joining_is_open_by_lines(
    data: CrisisData, countries: Iterable[str], checked: Mapping[str, int], exempt: bool
) -> list[str]:
    """Return what is still to be confirmed before joining opens; an empty list means it is open.

    `countries` are the community's main ones; `exempt` is `House.exempt_from_line_checks`: a community on a loopback
    address, or a demo, has nobody to mislead. The rest as `CrisisData.unconfirmed`.
    """
    return [] if exempt else data.unconfirmed(countries, checked)
