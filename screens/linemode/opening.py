"""How a visit in the line mode begins and ends."""

from __future__ import annotations

from bbs.idle import PatientWire
from bbs.language import N_
from bbs.session import Session
from bbs.wire import Wire
from screens.arriving import first_address
from screens.linemode.tty import EndOfInput, Tty
from screens.linemode.visit import LineVisit, ModeChanged
from screens.patience import GOODBYE_SECONDS, GRACE_SECONDS, patience
from screens.routes import Route


async def open_line(session: Session, wire: Wire, routes: tuple[Route, ...], address: str | None = None) -> int | None:
    """Hold a visit in the line mode, from an address or from where callers begin.

    Returns its exit status, None when the visit goes on in the other mode.
    """

    def warn() -> None:
        tty.say(session.say(N_("Still there? Press Enter within a minute to stay. What you wrote is kept.")))

    def fit() -> None:
        tty.columns = session.terminal.columns

    clock, heard = session.house.clock, session.hears
    patient = PatientWire(wire, clock, patience=lambda: patience(session), grace=GRACE_SECONDS, warn=warn, heard=heard)
    tty = Tty(patient, terminal=session.terminal.exists, utf8=session.terminal.utf8, columns=session.terminal.columns)
    session.on_resize = fit
    if session.is_crowded:
        tty.say(
            session.say(N_("This place is full just now. Help is open; for the rest, please come back in a while."))
        )
    try:
        if session.notice:
            tty.say(session.notice)
            session.notice = ""
        goodbye = await LineVisit(session, tty, routes).run(address or first_address(session))
    except ModeChanged:
        await tty.flush()
        return None
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
