"""An hour's wait, offered once to somebody whose answer reads as angry. Whoever posts all the same posts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bbs.community import anger
from bbs.community.hands import ALL
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Result, Values
from screens.sending import send
from screens.view import Choice, Field, Kind

NOW, LATER, ON = "now", "later", "on"
CHOICES = (
    Choice(NOW, N_("post it now")),
    Choice(LATER, N_("send it in an hour")),
    Choice(ON, N_("go on writing")),
)

Doing = Callable[[Values], Awaitable[Result]]


def reads_angry(session: Session, text: str) -> bool:
    """Say whether a text is plainly angry at who reads it."""
    return anger.is_angry(text, session.house.texts.anger)


def offer(session: Session, place: str, written: Values, *, post: Doing, put_off: Doing, write: Doing) -> Ask:
    """Ask whether to post what was written now or in an hour, or to go on writing. Until then it stays a draft."""

    async def choose(values: Values) -> Result:
        if values["when"] == ON:
            return await write(written)
        return await send(
            session, put_off if values["when"] == LATER else post, written, {place + end: "" for end in ALL}
        )

    about = N_("This may read as angry. It can wait an hour; you can take it back.")
    return Ask((Field("when", N_("Now or later"), Kind.CHOICE, intro=about, choices=CHOICES, value=NOW),), choose)
