"""Announcements: one at a time, it ends by itself, and who put it away is not shown it again."""

from __future__ import annotations

from typing import cast

import pytest

from bbs.community import announcements, log, members
from bbs.community.announcements import LONGEST, LONGEST_SECONDS
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from tests import houses

DAY = 24 * 3600


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)


def now_announced(house: House) -> announcements.Announcement | None:
    return house.announcement


def announce(house: House, olive: Person | None, text: str, seconds: int = DAY) -> announcements.Announcement:
    made = houses.write(house, announcements.announce, house.vault, olive, text, seconds, now=house.clock.now())
    house.announced = made
    return made


def test_it_holds_until_its_end_and_after_a_start(house: House, olive: Person) -> None:
    assert now_announced(house) is None
    made = announce(house, olive, "  We move\non Sunday. ")
    assert (made.text, made.until) == ("We move on Sunday.", house.clock.now() + DAY)
    assert now_announced(house) == made
    assert announcements.at_start(house.store) == made
    assert announcements.at_start(None) is None
    cast(houses.HeldClock, house.clock).move(DAY)
    assert now_announced(house) is None, "it ends by itself"
    (past,) = houses.write(house, announcements.past, olive, now=house.clock.now())
    assert (past.text, past.ended_at, past.is_taken_back) == ("We move on Sunday.", made.until, False)


def test_a_new_one_takes_the_place_of_the_last(house: House, olive: Person) -> None:
    announce(house, olive, "First.")
    second = announce(house, olive, "Second.")
    assert announcements.at_start(house.store) == second
    assert [one.text for one in houses.write(house, announcements.past, olive, now=house.clock.now())] == ["First."]
    houses.write(house, announcements.take_back, house.vault, olive, now=house.clock.now())
    assert announcements.at_start(house.store) is None
    with pytest.raises(Refusal, match="Nothing is announced"):
        houses.write(house, announcements.take_back, house.vault, olive, now=house.clock.now())
    assert house.vault is not None
    acts = [(one.act, one.words) for one in houses.write(house, log.lately, house.vault, olive)]
    assert acts == [("announcement-taken-back", ""), ("announced", "Second."), ("announced", "First.")]


def test_who_puts_one_away_is_shown_the_next(house: House, olive: Person) -> None:
    sam = houses.member(house, "sam")
    first = announce(house, olive, "First.")
    second = announce(house, olive, "Second.")
    assert houses.write(house, announcements.put_away, sam, second.id).announced == second.id
    assert houses.write(house, announcements.put_away, sam, first.id).announced == second.id, "never back to one before"
    assert houses.write(house, members.by_id, olive.id).announced == 0
    with pytest.raises(NotFound):
        houses.write(house, announcements.put_away, None, first.id)


@pytest.mark.parametrize(
    ("text", "seconds", "told"),
    [
        (" ", DAY, "no words in it yet"),
        ("x" * (LONGEST + 3), DAY, "3 characters too long; 200 is the most"),
        ("Hello.", 0, "from an hour to three months"),
        ("Hello.", LONGEST_SECONDS + 1, "from an hour to three months"),
    ],
)
def test_what_cannot_be_announced_leaves_what_is(
    house: House, olive: Person, text: str, seconds: int, told: str
) -> None:
    made = announce(house, olive, "Before.")
    with pytest.raises(NotUnderstood) as refused:
        announce(house, olive, text, seconds)
    assert told in refused.value.words()
    assert announcements.at_start(house.store) == made


def test_only_operators_announce(house: House, olive: Person) -> None:
    announce(house, olive, "Hello.")
    for who in (houses.member(house, "wren", role=Role.MODERATOR), None):
        with pytest.raises(NotFound):
            announce(house, who, "Mine.")
        with pytest.raises(NotFound):
            houses.write(house, announcements.take_back, house.vault, who, now=1)
        with pytest.raises(NotFound):
            houses.write(house, announcements.past, who, now=1)
