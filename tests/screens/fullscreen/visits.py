"""A visit in the full screen without ssh: keys from a test, and what can then be read on a strict terminal."""

from __future__ import annotations

import asyncio
import codecs
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bbs.session import Mode, Session
from screens.fullscreen.app import FullApp
from screens.fullscreen.lines import Line
from screens.fullscreen.opening import open_full
from screens.fullscreen.page_screen import PageScreen
from screens.fullscreen.widgets.body import Body
from screens.pages import ROUTES
from tests.screens.fullscreen.glass import Eye, Glass

MARKED = 3
"""Cells before what can be chosen, in which the marker stands."""
PAGE_DOWN = "\x1b[6~"
SECONDS = 30.0
"""How long something may take before it is called broken."""
TURN = 0.001
"""Between two looks: store and app go on meanwhile."""


class DrawnWire:
    """A wire to a strict terminal, and to keys that a test presses."""

    def __init__(self, session: Session) -> None:
        self.eye = Eye(lambda: (session.terminal.columns, session.terminal.rows))
        self._decoder = codecs.getincrementaldecoder("utf-8" if session.terminal.utf8 else "iso-8859-1")()
        self.typed: asyncio.Queue[bytes] = asyncio.Queue()
        self.sent = 0
        self.is_stuck = False

    async def read(self) -> bytes:
        return await self.typed.get()

    def write(self, data: bytes) -> None:
        self.sent += len(data)
        self.eye.see(self._decoder.decode(data))

    def write_error(self, data: bytes) -> None:
        raise AssertionError("a drawn visit has one stream")

    async def drain(self, most: int | None = None) -> None:
        await asyncio.sleep(0)

    def pending(self) -> bytes:
        return b""


class Drawn:
    """A visit that is drawn, and its caller's hands and eyes."""

    def __init__(self, session: Session, wire: DrawnWire, over: asyncio.Task[int | None]) -> None:
        self.session = session
        self.wire = wire
        self.over = over

    @property
    def app(self) -> FullApp:
        """The app behind it: the session knows whom to tell of another size."""
        app: Any = getattr(self.session.on_resize, "__self__", None)
        assert isinstance(app, FullApp)
        return app

    @property
    def glass(self) -> Glass:
        """What is drawn."""
        assert self.wire.eye.glass is not None, self.wire.eye.lines
        return self.wire.eye.glass

    @property
    def page(self) -> PageScreen:
        """The screen of the page that is shown."""
        screen = self.app.screen
        assert isinstance(screen, PageScreen)
        return screen

    def presses(self, keys: str | bytes) -> None:
        """Press keys, in one packet."""
        self.wire.typed.put_nowait(keys.encode() if isinstance(keys, str) else keys)

    def hangs_up(self) -> None:
        """End the input."""
        self.wire.typed.put_nowait(b"")

    async def until(self, is_so: Callable[[], bool], what: str = "") -> None:
        """Let the visit go on until something is so."""
        try:
            async with asyncio.timeout(SECONDS):
                while not is_so():  # what is waited for has no event of its own
                    assert not self.over.done(), self.over
                    await asyncio.sleep(TURN)
        except TimeoutError:
            shown = "\n".join(self.wire.eye.glass.text()) if self.wire.eye.glass else self.wire.eye.lines
            raise AssertionError(f"waited for {what}; there is:\n{shown}") from None

    async def reads(self, words: str) -> str:
        """Wait for words on the screen; return all of it."""
        await self.until(lambda: self.wire.eye.glass is not None and words in self.glass.words, repr(words))
        return self.glass.words

    async def opens(self, address: str) -> PageScreen:
        """Go to an address, by the shortest way there is in a test, and wait until its page is there."""
        screen, arrived = self.page, asyncio.Event()

        async def go() -> None:
            await screen.go(address)
            arrived.set()

        screen.call_later(go)
        await self.until(lambda: arrived.is_set() and self.shows(screen.body), address)
        return screen

    def shows(self, body: Body) -> bool:
        """Say whether the lines of a body that are in view stand on the glass."""
        lines = body.sheet.lines[body.top : body.top + body.size.height]
        left, right = body.region.x, body.region.x + body.size.width
        rows = [row[left + MARKED : right].rstrip() for row in self.glass.text()[2:-2]]
        return [_text(line)[MARKED:].rstrip() for line in lines] == rows[: len(lines)]

    async def reads_through(self, body: Body) -> dict[int, str]:
        """Read a body to its end, window by window; return its lines as they stood on the glass."""
        read: dict[int, str] = {}
        while True:
            await self.until(lambda: self.shows(body), "lines of the page")
            for y, row in enumerate(self.glass.text()[2:-2]):
                read[body.top + y] = re.sub("^ [›>]", "  ", row)
            if not body.hidden_below:
                return read
            top = body.top
            self.presses(PAGE_DOWN)
            await self.until(lambda top=top: body.top > top, "what is below")  # type: ignore[misc]


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


@asynccontextmanager
async def drawn(session: Session, address: str = "home") -> AsyncIterator[Drawn]:
    """Hold a visit in the full screen while a test looks on."""
    session.mode = Mode.FULL
    wire = DrawnWire(session)
    over = asyncio.ensure_future(open_full(session, wire, ROUTES, address))
    visit = Drawn(session, wire, over)
    try:
        await visit.until(lambda: wire.eye.glass is not None and bool(wire.eye.glass.text()[-1].strip("#")), "a screen")
        yield visit
    finally:
        visit.hangs_up()
        await asyncio.wait_for(over, SECONDS)
