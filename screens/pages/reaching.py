"""Writing from the desk to a member whom no case is about: from their page, and from written steps."""

from __future__ import annotations

from bbs.community import reaching
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Goto, Result, Values
from screens.view import Field


async def reach(session: Session, handle: str) -> Goto:
    """Open a case that is theirs, on which they write to a member."""
    case = await session.write(reaching.begin, session.vault, session.person, handle, now=session.now)
    return Goto(f"desk/cases/{case}", session.say(N_("This is for writing to them: {do:write/w}.")))


def ask_whom(session: Session) -> Ask:
    """Ask to whom they want to write."""

    async def known(typed: str) -> str:
        return (await session.read(reaching.whom, session.person, typed)).handle

    async def chosen(values: Values) -> Result:
        return await reach(session, values["handle"])

    intro = session.say(N_("They read what you write as from the people who look after this place, without your name."))
    return Ask((Field("handle", N_("To whom, their name"), intro=intro, limit=100, check=known),), chosen)
