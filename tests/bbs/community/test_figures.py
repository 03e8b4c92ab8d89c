"""Public figures: months that are over, and nobody to be told from a number or from what numbers differ by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import cases, figures, log, members, reports
from bbs.community.acts import ACTS
from bbs.community.figures import COUNTED_AS, KINDS, LATER, REPORTS, WIDTH, Month, at_least
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from store.database import Store
from store.tables import Case
from store.vault import Vault
from tests import stores

ZONE = ZoneInfo("Europe/Berlin")
MAY = int(datetime(2026, 5, 1, tzinfo=ZONE).timestamp())
JUNE = int(datetime(2026, 6, 1, tzinfo=ZONE).timestamp())
HOUR = 3600


@dataclass
class Place:
    """A store, one who reports, one who looks, and whose posts are reported."""

    store: Store
    vault: Vault
    lou: Person
    wren: Person
    sam: Person

    def reports(self, number: int, at: int, *, looked_after: int | None = None) -> None:
        for _ in range(number):
            post = stores.start(self.store, self.sam)
            self.store.run(reports.report, self.vault, self.lou, f"post/{post.id}", Reason.UNKIND, now=at)
            if looked_after is not None:
                case = self.store.run(cases.open_at, f"post/{post.id}")
                assert case is not None
                version = self.store.run(Case.get_by_id, case).version
                self.store.run(cases.claim, self.wren, case, version, now=at + looked_after)

    def did(self, act: str, number: int, at: int) -> None:
        for _ in range(number):
            self.store.run(log.record, self.vault, act, by=self.wren.id, about=self.sam.id, now=at)

    def told(self, now: int = JUNE, **how: Any) -> list[Month]:
        return self.store.run(figures.told, ZONE, now=now, **how)


@pytest.fixture
def place(store: Store, vault: Vault, sam: Person, lou: Person) -> Place:
    wren = store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)
    return Place(store, vault, lou, wren, sam)


def test_only_months_that_are_over_are_told_back_to_the_first_report(place: Place) -> None:
    assert place.told() == []
    place.reports(1, MAY)
    assert place.told(JUNE - 1) == []
    assert [(month.year, month.month) for month in place.told(JUNE)] == [(2026, 5)]
    later = int(datetime(2027, 1, 15, tzinfo=ZONE).timestamp())
    assert [(month.year, month.month) for month in place.told(later, most=12)] == [
        (2026, month) for month in (12, 11, 10, 9, 8, 7, 6, 5)
    ]
    assert [month.month for month in place.told(later, skip=3, most=2)] == [9, 8]


def test_a_month_begins_and_ends_at_midnight_of_this_place(place: Place) -> None:
    place.reports(WIDTH, MAY - 1)
    place.reports(WIDTH + 1, MAY)
    place.reports(WIDTH, JUNE - 1)
    place.reports(WIDTH, JUNE)
    assert [month.counts[REPORTS] for month in place.told(JUNE, most=2)] == [2 * WIDTH, WIDTH]


@pytest.mark.parametrize("number", [0, 1, 4, 5, 9, 10])
def test_a_number_is_told_as_one_of_five(place: Place, number: int) -> None:
    place.reports(1, MAY)
    place.did("member-muted", number, MAY + 1)
    (month,) = place.told()
    assert month.counts["paused"] == (number // 5) * 5


@given(st.integers(0, 500), st.integers(0, 500))
def test_what_two_numbers_differ_by_cannot_be_worked_out(one: int, other: int) -> None:
    """Somebody who knows both published numbers still has at least five differences to choose from."""
    more, fewer = max(one, other), min(one, other)
    possible = {
        a - b
        for a in range(at_least(more), at_least(more) + WIDTH)
        for b in range(at_least(fewer), at_least(fewer) + WIDTH)
        if a >= b
    }
    assert more - fewer in possible
    assert len(possible) >= WIDTH


def test_acts_are_counted_by_what_they_did_and_appeals_by_what_came_of_them(place: Place) -> None:
    place.reports(1, MAY)
    for act in COUNTED_AS:
        place.did(act, WIDTH, MAY)
    (month,) = place.told()
    assert month.counts == {
        "reports": 0, "noticed": 0, "nothing": 10, "help": 5, "posts": 20, "warned": 5, "paused": 10, "out": 15,
        "undone": 5, "appeals": 15, "changed": 10,
    }  # fmt: skip
    assert set(month.counts) == set(KINDS)
    assert set(COUNTED_AS) <= set(ACTS)


def test_what_the_staff_bring_up_themselves_is_no_report_and_what_software_noticed_is_told_apart(place: Place) -> None:
    for _ in range(WIDTH):
        post = stores.start(place.store, place.sam)
        place.store.run(reports.bring_up, place.vault, place.wren, f"post/{post.id}", now=MAY)
        place.store.run(cases.gather, place.vault, f"post/{post.id}", reason="noticed", by=None, now=MAY)
    (month,) = place.told()
    assert (month.counts["reports"], month.counts["noticed"]) == (0, WIDTH)


@pytest.mark.parametrize(
    ("soon", "late", "words"),
    [(HOUR, 40 * HOUR, "within an hour"), (5 * HOUR, 90 * HOUR, "within six hours"), (170 * HOUR, None, LATER)],
)
def test_how_soon_half_of_it_was_looked_at_is_said_in_words(
    place: Place, soon: int, late: int | None, words: str
) -> None:
    place.reports(3, MAY, looked_after=soon)
    assert [month.looked for month in place.told()] == [""], "three are too few"
    place.reports(2, MAY, looked_after=late)
    assert [month.looked for month in place.told()] == [words]
