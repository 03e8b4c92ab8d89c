"""The clock of the machine jumps, back or on, by an hour or ten years: nobody is put out, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from bbs import drafting
from bbs.community import drafts, posts, reading
from bbs.community.members import Person
from bbs.house import House
from bbs.pace import Pace
from bbs.server.limits import Blocks, Penalties
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses
from tests.houses import HeldClock, ScriptedWire
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn

HOUR, YEARS = 3600, 10 * 365 * 24 * 3600
JUMPS = [HOUR, -HOUR, YEARS, -YEARS]


def jump(clock: object, seconds: int) -> None:
    """Set the wall's clock; the one that measures how long something takes never jumps."""
    assert isinstance(clock, HeldClock)
    now = clock.now
    clock.now = lambda: now() + seconds  # type: ignore[method-assign]


class Jumping(ScriptedWire):
    """A wire on which the clock jumps before a line comes."""

    def __init__(self, house: House, typed: Iterable[str], before: str, seconds: int) -> None:
        super().__init__(f"{line}\r" for line in typed)
        self._house, self._before, self._seconds = house, f"{before}\r".encode(), seconds

    async def read(self) -> bytes:
        """Return the next line."""
        burst = await super().read()
        if burst == self._before:
            jump(self._house.clock, self._seconds)
        return burst


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


@pytest.mark.parametrize("seconds", JUMPS)
@pytest.mark.parametrize("before", ["reply", "Second.", ".", "yes"])
def test_who_writes_meanwhile_posts_what_they_wrote_in_its_place(
    house: House, sam: Person, seconds: int, before: str
) -> None:
    first = houses.write(house, posts.start, sam, "sleep", "Awake", "First.", now=house.clock.now())
    typed = [f"go boards/sleep/{first.thread}", "reply", "Second.", ".", "yes", "new"]
    wire = Jumping(house, typed, before, seconds)
    assert asyncio.run(open_line(houses.session(house, sam), wire, ROUTES)) == 0
    assert b"Posted." in wire.sent
    assert b"quiet for a long time" not in wire.sent
    houses.write(house, posts.reply, sam, first.thread, "Third.", now=house.clock.now())
    read = [one.text for one in houses.write(house, reading.stretch, sam, first.thread).posts]
    assert read == ["First.", "Second.", "Third."]


@pytest.mark.parametrize("seconds", JUMPS)
def test_a_full_screen_goes_on(house: House, sam: Person, seconds: int) -> None:
    async def play(at: Drawn) -> None:
        jump(house.clock, seconds)
        presses(at, b"\x07")
        await at.reads("If your life is in danger now")
        assert not at.over.done()

    sit(house, play, sam, "boards/sleep")


@pytest.mark.parametrize("seconds", JUMPS)
def test_the_last_words_of_a_draft_are_the_ones_that_are_kept(house: House, sam: Person, seconds: int) -> None:
    session = houses.session(house, sam)

    async def write() -> None:
        await drafting.begun(session, "boards/sleep/post")
        session.hears()
        await drafting.keep(session, "boards/sleep/post", "It is")
        jump(house.clock, seconds)
        session.hears()
        await drafting.keep(session, "boards/sleep/post", "It is late.")
        jump(house.clock, -seconds)
        session.hears()
        await drafting.keep(session, "boards/sleep/post", "It is late, and I am awake.")

    asyncio.run(write())
    assert houses.write(house, drafts.kept, house.vault, sam.id, "boards/sleep/post") == "It is late, and I am awake."
    assert len(houses.write(house, drafts.places, sam.id)) == 1


@pytest.mark.parametrize("seconds", JUMPS)
def test_waits_are_as_long_as_they_were_said_to_be(seconds: int) -> None:
    clock, blocks = HeldClock(), Blocks(bytes(32))
    penalties, pace = Penalties(clock), Pace(clock, 1, 60)
    network, handle = blocks.network("192.0.2.1"), blocks.handle("sam")
    for _ in range(9):
        penalties.wrong(network, handle)
    pace.allow("sam")
    before = penalties.hear(network, handle, None), pace.allow("sam")
    jump(clock, seconds)
    assert (penalties.hear(network, handle, None), pace.allow("sam")) == before
    assert before[0].wait > 0
    assert before[1] == 60
