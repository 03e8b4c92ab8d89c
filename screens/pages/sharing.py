"""Sharing one check-in in one's own words: a thread on a board, begun with its note only if its member says so."""

from __future__ import annotations

from bbs.community import boards
from bbs.community.moods import CheckIn
from bbs.community.writing import may_write
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Result, Values
from screens.pages.boards import ask_thread
from screens.view import Choice, Field, Kind


async def ask_sharing(session: Session, entry: CheckIn) -> Ask:
    """Ask on which board, and whether the note goes along; then open the composer there."""
    may_write(session.person)
    lines = await session.read(boards.readable, session.person)
    choices = tuple(Choice(line.slug, line.title) for line in lines)
    intro = session.say(N_("You write it in your own words; nothing of the check-in goes along unless you say so."))
    board = Field("board", N_("On which board"), Kind.CHOICE, intro=intro, choices=choices)
    asked = session.say(N_("Shall the text begin with the words of this check-in? You can change them."))
    along = (Field("along", N_("With those words?"), Kind.YES, intro=asked),) if entry.note else ()

    async def go_on(values: Values) -> Result:
        begun = entry.note if values.get("along") == "yes" else ""
        return await ask_thread(session, values["board"], quotation=begun)

    return Ask((board, *along), go_on)
