"""`ssh host watch`: one plain line each time something urgent comes to the desk, for a moderator's own notifier."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from bbs.errors import Exit, SignInFirst
from bbs.session import Session
from bbs.wire import LineCutError, Wire
from screens.linemode.tty import Tty
from screens.page import Page
from screens.routes import Route, find
from screens.view import Live

PAGE = "desk/watch"
ENDS = b"\x03\x04q"
"""What somebody types at a terminal to be done with it: Ctrl-C, Ctrl-D, q."""


async def watch(session: Session, wire: Wire, tty: Tty, routes: tuple[Route, ...]) -> Exit:
    """Say a line for what waits already, and one for everything that comes, until the caller hangs up.

    The input may end before that, as that of a script does. Raises SignInFirst, and NotFound for who is not staff.
    """
    if session.person is None:
        raise SignInFirst
    page = find(routes, session, PAGE)
    _is_not_here(session)
    came, over = asyncio.Event(), asyncio.Event()
    session.on_news, session.on_hang_up = (lambda _topic: came.set()), over.set
    ends = asyncio.ensure_future(_ends(session, wire, over))
    try:
        await _say(page, tty)
        while not ends.done():
            news = asyncio.ensure_future(came.wait())
            await asyncio.wait({news, ends}, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            came.clear()
            await page.look()
            await _say(page, tty)
    finally:
        ends.cancel()
    return Exit.DONE


def _is_not_here(session: Session) -> None:
    """Count a watch as a visit, but not as somebody who is here and looks after the place: perhaps nobody is."""
    visits = session.house.visits
    for visit in visits.of(session.person.id) if session.person else ():
        if visit.id == session.id:
            visits.begin(replace(visit, only_watches=True))


async def _ends(session: Session, wire: Wire, over: asyncio.Event) -> None:
    """Wait for the end of the line, or for a key that means it."""
    with suppress(LineCutError):
        while data := await wire.read():
            if session.terminal.exists and any(key in data for key in ENDS):
                return
        if not session.has_hung_up:
            await over.wait()


async def _say(page: Page, tty: Tty) -> None:
    """Say what the page has: a line an item, and nothing where there is none."""
    for block in (await page.view()).blocks:
        for post in block.posts if isinstance(block, Live) else ():
            tty.say(f"{post.author}, {post.when}, {post.text}")
    await tty.flush()
