"""Which questionnaires members are offered beside the one for everybody: operators choose, in the office.

The choice is in the database; where nothing was chosen, the settings file says it. The house holds it in memory, so
that it holds for everybody from the moment it is made, without a restart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from peewee import DatabaseError, ModelSelect

from bbs.community import log
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.errors import BBSError, NotFound
from store.database import Store
from store.prepared import prepared
from store.tables import Offering
from store.vault import Vault

CAN_BE_CHOSEN: Final = ("phq-9", "gad-7")
"""The questionnaires that are there to be turned on."""
TURNED_ON: Final = "questionnaire-on"
TURNED_OFF: Final = "questionnaire-off"
"""What the log calls it."""


def chosen() -> dict[str, bool]:
    """Return what operators chose: each questionnaire they turned on or off."""
    return {name: bool(is_on) for name, is_on in _chosen()}


@prepared
def _chosen() -> ModelSelect[Offering]:
    return Offering.select(Offering.name, Offering.is_on)


def at_start(store: Store | None) -> dict[str, bool]:
    """Return the choices to hold in memory; none where the store cannot be read: no page needs them then."""
    try:
        return store.run(chosen) if store is not None else {}
    except (BBSError, DatabaseError):
        return {}


def turned_on(chosen_here: Mapping[str, bool], by_settings: Collection[str]) -> frozenset[str]:
    """Return what is offered: what operators turned on, and what the settings say where they chose nothing."""
    return frozenset(name for name in CAN_BE_CHOSEN if chosen_here.get(name, name in by_settings))


def choose(vault: Vault, name: str, operator: Person | None, *, on: bool, now: int) -> dict[str, bool]:
    """Turn one on or off, and log it; return all choices.

    Raises NotFound for anybody but an operator, and for what is not one of them.
    """
    who = operator_of(operator)
    if name not in CAN_BE_CHOSEN:
        raise NotFound
    new = {Offering.is_on: on, Offering.changed_at: now, Offering.changed_by: who.id}
    Offering.insert({Offering.name: name, **new}).on_conflict(conflict_target=[Offering.name], update=new).execute()
    log.record(vault, TURNED_ON if on else TURNED_OFF, by=who.id, about=None, now=now, words=name)
    return chosen()
