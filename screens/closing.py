"""That this place closes, or has closed, in words for the door, for home and above what is read."""

from __future__ import annotations

from bbs.language import N_
from bbs.session import Session
from screens.when import day

CLOSES = N_(
    "This place closes on {day}, and can be read until {until}. Take along what is yours: "
    "{do:go my-data/g, then my-data}."
)
CLOSED = N_(
    "This place closed on {day}, and is only read, until {until}. Take along what is yours: "
    "{do:go my-data/g, then my-data}."
)


def closes(session: Session) -> str:
    """Say when this place closes, or closed, and what that means; "" where it goes on."""
    found = session.house.closing
    if found is None:
        return ""
    words = CLOSED if found.is_over(session.now) else CLOSES
    return session.say(words, day=day(session, found.at), until=day(session, found.until))
