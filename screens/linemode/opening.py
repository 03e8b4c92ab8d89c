"""How a visit in the line mode begins and ends."""

from __future__ import annotations

from bbs.idle import PatientWire
from bbs.language import N_
from bbs.session import Session
from bbs.wire import Wire
from screens.arriving import first_address
from screens.linemode.tty import EndOfInput, Tty
from screens.linemode.visit import LineVisit
from screens.page import Route

GRACE_SECONDS = 60
GOODBYE_SECONDS = 0.5
"""A reader speaks the goodbye before the line closes (ACCESS.md L11)."""


async def open_line(session: Session, wire: Wire, routes: tuple[Route, ...]) -> int:
    """Hold a visit in the line mode and return its exit status."""

    def warn() -> None:
        tty.say(session.say(N_("Still there? Press Enter within a minute to stay. What you wrote is kept.")))

    def fit() -> None:
        tty.columns = session.terminal.columns

    patient = PatientWire(wire, session.house.clock, patience=lambda: patience(session), grace=GRACE_SECONDS, warn=warn)
    tty = Tty(patient, terminal=session.terminal.exists, utf8=session.terminal.utf8, columns=session.terminal.columns)
    session.on_resize = fit
    if session.is_crowded:
        tty.say(
            session.say(N_("This place is full just now. Help is open; for the rest, please come back in a while."))
        )
    try:
        goodbye = await LineVisit(session, tty, routes).run(first_address(session))
    except EndOfInput:
        if not patient.gave_up:
            return 0
        goodbye = session.say(N_("This line was quiet for a long time, so it closes now. Come back any time."))
    if goodbye:
        tty.say(goodbye)
        await tty.flush()
        if session.terminal.exists:
            await session.house.clock.sleep(GOODBYE_SECONDS)
    return 0


def patience(session: Session) -> float:
    """Return the seconds of silence before the warning: short at the door, long for members, who may choose."""
    limits = session.house.config.server
    if session.person is None:
        minutes = limits.door_idle_minutes
    else:
        minutes = min(session.person.idle_minutes or limits.idle_minutes, limits.idle_minutes_most)
    return max(1, minutes * 60 - GRACE_SECONDS)
