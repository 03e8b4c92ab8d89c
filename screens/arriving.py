"""Where a visit begins, and in which mode."""

from __future__ import annotations

from bbs.session import Mode, Session

NAMES = {"help": "help", "guest": "home", "new": "join"}
"""User names that say what somebody came for (DESIGN.md, SECURITY.md)."""

AS_HELP = ("help", "line", "card", "up")
"""Verbs that whoever calls as help means as they are; any other word is what they want help for."""

AT_THE_DOOR = frozenset({"door", "sign-in", "help", "tools", "desk"})
"""First parts of the addresses that a visit can reach before it is past the door: these are said in plain lines."""


def mode_of(session: Session) -> Mode:
    """Return the mode for what lies behind the door: what the caller asked for in this visit, else a member's setting.

    Else the full screen, for guests too, on a terminal that can be drawn on. One that cannot gets lines, whatever the
    setting says; the setting itself is left alone.
    """
    if not session.terminal.can_be_drawn_on or session.is_crowded:
        return Mode.LINE
    if session.wants is not None:
        return session.wants
    if session.person is not None and session.person.mode:
        return Mode(session.person.mode)
    if session.arrival.asks_line:
        return Mode.LINE
    return Mode(session.house.config.server.mode)


def mode_at(session: Session, address: str) -> Mode:
    """Return the mode in which an address is shown: the door is said in lines, and whoever is past it stays there."""
    if session.mode is Mode.LINE and is_at_the_door(session, address):
        return Mode.LINE
    return mode_of(session)


def is_at_the_door(session: Session, address: str) -> bool:
    """Say whether an address is one that a stranger can reach before they are past the door."""
    return session.person is None and address.partition("/")[0] in AT_THE_DOOR


def may_change_mode(session: Session, address: str) -> bool:
    """Say whether an address can be shown in either mode to this caller."""
    can_choose = session.terminal.can_be_drawn_on and not session.is_crowded
    return can_choose and (session.mode is Mode.FULL or not is_at_the_door(session, address))


def request(session: Session) -> str:
    """Return what the caller's command asks for; whoever calls as help asks for help, with or without saying so.

    The pocket card is part of it. Whether the place is up can be asked under any name.
    """
    command = session.arrival.command.strip()
    if command and session.arrival.username.lower() == "help" and command.split()[0] not in AS_HELP:
        return f"help {command}"
    return command


def first_address(session: Session) -> str:
    """Return the address at which a caller starts: what they came for, home for a member, the door for a stranger."""
    if session.is_crowded:
        return "help"
    if session.arrival.username.lower() == "help":
        return "help"
    if session.house.store is None:  # closed for repair: what home and joining need is not there
        return "door"
    if session.person is not None:
        return home_of(session)
    if session.returning is not None:
        return "come-back"
    return NAMES.get(session.arrival.username.lower(), "door")


def home_of(session: Session, *, may_ask: bool = True) -> str:
    """Return where a member begins: with what is still missing of their joining, else at home.

    Once, the place shows what it guesses of them on the way; `may_ask` is False in the visit in which they joined.
    """
    person = session.person
    if person is None:
        return "home"
    if session.is_shut_out:
        return "standing"
    if person.is_waiting or person.is_declined:
        return "waiting"
    if person.is_untold:
        return "decisions"
    if person.accepted < session.house.texts.guidelines.version:
        return "guidelines/accept"
    if not person.welcomed:
        return "join/welcome"
    return "home" if person.was_asked or not may_ask else "settings/guesses"
