"""How a visit in the full screen begins and ends."""

from __future__ import annotations

import asyncio

from bbs import turns
from bbs.idle import PatientWire
from bbs.language import N_
from bbs.session import Session
from bbs.wire import LineCutError, Wire
from screens.fullscreen.app import FullApp
from screens.patience import GOODBYE_SECONDS, GRACE_SECONDS, patience
from screens.routes import Route

LEAVE = b"\x11"
"""Ctrl+Q, which waits for nothing."""


async def open_full(session: Session, wire: Wire, routes: tuple[Route, ...], address: str) -> int | None:
    """Hold a visit in the full screen from an address on.

    Returns its exit status, None when the visit goes on in the line mode. Raises what went wrong in it.
    """
    app = FullApp(session, wire, routes, address)
    clock, heard = session.house.clock, session.hears
    patient = PatientWire(
        wire, clock, patience=lambda: patience(session), grace=GRACE_SECONDS, warn=app.warn, heard=heard
    )
    session.on_resize, session.give_way, session.on_news = app.resized, app.give_way, app.news_came
    try:
        await _run(app, patient)
    finally:
        session.on_resize, session.give_way, session.on_news = _nothing, _nothing, lambda _topic: None
        app.give_way()
    if app.bug is not None:
        raise app.bug
    if app.is_changing:
        return None
    if patient.gave_up:
        app.goodbye = session.say(N_("This line was quiet for a long time, so it closes now. Come back any time."))
    if app.goodbye:
        wire.write(f"{app.goodbye}\r\n".encode("utf-8" if session.terminal.utf8 else "iso-8859-1", "replace"))
        await wire.drain()
        await session.house.clock.sleep(GOODBYE_SECONDS)
    return 0


async def _run(app: FullApp, wire: PatientWire) -> None:
    """Run the app until it ends, or the line does. Its task has a context of its own: Textual keeps the app in it."""
    running = asyncio.create_task(app.run_async(mouse=app.caller.mouse), context=turns.alone())
    painting = asyncio.create_task(app.paint(), context=turns.alone())
    reading = asyncio.create_task(_read(app, wire))
    try:
        await asyncio.wait({running, painting, reading}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            app.caller.is_cut = True
            app.exit()
            await running
        for task in (running, painting, reading):
            if task.done() and not task.cancelled() and (error := task.exception()) is not None:
                raise error
    finally:
        for task in (running, painting, reading):
            task.cancel()
        await asyncio.gather(running, painting, reading, return_exceptions=True)


async def _read(app: FullApp, wire: PatientWire) -> None:
    """Hand on what the caller's terminal sends until the line ends."""
    while True:
        try:
            data = await wire.read()
        except LineCutError:
            return
        if not data:
            return
        if LEAVE not in data:
            await app.intake.caught_up()
        app.feed(data)


def _nothing() -> None:
    """Do nothing."""
