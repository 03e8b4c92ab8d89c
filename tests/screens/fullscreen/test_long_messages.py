"""A message that is longer than two rows: all of it is read, and the page has its room back at the next key."""

from __future__ import annotations

import asyncio

import pytest

from bbs.arrival import Terminal
from bbs.house import House
from tests import houses
from tests.screens.fullscreen.looking import squeezed
from tests.screens.fullscreen.visits import drawn

GREETING = (
    "Good that you came in. You can read for as long as you like before you write, or never write. "
    "If you want to begin somewhere, the thread of this week is an easy one."
)


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24)])
def test_a_long_message_is_whole_and_goes_at_the_next_key(house: House, columns: int, rows: int) -> None:
    terminal = Terminal(kind="xterm", columns=columns, rows=rows, locale="en_GB.UTF-8")

    async def visit() -> None:
        async with drawn(houses.session(house, houses.member(house, "sam"), terminal=terminal)) as there:
            screen = await there.opens("boards")
            before = there.glass.text()
            screen.call_later(screen.said, GREETING)
            await there.until(lambda: squeezed(GREETING) in squeezed(there.glass.words), "the whole greeting")
            assert there.glass.text()[:3] == before[:3], "the page is still above"
            there.presses("~")
            await there.reads("~ does nothing here.")
            await there.until(lambda: there.glass.text()[-1] == before[-1], "the keys of the page again")
            await there.until(lambda: there.glass.text()[:-2] == before[:-2], "all that was in view")

    asyncio.run(visit())


def test_a_message_without_end_leaves_half_of_the_window(house: House) -> None:
    terminal = Terminal(kind="xterm", columns=40, rows=12, locale="en_GB.UTF-8")

    async def visit() -> None:
        async with drawn(houses.session(house, houses.member(house, "sam"), terminal=terminal)) as there:
            screen = await there.opens("boards")
            before = there.glass.text()
            screen.call_later(screen.said, " ".join([GREETING] * 5))
            await there.reads("Good that you came in.")
            assert there.glass.text()[:6] == before[:6]

    asyncio.run(visit())
