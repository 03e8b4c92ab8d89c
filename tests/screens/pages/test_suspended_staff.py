"""Who looks after the place and is suspended looks after nothing meanwhile, at once and in visits that are open."""

from __future__ import annotations

import asyncio
import re
from typing import cast

import pytest

from bbs.calling import call
from bbs.community import cases, decisions, handling, members, paging, posts, reports, roles
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.queue import Rank
from bbs.community.reports import Reason
from bbs.errors import NotFound
from bbs.house import House
from bbs.news import CASES, News
from bbs.session import Session
from bbs.visits import Visit
from screens.at_the_desk import told_at_the_desk
from screens.page import Goto
from screens.pages import ROUTES
from screens.pages.cases import CasePage
from screens.pages.decided import StandingPage
from screens.routes import find
from screens.walk import Walk
from tests import houses

DAY = 24 * 3600
SUSPEND = "decide desk/cases/1 what=stands sanction=suspension days=1"


@pytest.fixture
def at(house: House, wren: Person, lou: Person, sam: Person) -> Session:
    """The open visit of a moderator who wrote what lou reported; something urgent about sam waits, too."""
    now = house.clock.now()
    post = houses.write(house, posts.start, wren, "sleep", "A quarrel", "You zebra.", now=now)
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNKIND, now=now)
    urgent(house, sam)
    session = houses.session(house, houses.write(house, members.set_setting, wren.id, "here", 1))
    session.id = "wrens"
    house.visits.begin(Visit("wrens", wren.id, now, "line", lambda words: None, is_staff=True))
    return session


def urgent(house: House, sam: Person) -> int:
    how = {"reason": "worried", "by": None, "now": house.clock.now(), "rank": Rank.URGENT}
    case: int = houses.write(house, cases.gather, house.vault, f"member/{sam.id}", **how)
    return case


def suspends(house: House, olive: Person) -> None:
    """Have an operator decide it, as they would."""
    errors = houses.verb(house, SUSPEND, olive)[2]
    proof = re.search(r"send=\w+", errors)
    assert proof, errors
    assert houses.verb(house, f"{SUSPEND} {proof[0]}", olive)[0] == 0


def test_they_are_not_on_shift_and_not_here_for_others_until_it_is_over(
    house: House, at: Session, olive: Person, sam: Person
) -> None:
    assert house.on_shift == {at.person and at.person.id}
    assert "1. wren" in houses.visit(house, ["go here", "bye"], sam)
    suspends(house, olive)
    assert house.on_shift == frozenset()
    assert not houses.session(house, sam).is_watched, "nobody is told that somebody watches"
    assert "wren" not in houses.visit(house, ["go here", "bye"], sam)
    cast(houses.HeldClock, house.clock).move(DAY)
    house.visits.heard("wrens", house.clock.now())
    assert len(house.on_shift) == 1


def test_an_undone_suspension_lets_them_back_in_at_once(house: House, at: Session, olive: Person) -> None:
    suspends(house, olive)
    assert houses.verb(house, "undo desk/cases/1", olive)[0] == 0
    assert len(house.on_shift) == 1


def test_the_page_that_is_open_closes_before_anything_is_done_on_it(
    house: House, at: Session, olive: Person, sam: Person
) -> None:
    case = houses.write(house, cases.open_at, f"member/{sam.id}")

    async def play() -> None:
        walk = Walk(at, ROUTES)
        await walk.open(f"desk/cases/{case}")
        page = walk.page
        assert isinstance(page, CasePage)
        await asyncio.to_thread(suspends, house, olive)
        take = next(one for one in page.declared if one.name == "take")
        assert await page.perform(take) == Goto("standing", replace=True)
        await walk.open("desk")
        assert isinstance(walk.page, StandingPage)

    asyncio.run(play())
    assert houses.write(house, cases.open_at, f"member/{sam.id}") == case


def test_they_are_told_of_nothing_urgent_any_more(house: House, at: Session, olive: Person, sam: Person) -> None:
    assert asyncio.run(told_at_the_desk(at)) != []
    at.on_call.told.clear()
    suspends(house, olive)
    case = urgent(house, houses.member(house, "ash"))
    house.news.tell(News(CASES, case, 0))
    assert asyncio.run(told_at_the_desk(at)) == []


def test_a_watch_ends(house: House, at: Session, olive: Person) -> None:
    async def play() -> None:
        page = find(ROUTES, at, "desk/watch")
        await page.view()
        await asyncio.to_thread(suspends, house, olive)
        with pytest.raises(NotFound):
            await page.look()

    asyncio.run(play())


def test_the_rules_hold_for_a_picture_of_before_too(house: House, at: Session, olive: Person, sam: Person) -> None:
    wren, now = at.person, house.clock.now()
    assert wren is not None
    case = houses.write(house, cases.open_at, f"member/{sam.id}")
    assert case is not None
    suspends(house, olive)
    assert houses.write(house, paging.due, wren, on_shift=True, now=now) == []
    with pytest.raises(NotFound):
        houses.write(house, handling.take, house.vault, wren, case, 1, now=now)
    with pytest.raises(NotFound):
        houses.write(house, decisions.decide, house.vault, wren, case, 1, Outcome.IGNORE, Chosen(), now=now)


def test_what_is_changed_on_the_machine_counts_in_open_visits(house: House, at: Session, sam: Person) -> None:
    wren, now = at.person, house.clock.now()
    assert wren is not None
    houses.write(house, roles.give_at_machine, house.vault, "wren", Role.MEMBER, now=now)
    with pytest.raises(NotFound):
        asyncio.run(Walk(at, ROUTES).open("desk"))
    assert house.on_shift == frozenset()

    house.visits.begin(Visit("sams", sam.id, now, "line", lambda words: None))
    houses.write(house, roles.give_at_machine, house.vault, "sam", Role.MODERATOR, now=now)
    asyncio.run(call(house, set()))
    assert house.on_shift == {sam.id}, "within a minute"
