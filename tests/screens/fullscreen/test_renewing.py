"""A list of the desk that is open: what becomes urgent comes into view, and what is chosen stays chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bbs.community import posts, reports, shifts
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.house import House
from bbs.news import CASES, News
from bbs.visits import Visit
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses
from tests.screens.fullscreen.sitting import sit
from tests.screens.fullscreen.visits import TURN, Drawn

URGENT = "Urgent, I am worried about this person"


def reported(house: House, author: Person, by: Person, reason: Reason = Reason.UNKIND, *, many: int = 1) -> None:
    """Report posts as rules do: no visit hears of it."""
    for _ in range(many):
        now = house.clock.now()
        post = houses.write(house, posts.start, author, "sleep", "Four a.m.", "Words.", now=now)
        houses.write(house, reports.report, house.vault, by, f"post/{post.id}", reason, now=now)


async def worries(visit: Drawn, house: House, author: Person, by: Person) -> None:
    """Have somebody reported as in danger, as from another visit: who is at the desk hears of it."""
    now = house.clock.now()
    post = houses.write(house, posts.start, author, "sleep", "Tonight", "Words.", now=now)
    assert house.vault is not None
    await house.write(reports.report, house.vault, by, f"post/{post.id}", Reason.WORRIED, now=now)


class Meanwhile(houses.ScriptedWire):
    """A wire to somebody who types at a prompt, and before one of their lines something happens elsewhere."""

    def __init__(self, line: int, happens: Callable[[], None], bursts: list[str]) -> None:
        super().__init__(bursts)
        self._line, self._happens, self._said = line, happens, 0

    async def read(self) -> bytes:
        while not (len(self.sent) > self._said and self.sent.endswith(b": ")):  # noqa: ASYNC110 - a wire has no event
            await asyncio.sleep(TURN)
        if self._line == 0:
            self._happens()
        self._line, self._said = self._line - 1, len(self.sent)
        return await super().read()


def marked(visit: Drawn) -> list[str]:
    return [row.strip(" ›") for row in visit.glass.text()[2:-2] if row.startswith(" ›")]


def test_what_becomes_urgent_comes_into_view_and_the_selection_stays(house: House, sam: Person, lou: Person) -> None:
    kit, wren = houses.member(house, "kit"), houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou)
    reported(house, lou, sam, Reason.SPAM)

    async def play(visit: Drawn) -> None:
        await visit.reads("2 cases waiting")
        visit.presses("j")
        await visit.until(lambda: "advertises" in "".join(marked(visit)), "the second is chosen")
        await worries(visit, house, kit, lou)
        shown = await visit.reads(URGENT)
        assert shown.index(URGENT) < shown.index("It is unkind")
        await visit.until(lambda: "It sells or advertises something, lou" in "".join(marked(visit)), "chosen still")
        await visit.reads("1 urgent, 3 cases waiting")
        visit.presses("\r")
        await visit.reads("Case 2")

    sit(house, play, wren, "desk")


def test_nothing_moves_for_somebody_far_down_a_long_list(house: House, sam: Person, lou: Person) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou, many=25)

    async def play(visit: Drawn) -> None:
        await visit.reads("25 cases waiting")
        body = visit.page.body
        visit.presses("\x1b[F")
        await visit.until(lambda: body.is_at_end, "the end of the first stretch")
        visit.presses(" ")
        await visit.until(lambda: len(body.sheet.targets) == 25, "further ones")
        chosen, at, top = body.target, body.at, body.top
        assert chosen is not None
        await worries(visit, house, lou, sam)
        await visit.until(lambda: URGENT in body.sheet.targets[0].label, "the urgent one is first")
        assert body.target is not None
        assert body.target.what == chosen.what
        assert (body.at, body.top - top) == (at + 1, body.target.first - chosen.first)

    sit(house, play, wren, "desk")


def test_the_list_beside_a_case_has_it_too(house: House, sam: Person, lou: Person) -> None:
    kit, wren = houses.member(house, "kit"), houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou)

    async def play(visit: Drawn) -> None:
        await visit.opens("desk/cases/1")
        await worries(visit, house, kit, lou)
        await visit.reads(URGENT)
        assert visit.page.page.address == "desk/cases/1"

    sit(house, play, wren, "desk", columns=120, rows=40)


def test_a_question_in_the_middle_of_it_is_left_alone(house: House, sam: Person, lou: Person) -> None:
    kit, wren = houses.member(house, "kit"), houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou)

    async def play(visit: Drawn) -> None:
        await visit.reads("1 case waiting")
        visit.presses("K")
        await visit.reads("for a day?")
        await worries(visit, house, kit, lou)
        await visit.reads(URGENT)
        await visit.reads("for a day?")
        visit.presses("n")
        await visit.reads("Left as it was.")

    sit(house, play, wren, "desk")


def test_a_reader_is_not_shown_it_unasked(house: House, sam: Person, lou: Person) -> None:
    kit, wren = houses.member(house, "kit"), houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou, many=2)

    async def play(visit: Drawn) -> None:
        await visit.reads("2 cases waiting")
        visit.session.person = replace(wren, reader=True)
        await worries(visit, house, kit, lou)
        visit.presses("j")
        await visit.reads("2 of 2")
        assert URGENT not in visit.glass.words

    sit(house, play, wren, "desk")


def test_lines_say_how_to_hear_the_list_with_it(house: House, sam: Person, lou: Person) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou)
    house.shifts[wren.id] = houses.write(
        house, shifts.go_on, wren, until=house.clock.now() + 3600, now=house.clock.now()
    )

    def meanwhile() -> None:
        reported(house, lou, sam, Reason.WORRIED)
        house.news.tell(News(CASES, 2, sam.id))

    wire = Meanwhile(1, meanwhile, ["go desk\r", "?\r", "again\r", "1\r", "bye\r"])
    caller = houses.session(house, wren)
    house.visits.begin(Visit("test", wren.id, house.clock.now(), "line", lambda words: None, is_staff=True))
    asyncio.run(open_line(caller, wire, ROUTES))
    said = " ".join(wire.sent.decode().split())
    told, _, heard = said.partition("Something urgent waits: type again to hear this list anew.")
    assert URGENT not in told
    assert f"1. {URGENT}, lou" in heard
    assert "Case 2" in heard
