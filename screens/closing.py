"""That this place closes, or has closed, in words for the door, for home and above what is read."""

from __future__ import annotations

from bbs.language import N_
from bbs.session import Session
from screens.when import day


def closes(session: Session) -> str:
    """Say when this place closes, or closed, and what that means; "" where it goes on."""
    found = session.house.closing
    if found is None:
        return ""
    if not found.is_over(session.now):
        return session.say(
            N_(
                "This place closes on {day}. Until then all is as it was. After that it can be read until {until}. "
                "Take along what is yours: {do:go my-data/g, then my-data}."
            ),
            day=day(session, found.at),
            until=day(session, found.until),
        )
    return session.say(
        N_(
            "This place closed on {day}. It can be read until {until}, and nothing new can be written. Take along what "
            "is yours: {do:go my-data/g, then my-data}. Crisis help is open: {do:help/Ctrl+G}."
        ),
        day=day(session, found.at),
        until=day(session, found.until),
    )
