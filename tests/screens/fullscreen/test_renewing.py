"""A list of the desk that is open: what becomes urgent comes into view, and what is chosen stays chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bbs.community import decisions, desk, desk_answers, handling, posts, queue, reports, shifts
from bbs.community.decisions import Outcome
from bbs.community.desk import About
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.house import House
from bbs.news import CASES, HANDLED, News
from bbs.visits import Visit
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses
from tests.screens.fullscreen.sitting import says, sit
from tests.screens.fullscreen.visits import TURN, Drawn
from tests.screens.linemode.listening import calling

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


async def acts(house: House, staff: Person, how: str) -> None:
    """Have one of the staff do something with the first case, as from another visit."""
    vault, now = house.vault, house.clock.now()
    assert vault is not None
    version = houses.write(house, queue.read, vault, staff, 1, now=now).line.version
    if how == "takes":
        await house.write(handling.take, vault, staff, 1, version, now=now)
    elif how == "gives back":
        await house.write(handling.give_back, vault, staff, 1, version, now=now)
    elif how == "settles":
        await house.write(decisions.decide, vault, staff, 1, version, Outcome.DISAGREE, now=now)


def test_what_others_take_and_settle_is_said_to_be_so_without_the_list_being_opened_again(
    house: House, sam: Person, lou: Person
) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    reported(house, sam, lou)
    reported(house, lou, sam, Reason.SPAM)

    async def play(visit: Drawn) -> None:
        await visit.reads("2 cases waiting")
        visit.presses("j")
        await visit.until(lambda: "advertises" in "".join(marked(visit)), "the second is chosen")
        await acts(house, dove, "takes")
        await visit.reads("taken by dove")
        await acts(house, dove, "settles")
        await visit.reads("1 case waiting")
        assert "It is unkind" not in visit.glass.words
        assert "advertises" in "".join(marked(visit)), "chosen still"
        assert not visit.session.waiting(HANDLED), "it is known now"
        assert house.vault is not None
        await house.write(reports.report, house.vault, lou, f"member/{sam.id}", Reason.OTHER, now=house.clock.now())
        await visit.reads("2 cases waiting")

    sit(house, play, wren, "desk")


def test_the_list_beside_a_case_has_what_others_did_too(house: House, sam: Person, lou: Person) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    reported(house, sam, lou)
    reported(house, sam, lou)

    async def play(visit: Drawn) -> None:
        await visit.opens("desk/cases/2")
        await visit.reads("2 cases waiting")
        await acts(house, dove, "takes")
        await visit.reads("taken by dove")
        visit.presses("t")
        await visit.reads("It is yours now.")

    sit(house, play, wren, "desk", columns=120, rows=40)


def test_notes_and_applications_that_others_answered_go_from_their_lists(house: House, sam: Person) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    vault, now = house.vault, house.clock.now()
    houses.write(house, desk.leave, vault, About.NOTE.value, "Hello.", sam, now)

    async def play(visit: Drawn) -> None:
        await visit.reads("sam, a note")
        assert vault is not None
        await house.write(desk_answers.take, vault, dove, 1, named=False, now=now)
        await visit.reads("taken by dove")
        await house.write(desk_answers.answer, vault, dove, 1, "Hello, sam.", now=now)
        await visit.reads("Nothing waits.")

    sit(house, play, wren, "desk/notes")


def test_one_hears_nothing_of_what_one_did_oneself_nor_anybody_who_is_not_of_the_staff(
    house: House, sam: Person, lou: Person
) -> None:
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    reported(house, sam, lou)

    async def play() -> None:
        sessions = [houses.session(house, person) for person in (wren, sam)]
        await acts(house, wren, "takes")
        for session in sessions:
            await session.sift(HANDLED)
            assert not session.waiting(HANDLED)

    asyncio.run(play())


def test_in_plain_lines_a_list_that_changed_is_said_anew_where_that_is_wanted(
    house: House, sam: Person, lou: Person
) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    reported(house, sam, lou)
    changed = "Something on this list is not as it was: type again to hear it anew."

    async def play() -> None:
        async with calling(house, wren) as caller:
            assert changed not in await caller.types("go desk\r")
            await acts(house, dove, "takes")
            assert changed in await caller.types("\r")
            said = await caller.types("again\r")
            assert "taken by dove" in said
            assert changed not in said
            await caller.types("home\r")
            await acts(house, dove, "settles")
            assert changed not in await caller.types("go desk\r"), "it is said as it is"

    asyncio.run(play())


def test_on_an_open_case_it_is_said_at_once_what_somebody_else_did_with_it(
    house: House, sam: Person, lou: Person
) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    reported(house, sam, lou)
    reported(house, lou, sam)

    async def play(visit: Drawn) -> None:
        await visit.reads("Nobody has it.")
        await house.write(handling.take, visit.session.vault, dove, 2, 1, now=house.clock.now())
        await acts(house, dove, "takes")
        await says(visit, "dove took it meanwhile.")
        await visit.reads("dove has it.")
        visit.presses("l")
        await says(visit, "dove has this case:")
        await acts(house, dove, "settles")
        await says(visit, "Somebody closed it meanwhile.")
        await visit.reads("can stand as it is")

    sit(house, play, wren, "desk/cases/1")


def test_in_plain_lines_too_it_is_said_of_an_open_case(house: House, sam: Person, lou: Person) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    reported(house, sam, lou)
    reported(house, lou, sam)

    async def play() -> None:
        async with calling(house, wren) as caller:
            assert "Nobody has it." in await caller.types("go desk/cases/1\r")
            assert house.vault is not None
            await house.write(handling.take, house.vault, dove, 2, 1, now=house.clock.now())
            assert "meanwhile" not in await caller.types("?\r"), "it was another case"
            await acts(house, dove, "takes")
            said = await caller.types("?\r")
            assert "dove took it meanwhile." in said
            assert "meanwhile" not in await caller.types("?\r")
            assert "dove has it." in await caller.types("again\r")

    asyncio.run(play())


def test_what_waits_to_be_sent_is_not_taken_from_before_whoever_reads_it(
    house: House, sam: Person, lou: Person
) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    reported(house, sam, lou)

    async def play(visit: Drawn) -> None:
        await visit.reads("Nobody has it.")
        visit.presses("w")
        await visit.reads("What they read, in your words.")
        visit.presses("How are you?")
        await visit.reads("How are you?")
        visit.presses("\x13")
        await visit.reads("Before it is sent")
        await acts(house, dove, "takes")
        await visit.reads("taken by dove")  # on the list beside it
        assert "Before it is sent" in visit.glass.words
        visit.presses("s")
        await says(visit, "dove took it meanwhile. Not sent; your words are kept as a draft.")

    sit(house, play, wren, "desk/cases/1", columns=120, rows=40)


def test_what_was_said_of_a_case_is_not_said_again_when_it_is_so_no_more(
    house: House, sam: Person, lou: Person
) -> None:
    wren, dove = (houses.member(house, handle, role=Role.MODERATOR) for handle in ("wren", "dove"))
    house.visits.begin(Visit("test", wren.id, house.clock.now(), "full", lambda words: None, is_staff=True))
    reported(house, sam, lou, Reason.WORRIED)

    async def play(visit: Drawn) -> None:
        await visit.reads("Nobody has it.")
        await acts(house, dove, "takes")
        await says(visit, "dove took it meanwhile.")
        visit.presses("l")
        await says(visit, "dove has this case:")
        await acts(house, dove, "gives back")
        await says(visit, "Something urgent waits: go desk. Something about it changed meanwhile.")
        await visit.reads("Nobody has it.")
        assert "dove has this case" not in visit.glass.words

    sit(house, play, wren, "desk/cases/1", columns=120)
