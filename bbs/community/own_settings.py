"""Settings that operators choose in the office: how somebody joins. What is chosen there goes before the settings file.

The house holds the choice in memory, so that it holds for everybody from the moment it is made, without a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from peewee import DatabaseError, ModelSelect

from bbs.community import log
from bbs.community.line_checks import operator_of
from bbs.community.members import Person
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from store.database import Store
from store.prepared import prepared
from store.tables import OwnSetting
from store.vault import Vault

JOINING: Final = "joining.mode"
OPEN, APPROVAL, CODE, CLOSED = "open", "approval", "code", "closed"
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {JOINING: (OPEN, APPROVAL, CODE, CLOSED)}
"""The settings that can be chosen, and what each can be."""
CHOSEN: Final = "setting-chosen"
LEFT_TO_FILE: Final = "setting-left"
"""What the log calls it."""


def chosen() -> dict[str, str]:
    """Return what operators chose, by the names of settings. What this version does not know is none."""
    return {name: value for name, value in _chosen() if value in CHOICES.get(name, ())}


@prepared
def _chosen() -> ModelSelect[OwnSetting]:
    return OwnSetting.select(OwnSetting.name, OwnSetting.value)


def at_start(store: Store | None) -> dict[str, str]:
    """Return the choices to hold in memory; none where the store cannot be read: nobody joins then anyway."""
    try:
        return store.run(chosen) if store is not None else {}
    except (BBSError, DatabaseError):
        return {}


def choose(vault: Vault, name: str, value: str, operator: Person | None, *, now: int) -> dict[str, str]:
    """Choose what a setting is, and log it; return all choices.

    Raises NotFound for anybody but an operator and for what is none, Refusal where that is chosen already.
    """
    who = operator_of(operator)
    if value not in CHOICES.get(name, ()):
        raise NotFound
    if chosen().get(name) == value:
        raise Refusal(N_("It is so already."))
    new = {OwnSetting.value: value, OwnSetting.changed_at: now, OwnSetting.changed_by: who.id}
    written = OwnSetting.insert({OwnSetting.name: name, **new})
    written.on_conflict(conflict_target=[OwnSetting.name], update=new).execute()
    log.record(vault, CHOSEN, by=who.id, about=None, now=now, words=f"{name} = {value}")
    return chosen()


def leave_to_file(vault: Vault, name: str, operator: Person | None, *, now: int) -> dict[str, str]:
    """Let the settings file say it again; return all choices. Raises NotFound, Refusal where it says it already."""
    who = operator_of(operator)
    if not OwnSetting.delete().where(OwnSetting.name == name).execute():
        raise Refusal(N_("The settings file says it already."))
    log.record(vault, LEFT_TO_FILE, by=who.id, about=None, now=now, words=name)
    return chosen()
