"""How long a silent visit is kept open, in either mode."""

from __future__ import annotations

from bbs.session import Session

GRACE_SECONDS = 60
"""Between the one warning and the end."""
GOODBYE_SECONDS = 0.5
"""A reader speaks the goodbye before the line closes (ACCESS.md L11)."""


def patience(session: Session) -> float:
    """Return the seconds of silence before the warning: short at the door, long for members, who may choose."""
    limits = session.house.config.server
    if session.person is None:
        minutes = limits.door_idle_minutes
    else:
        minutes = min(session.person.idle_minutes or limits.idle_minutes, limits.idle_minutes_most)
    return max(1, minutes * 60 - GRACE_SECONDS)
