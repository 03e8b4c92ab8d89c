"""Where a visit begins."""

from __future__ import annotations

from bbs.session import Session

NAMES = {"help": "help", "guest": "home", "new": "join"}
"""User names that say what somebody came for (DESIGN.md, SECURITY.md)."""


def request(session: Session) -> str:
    """Return what the caller's command asks for; whoever calls as help asks for help, with or without saying so."""
    command = session.arrival.command.strip()
    if command and session.arrival.username.lower() == "help" and command.split()[0] not in ("help", "line"):
        return f"help {command}"
    return command


def first_address(session: Session) -> str:
    """Return the address at which a caller starts: what they came for, home for a member, the door for a stranger."""
    if session.is_crowded:
        return "help"
    if session.arrival.username.lower() == "help":
        return "help"
    if session.person is not None:
        return home_of(session)
    return NAMES.get(session.arrival.username.lower(), "door")


def home_of(session: Session, *, may_ask: bool = True) -> str:
    """Return where a member begins: with what is still missing of their joining, else at home.

    Once, the place shows what it guesses of them on the way; `may_ask` is False in the visit in which they joined.
    """
    person = session.person
    if person is None:
        return "home"
    if person.is_waiting or person.is_declined:
        return "waiting"
    if person.accepted < session.house.texts.guidelines.version:
        return "guidelines/accept"
    if not person.welcomed:
        return "join/welcome"
    return "home" if person.was_asked or not may_ask else "settings/guesses"
