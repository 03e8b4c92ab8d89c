"""A member's own visits: seeing them and ending them."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.house import House
from bbs.visits import Visit
from screens.page import Leave, Page, Result
from screens.pages import ROUTES
from screens.routes import find
from tests import houses


@pytest.fixture
def ended() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def sam(house: House, ended: list[tuple[str, str]]) -> Person:
    """Make a member with a visit since yesterday besides the present one, and somebody else's visit beside them."""
    person, other = houses.member(house, "sam"), houses.member(house, "ash")
    now = house.clock.now()

    def note(name: str, words: str) -> None:
        ended.append((name, words))

    for name, member, since in (("test", person, now), ("old", person, now - 24 * 3600), ("hers", other, now)):
        house.visits.begin(Visit(name, member.id, since, "line", partial(note, name)))
    return person


def page(house: House, person: Person) -> Page:
    return find(ROUTES, houses.session(house, person), "settings/sessions")


def do(opened: Page, name: str, item: str = "") -> Result:
    act = next(act for act in opened.offered() if act.name == name)
    return asyncio.run(opened.perform(act, item))


def test_own_visits_are_listed_and_nobody_elses(house: House, sam: Person) -> None:
    said = houses.visit(house, ["go settings/sessions", "bye"], sam)
    assert (
        "Your visits, 2 items.\n1. Another, plain lines, since yesterday 20:26.\n2. This one, since today 20:26.\n"
        in said
    )


def test_another_visit_is_ended_with_a_sentence(house: House, sam: Person, ended: list[tuple[str, str]]) -> None:
    said = houses.visit(house, ["go settings/sessions", "end 1", "bye"], sam)
    assert "Ended." in said
    assert [name for name, _ in ended] == ["old"]
    assert ended[0][1].startswith("This visit was ended from another visit of yours.")


def test_ending_the_present_visit_says_goodbye(house: House, sam: Person, ended: list[tuple[str, str]]) -> None:
    assert isinstance(do(page(house, sam), "end", "test"), Leave)
    assert ended == []


@pytest.mark.parametrize("item", ["hers", "gone", ""])
def test_nobody_ends_the_visit_of_another(house: House, sam: Person, ended: list[tuple[str, str]], item: str) -> None:
    with pytest.raises(NotFound):
        do(page(house, sam), "end", item)
    assert ended == []


def test_all_others_are_ended_at_once_and_only_where_there_are_some(
    house: House, sam: Person, ended: list[tuple[str, str]]
) -> None:
    opened = page(house, sam)
    do(opened, "others")
    assert [name for name, _ in ended] == ["old"]
    house.visits.over("old", house.clock.now())
    assert "others" not in {act.name for act in opened.offered()}
