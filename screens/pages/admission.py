"""Whether somebody can join now, and the words that say why not."""

from __future__ import annotations

from bbs.community import closing, line_checks, lock_down, read_only
from bbs.community.members import Role
from bbs.house import House
from bbs.language import N_
from bbs.session import Session
from screens.when import day

LINES_NOT_CHECKED = N_(
    "Joining opens once the people here have checked the help lines for their members. "
    "You can look around as a guest until then, and crisis help is open."
)
CODE_FIRST = N_(
    "Joining here takes a code from somebody who looks after this place. If you have one, press Enter. "
    "If not, you can look around as a guest, or leave them a note. Crisis help is open."
)


def hindrance(session: Session) -> str:
    """Return why this caller cannot join now, "" when they can. A code for an operator opens every lock."""
    house, underway = session.house, session.joining
    if underway is not None and underway.role is Role.OPERATOR:
        return ""
    if (end := house.closing) is not None:
        if house.is_closed:
            return session.say(closing.NOBODY_JOINS_NOW, day=day(session, end.until))
        return session.say(closing.NOBODY_JOINS, day=day(session, end.at))
    if house.joining_mode == "closed":
        return house.texts.closed
    if house.is_read_only:
        return session.say(read_only.NOBODY_JOINS)
    if house.is_locked:
        return session.say(lock_down.NOBODY_JOINS)
    if lines_missing(house):
        return session.say(LINES_NOT_CHECKED)
    if house.joining_mode == "code" and (underway is None or not underway.code):
        return session.say(CODE_FIRST)
    return ""


def lines_missing(house: House) -> bool:
    """Say whether the operator has yet to confirm the lines of the main countries (SAFETY.md 3)."""
    return bool(
        line_checks.joining_is_open_by_lines(
            house.crisis, house.config.community.countries, house.checks, house.exempt_from_line_checks
        )
    )
