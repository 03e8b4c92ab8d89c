"""Where a visit begins."""

from __future__ import annotations

from bbs.session import Session

NAMES = {"help": "help", "guest": "home", "new": "join"}
"""User names that say what somebody came for (DESIGN.md, SECURITY.md)."""


def first_address(session: Session) -> str:
    """Return the address at which a caller starts: what they came for, home for a member, the door for a stranger."""
    if session.is_crowded:
        return "help"
    word, _, rest = session.arrival.command.strip().partition(" ")
    if word == "help" or (not word and session.arrival.username.lower() == "help"):
        return f"help/{rest.strip()}" if rest.strip() else "help"
    if session.person is not None:
        return home_of(session)
    return NAMES.get(session.arrival.username.lower(), "door")


def home_of(session: Session) -> str:
    """Return where a member begins: with what is still missing of their joining, else at home."""
    person = session.person
    if person is None:
        return "home"
    if person.is_waiting or person.is_declined:
        return "waiting"
    if person.accepted < session.house.texts.guidelines.version:
        return "guidelines/accept"
    return "home" if person.welcomed else "join/welcome"
