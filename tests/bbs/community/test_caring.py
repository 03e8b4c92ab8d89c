"""Breaks after heavy things, one's own figures, and how many look after the place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from bbs.community import caring, cases, members, shifts
from bbs.community.caring import IN_A_ROW, LONG, WEEK, Carers
from bbs.community.members import Person, Role
from bbs.community.queue import Rank
from bbs.community.shifts import NEVER_SAID
from bbs.errors import NotFound
from store.database import Store
from store.vault import Vault
from tests import stores

NOW = stores.NOW


@dataclass
class Desk:
    """A store with a moderator who closes cases."""

    store: Store
    vault: Vault
    wren: Person

    def closes(self, *reasons: str, rank: Rank = Rank.WAITING, now: int = NOW) -> None:
        for n, reason in enumerate(reasons):
            target = f"note/{reason}-{n}-{now}"
            case = self.store.run(cases.gather, self.vault, target, reason=reason, by=None, now=now, rank=rank)
            self.store.run(cases.close, self.wren, case, 1, "agree", now=now)

    def is_due(self, now: int = NOW, since: int = NOW - 10, standing: shifts.Standing = NEVER_SAID) -> bool:
        return self.store.run(caring.is_break_due, self.vault, self.wren, standing, since=since, now=now)


@pytest.fixture
def desk(store: Store, vault: Vault) -> Desk:
    return Desk(store, vault, store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR))


def test_after_heavy_cases_in_a_row_and_not_after_light_ones(desk: Desk) -> None:
    desk.closes(*["spam"] * (2 * IN_A_ROW))
    assert not desk.is_due()
    desk.closes("harm", "worried")
    assert not desk.is_due()
    desk.closes("noticed", rank=Rank.URGENT)
    assert desk.is_due()
    assert not desk.is_due(since=NOW), "what they were told of before is not counted again"


def test_after_a_long_while_on_shift_and_not_for_who_never_speaks_of_shifts(desk: Desk) -> None:
    on = desk.store.run(shifts.go_on, desk.wren, now=NOW)
    assert not desk.is_due(NOW + LONG - 1, standing=on)
    assert desk.is_due(NOW + LONG, standing=on)
    assert not desk.is_due(NOW + LONG, since=NOW + 60, standing=on), "who came later counts from then"
    assert not desk.is_due(NOW + LONG)


def test_who_turned_them_off_or_put_them_off_is_left_alone(desk: Desk) -> None:
    desk.closes(*["harm"] * IN_A_ROW)
    assert desk.is_due()
    assert not desk.is_due(standing=replace(NEVER_SAID, unreminded_at=1))
    assert not desk.is_due(standing=replace(NEVER_SAID, breaks_from=NOW + 1))
    assert desk.is_due(standing=replace(NEVER_SAID, breaks_from=NOW))


def test_own_figures_are_ones_own_and_of_a_week(desk: Desk, sam: Person) -> None:
    desk.closes("spam", "spam")
    desk.closes("spam", now=NOW - WEEK)
    assert desk.store.run(caring.closed_lately, desk.wren, now=NOW) == 2
    dove = desk.store.run(members.set_role, stores.member(desk.store, "dove").id, Role.MODERATOR)
    assert desk.store.run(caring.closed_lately, dove, now=NOW) == 0
    with pytest.raises(NotFound):
        desk.store.run(caring.closed_lately, sam, now=NOW)


def test_how_many_look_after_the_place(desk: Desk, sam: Person) -> None:
    assert desk.store.run(caring.carers, now=NOW) == Carers(1, 0)
    desk.store.run(members.set_role, desk.wren.id, Role.OPERATOR)
    assert desk.store.run(caring.carers, now=NOW) == Carers(0, 1)
    desk.store.run(members.set_role, desk.wren.id, Role.MEMBER)
    assert desk.store.run(caring.carers, now=NOW) == Carers(0, 0)
