"""A visit in the full screen without a server: keys go in, and what is sent is drawn on a strict terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from bbs.community.members import Person
from bbs.house import House
from bbs.session import Mode, Session, Terminal
from screens.fullscreen.app import FullApp
from screens.fullscreen.opening import open_full
from screens.pages import ROUTES
from tests import houses
from tests.screens.fullscreen.glass import GIVEN_BACK, TAKEN, Glass

SECONDS = 20.0
"""How long something may take that is waited for."""


class Line:
    """A wire whose other end is held by a test. It takes what is sent at once, unless it `stalls`."""

    def __init__(self) -> None:
        self._typed: asyncio.Queue[bytes] = asyncio.Queue()
        self.sent = bytearray()
        self.frames = 0
        self.came = asyncio.Event()
        self.takes = asyncio.Event()
        self.takes.set()

    async def read(self) -> bytes:
        """Return the next burst."""
        return await self._typed.get()

    def write(self, data: bytes) -> None:
        """Take a frame."""
        self.sent += data
        self.frames += 1
        self.came.set()

    def write_error(self, data: bytes) -> None:
        """Nothing is said beside."""

    async def drain(self, most: int | None = None) -> None:
        """Wait while it stalls."""
        await asyncio.sleep(0)
        await self.takes.wait()

    def pending(self) -> bytes:
        """Return nothing."""
        return b""

    def types(self, *bursts: bytes) -> None:
        """Send bursts."""
        for burst in bursts:
            self._typed.put_nowait(burst)


class Sitting:
    """Somebody before their screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.session.wants = Mode.FULL
        self.line = Line()
        self.glass = Glass(session.terminal.columns, session.terminal.rows)
        self._drawn = 0
        self.visit: asyncio.Task[Any]

    @property
    def app(self) -> FullApp:
        """The App that holds the visit."""
        found = getattr(self.session.on_resize, "__self__", None)
        assert isinstance(found, FullApp)
        return found

    def presses(self, *bursts: str | bytes) -> None:
        """Press keys, each burst read as one."""
        self.line.types(*(burst.encode() if isinstance(burst, str) else burst for burst in bursts))

    def resizes(self, columns: int, rows: int) -> None:
        """Give the window another size; what stands in it then, nobody knows."""
        self.draws()
        self.glass.resize(rows, columns)
        self.session.resized(columns, rows)

    def draws(self) -> None:
        """Draw what was sent since."""
        fresh = bytes(self.line.sent[self._drawn :]).decode()
        self._drawn = len(self.line.sent)
        self.glass.feed(fresh.replace(TAKEN, "").replace(GIVEN_BACK, ""))

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        self.draws()
        return self.glass.text()

    @property
    def status(self) -> str:
        """What the status line says."""
        return self.rows[-2].strip()

    async def sees(self, words: str) -> list[str]:
        """Wait until words stand on the screen; return its rows."""
        return await self.until(lambda: words in " ".join(" ".join(self.rows).split()), words)

    async def says(self, words: str) -> None:
        """Wait until the status line says words."""
        await self.until(lambda: words in self.status, words)

    async def _more(self) -> None:
        """Wait until something came. A visit that ends meanwhile ends the test."""
        came = asyncio.create_task(self.line.came.wait())
        await asyncio.wait({came, self.visit}, return_when=asyncio.FIRST_COMPLETED)
        if not came.done():
            came.cancel()
            self.visit.result()
            raise AssertionError("the visit ended: " + " / ".join(self.rows))

    async def until(self, is_so: Callable[[], bool], what: str) -> list[str]:
        """Wait until something is so."""
        try:
            async with asyncio.timeout(SECONDS):
                while not is_so():
                    self.line.came.clear()
                    await self._more()
        except TimeoutError:
            raise AssertionError(f"waited for {what!r}; there is:\n" + "\n".join(self.rows)) from None
        return self.rows


@asynccontextmanager
async def sits(
    house: House, person: Person | None = None, address: str = "home", *, columns: int = 80, rows: int = 24
) -> AsyncIterator[Sitting]:
    """Let somebody sit down before a page, and leave when they have seen enough."""
    terminal = Terminal(kind="xterm-256color", columns=columns, rows=rows, locale="en_GB.UTF-8", colours=256)
    sitting = Sitting(houses.session(house, person, terminal=terminal))
    sitting.visit = asyncio.create_task(open_full(sitting.session, sitting.line, ROUTES, address))
    try:
        await sitting.until(lambda: "#" not in sitting.status, "a page")
        yield sitting
        sitting.line.takes.set()
        sitting.presses("\x11")
        async with asyncio.timeout(SECONDS):
            await sitting.visit
    finally:
        sitting.visit.cancel()


def sit(house: House, play: Callable[[Sitting], Coroutine[Any, Any, None]], *who: Any, **how: Any) -> None:
    """Sit down and play."""

    async def sitting() -> None:
        async with sits(house, *who, **how) as one:
            await play(one)

    asyncio.run(sitting())
