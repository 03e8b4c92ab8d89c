"""Hints to who writes, in one line: shown or said, never in the way, and switched off in the settings."""

from __future__ import annotations

from bbs.community import hints
from bbs.community.hints import Hint, Kind
from bbs.language import N_
from bbs.session import Session
from screens.view import Remark

PERSONAL = {
    Kind.TELEPHONE: N_("This looks like a telephone number: {said}. All who read here see it."),
    Kind.MAIL: N_("This looks like a mail address: {said}. All who read here see it."),
    Kind.ADDRESS: N_("This looks like a street address: {said}. All who read here see it."),
    Kind.ACCOUNT: N_("This says where to find somebody elsewhere: {said}. All who read here see it."),
}
LISTED = N_('"{said}" is hard for some who read here. It is yours to say; other words may reach more of them.')
"""What is said of a word that operators listed, and wrote nothing about."""


def remark(session: Session) -> Remark | None:
    """Return what says the hints on a text to this caller, None for who wants none."""
    if session.person is None or not session.person.hints:
        return None
    crisis = session.house.crisis
    known = [number for line in crisis.lines for number in (line.phone, line.text)]
    help_numbers = hints.digits_of([*known, *crisis.emergency_numbers.values()])

    def say(text: str) -> str:
        found = hints.found(text, session.house.texts.hints, help_numbers)
        if found is None or found.kind is Kind.STYLE:  # where somebody is found matters more than a word
            listed = session.house.word_list.hint(text)
            if listed is not None:
                return listed.said or session.say(LISTED, said=listed.phrase)
        return in_words(session, found) if found else ""

    return say


def in_words(session: Session, hint: Hint) -> str:
    """Say a hint."""
    if hint.kind is Kind.STYLE:
        kinder = N_('Some readers find "{better}" kinder than "{said}".')
        return session.say(kinder, said=hint.said, better=hint.better)
    return session.say(PERSONAL[hint.kind], said=hint.said)
