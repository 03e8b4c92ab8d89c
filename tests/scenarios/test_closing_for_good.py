"""A place closes for good: members hear of it, nobody joins, and in the end it is read and taken along."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

from bbs.community import closing
from bbs.community.closing import Closing
from bbs.house import House
from bbs.serve_command import CLOSING_EVERY, keep_knowing_whether_it_closes
from tests import houses
from tests.harbour import Harbour
from tests.houses import HeldClock
from tests.scenarios.callers import Calls, words_of

DAY = 24 * 3600


def test_a_member_hears_of_it_and_what_they_write_on_the_day_is_not_lost(caller: Calls, harbour: Harbour) -> None:
    house = harbour.house
    harbour.member("sam")
    house.closing = Closing(house.clock.now() + 20 * DAY)
    sam = caller.signs_in("sam")
    assert "This place closes on 17 June, and can be read until 17 July." in words_of(sam.goes_home())
    sam.starts_thread("sleep", "Four a.m. again", "Third night.")
    house.closing = Closing(house.clock.now())
    said = words_of(sam.opens("boards/sleep", "This place closed on 28 May,"))
    assert "and is only read, until 27 June. Take along what is yours:" in said
    sam.begins_thread("sleep", "One more", "Good night, all.")
    assert "This place has closed, so nothing new can be written here." in words_of(sam.sends("has closed"))
    sam.is_cut_off()


def test_nobody_joins_and_the_door_says_why(house: House) -> None:
    """In the line mode: the door is said in lines to everybody."""
    house.closing = Closing(house.clock.now() + 20 * DAY)
    said = words_of(houses.visit(house, ["join", ""]))
    assert said.count("This place closes on 17 June, and can be read") == 1
    assert "Nobody can join any more: this place closes on 17 June." in said
    house.closing = Closing(house.clock.now() - DAY)
    said = words_of(houses.visit(house, ["join", ""]))
    assert "this place has closed. You can look around as a guest until 26 June." in said
    house.closing = None
    said = words_of(houses.visit(house, ["join", ""]))
    assert "closes" not in said


def test_guests_read_on_to_the_end_and_help_says_nothing_of_it(house: House) -> None:
    house.closing = Closing(house.clock.now() - DAY)
    status, said, _ = houses.verb(house, "read boards")
    assert (status, "This place closed on 27 May, and is only read" in said) == (0, True)
    for address in ("help GB", "read tools/breath"):
        assert "closed on" not in houses.verb(house, address)[1]


def test_the_server_hears_of_what_is_announced_at_the_machine(house: House) -> None:
    async def a_minute_later() -> None:
        knowing = asyncio.ensure_future(keep_knowing_whether_it_closes(house))
        await settled(lambda: house.closing is not None)
        closing.undo(house.home)
        assert isinstance(house.clock, HeldClock)
        house.clock.move(CLOSING_EVERY)
        await settled(lambda: house.closing is None)
        knowing.cancel()

    closing.announce(house.home, date(2026, 12, 24), "UTC", now=house.clock.now())
    asyncio.run(a_minute_later())


async def settled(is_so: Callable[[], bool]) -> None:
    """Let others have their turn until something is so; the test's own time limit ends what never is."""
    while not is_so():  # noqa: ASYNC110 - what it waits for is done by a thread
        await asyncio.sleep(0)
