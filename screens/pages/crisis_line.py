"""One line of help above what somebody does, where their words sound like a crisis (SAFETY.md 4). Nobody is told."""

from __future__ import annotations

from bbs.language import N_
from bbs.session import Session
from screens.pages.crisis import HelpPage
from screens.view import Notice


def help_above(session: Session, typed: str) -> tuple[Notice, ...]:
    """Return the number to call and how help is opened, where the words typed sound as if it was wanted; else none."""
    if not session.house.texts.noticing.listen(typed).of_it:
        return ()
    page = HelpPage(session, HelpPage.pattern)
    reach = session.say(N_("To reach people who listen, {do:help/Ctrl+G}."))
    return (Notice(f"{page.danger(page.where())} {reach}"),)


def with_help(session: Session, said: str, typed: str) -> str:
    """Return what is said of words that were kept or sent, and behind it the line of help where they sound like it."""
    return " ".join((said, *(notice.words for notice in help_above(session, typed))))
