"""Somebody sits down before a page in the full screen and plays: a drawn visit in the fewest words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bbs.arrival import Terminal
from bbs.community.members import Person
from bbs.house import House
from bbs.session import Mode
from tests import houses
from tests.screens.fullscreen.visits import Drawn, drawn


def sit(
    house: House,
    play: Callable[[Drawn], Awaitable[None]],
    person: Person | None = None,
    address: str = "home",
    *,
    columns: int = 80,
    rows: int = 24,
) -> None:
    """Open a page in a window, and play."""
    terminal = Terminal("xterm-256color", columns, rows, "en_GB.UTF-8", colours=256)
    session = houses.session(house, person, terminal=terminal)
    session.wants = Mode.FULL

    async def sitting() -> None:
        async with drawn(session, address) as visit:
            await play(visit)

    asyncio.run(sitting())


async def says(visit: Drawn, words: str) -> None:
    """Wait until the status line says words."""
    await visit.until(lambda: words in visit.glass.text()[-2], words)


def presses(visit: Drawn, *bursts: str | bytes) -> None:
    """Press keys, each burst read as one."""
    for burst in bursts:
        visit.presses(burst)


def resizes(visit: Drawn, columns: int, rows: int) -> None:
    """Give the window another size; what stands in it then, nobody knows."""
    visit.glass.resize(rows, columns)
    visit.session.resized(columns, rows)
