"""`ssh host watch`: a line each time something urgent comes, without a word of what it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bbs.arrival import Terminal
from bbs.community import desk, members, posts, reports
from bbs.community.desk import About
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.errors import Exit
from bbs.house import House
from bbs.session import Session
from bbs.visits import Visit
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from tests import houses
from tests.houses import ScriptedWire


class Notifier(ScriptedWire):
    """A wire to a program that sends nothing, and waits for what is said."""

    def __init__(self) -> None:
        super().__init__([])
        self.said, self.is_ready = asyncio.Event(), asyncio.Event()

    async def drain(self, most: int | None = None) -> None:
        self.is_ready.set()

    def write(self, data: bytes) -> None:
        super().write(data)
        self.said.set()

    async def next(self) -> str:
        await self.said.wait()
        self.said.clear()
        text = self.sent.decode()
        self.sent.clear()
        return text


@asynccontextmanager
async def watching(house: House, session: Session) -> AsyncIterator[tuple[Notifier, asyncio.Task[int]]]:
    """Have somebody watch; at the end they hang up."""
    wire = Notifier()
    task = asyncio.create_task(run_verb(session, wire, ROUTES, "watch"))
    await wire.is_ready.wait()
    try:
        yield wire, task
    finally:
        session.hangs_up()
        await task


def session(house: House, person: Person | None) -> Session:
    return houses.session(house, person, command="watch", terminal=Terminal())


async def reports_one(house: House, by: Person, reason: Reason = Reason.WORRIED) -> int:
    caller = houses.session(house, by)
    now = house.clock.now()
    author = await caller.read(members.by_handle, "ash")
    post = await caller.write(posts.start, author, "sleep", "Canary title", "Canary.", now=now)
    await caller.write(reports.report, caller.vault, by, f"post/{post.id}", reason, "Canary.", now=now)
    return post.id


def test_each_urgent_thing_is_a_line_and_nothing_else_is(house: House, wren: Person) -> None:
    sam = houses.member(house, "sam")
    houses.member(house, "ash")

    async def play() -> list[str]:
        async with watching(house, session(house, wren)) as (wire, _):
            await reports_one(house, sam, Reason.UNKIND)
            await reports_one(house, sam)
            first = await wire.next()
            caller = houses.session(house, sam)
            await caller.write(desk.leave, caller.vault, About.CRISIS, "Canary.", sam, house.clock.now())
            return [first, await wire.next(), wire.sent.decode()]

    assert asyncio.run(play()) == ["urgent, 20:26, 1 waiting\n", "urgent, 20:26, 2 waiting\n", ""]


def test_what_waits_already_is_said_at_the_beginning_and_the_end_of_the_line_is_no_failure(
    house: House, wren: Person
) -> None:
    sam = houses.member(house, "sam")
    houses.member(house, "ash")

    async def play() -> tuple[str, int]:
        await reports_one(house, sam)
        caller = session(house, wren)
        async with watching(house, caller) as (wire, task):
            said = await wire.next()
        return said, task.result()

    assert asyncio.run(play()) == ("urgent, 20:26, 1 waiting\n", Exit.DONE)


def test_nobody_hears_of_what_they_are_a_part_of(house: House, wren: Person) -> None:
    houses.member(house, "ash")
    sam = houses.member(house, "sam")

    async def play() -> str:
        async with watching(house, session(house, wren)) as (wire, _):
            await reports_one(house, wren)
            await reports_one(house, sam)
            return await wire.next()

    assert asyncio.run(play()) == "urgent, 20:26, 1 waiting\n"


def test_who_is_no_staff_any_more_hears_nothing_further(house: House, wren: Person) -> None:
    houses.member(house, "ash")
    sam = houses.member(house, "sam")

    async def play() -> tuple[int, bytes]:
        async with watching(house, session(house, wren)) as (wire, task):
            await houses.session(house, sam).write(members.set_role, wren.id, Role.MEMBER)
            await reports_one(house, sam)
            return await task, bytes(wire.sent)

    assert asyncio.run(play()) == (Exit.REFUSED, b"")


def test_others_are_told_to_sign_in_or_that_it_is_not_there(house: House) -> None:
    for person, status in ((None, Exit.SIGN_IN_FIRST), (houses.member(house, "sam"), Exit.REFUSED)):
        done = houses.verb(house, "watch", person)
        assert (done[0], done[1]) == (status, "")


def test_a_watch_is_nobody_who_is_here(house: House, wren: Person) -> None:
    caller = session(house, wren)
    now = house.clock.now()
    house.visits.begin(Visit(caller.id, wren.id, now, "line", lambda words: None, wren.is_staff))
    assert bool(house.on_shift)

    async def play() -> bool:
        async with watching(house, caller):
            return bool(house.on_shift)

    assert not asyncio.run(play())
