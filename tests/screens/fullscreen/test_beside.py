"""On a wide window the queue stands beside the case that is open; keys belong to the case."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bbs.arrival import Terminal
from bbs.community import cases, desk, posts, reports
from bbs.community.desk import About
from bbs.community.members import Role
from bbs.community.reports import Reason
from bbs.house import House
from bbs.session import Mode, Session
from screens.fullscreen.beside import Beside
from tests import houses
from tests.screens.fullscreen.visits import Drawn, drawn

WIDE = Terminal(kind="xterm-256color", columns=120, rows=40, locale="en_GB.UTF-8")


@pytest.fixture
def wren(house: House) -> Session:
    """A moderator with two cases to look at, in a wide window."""
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    now = house.clock.now()
    for words, reason in (("Unkind words.", Reason.UNKIND), ("Words to sell.", Reason.SPAM)):
        post = houses.write(house, posts.start, sam, "sleep", "Four a.m.", words, now=now)
        houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", reason, now=now)
    made = houses.session(house, houses.member(house, "wren", role=Role.MODERATOR), terminal=WIDE)
    made.wants = Mode.FULL
    return made


def plays(session: Session, play: Callable[[Drawn], Awaitable[None]]) -> None:
    async def visit() -> None:
        async with drawn(session, "desk") as at:
            await play(at)

    asyncio.run(visit())


def marked(at: Drawn) -> list[str]:
    """Return what stands behind a marker in the list, on the left."""
    half = at.page.body.region.x
    return [row[:half].strip(" ›│") for row in at.glass.text()[2:-2] if row[:half].startswith(" ›")]


def test_one_goes_through_the_queue_from_the_case_and_it_shows_where_one_is(wren: Session) -> None:
    async def play(at: Drawn) -> None:
        at.presses("\r")
        await at.until(lambda: at.page.body.region.x > 40 and at.shows(at.page.body), "the case at the right")
        assert marked(at) == ["It is unkind, or goes after somebody, sam"]
        at.presses("t")
        await at.reads("taken by you")
        at.presses("n")
        await at.reads("Case 2")
        await at.until(lambda: marked(at) == ["It sells or advertises something, sam"], "the next one marked")
        assert at.page.page.address == "desk/cases/2"
        x, _ = at.page.cursor or (0, 0)
        assert x > 40, "the cursor, and whoever follows it, is on the case"
        at.presses("\x1b")
        await at.reads("Enter open")
        assert not at.page.query(Beside)

    plays(wren, play)


def test_there_is_no_list_where_there_is_no_room_and_none_for_a_reader(wren: Session) -> None:
    async def play(at: Drawn) -> None:
        await at.opens("desk/cases/1")
        assert at.page.query(Beside)
        wren.resized(80, 24)
        await at.until(lambda: not at.page.query(Beside) and at.shows(at.page.body), "the case alone")
        wren.resized(120, 40)
        await at.until(lambda: bool(at.page.query(Beside)) and at.shows(at.page.body), "both again")
        assert wren.person is not None
        wren.person = replace(wren.person, reader=True)
        await at.opens("desk/cases/2")
        assert not at.page.query(Beside)

    plays(wren, play)


def test_a_list_that_is_not_there_any_more_leaves_the_case_as_it_is(wren: Session, house: House) -> None:
    async def play(at: Drawn) -> None:
        await at.opens("desk/cases/1")
        await wren.write(cases.close, wren.person, 1, 1, "agree", now=house.clock.now())
        at.presses("t")
        await at.reads("Somebody closed it meanwhile.")
        await at.until(lambda: marked(at) == [], "no mark: it does not wait any more")

    plays(wren, play)


def test_the_words_of_a_note_stay_closed_beside_the_list(wren: Session, house: House) -> None:
    kit, now = houses.member(house, "kit"), house.clock.now()
    houses.write(house, desk.leave, house.vault, About.CRISIS, "A heavy night.", kit, now)

    async def play(at: Drawn) -> None:
        await at.opens("desk")
        await at.reads("What they wrote is there once you open it.")
        assert "A heavy night." not in at.glass.words
        at.presses("\r")
        await at.reads("A heavy night.")

    plays(wren, play)


def test_the_list_stands_still_as_a_case_of_it_is_opened(wren: Session) -> None:
    async def play(at: Drawn) -> None:
        await at.reads("2 cases waiting")
        await at.until(lambda: "Case 1" in at.glass.words, "the preview")
        before = [row[:54] for row in at.glass.text()[2:-2]]
        assert "│" in before[0]
        at.presses("\r")
        await at.until(lambda: at.page.page.address == "desk/cases/1" and at.shows(at.page.body), "the case")
        assert [row[:54] for row in at.glass.text()[2:-2]] == before

    plays(wren, play)
