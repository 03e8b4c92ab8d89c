"""Telling the author of a post, privately, that somebody read all of it."""

from __future__ import annotations

from bbs.community import heard, posts
from bbs.community.heard import How
from bbs.errors import Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Result, Stay, Values
from screens.pages.covered import is_covered
from screens.view import Choice, Field, Kind

CHOICES = (
    Choice(How.UNNAMED.value, N_("that somebody did")),
    Choice(How.NAMED.value, N_("that you did")),
    Choice(How.NOT.value, N_("nothing: take it back")),
)
CHANGED = {
    How.UNNAMED: N_("They see that somebody read all of it."),
    How.NAMED: N_("They see that you read all of it."),
    How.NOT: N_("Taken back."),
}


async def tell_heard(session: Session, post: int, opened: set[int]) -> Result:
    """Tell the author at once, without a name; where that was done already, ask what they are to see.

    Raises Refusal for a post that is not among those they opened: nobody can have read it yet.
    """
    line = await session.read(posts.get, session.person, post)
    if is_covered(line) and post not in opened:
        raise Refusal(N_("That post is still closed. If you like to read it, open it first: {do:open/o}."))
    now = await session.read(heard.told, session.person, post)
    if now is How.NOT:
        await session.write(heard.tell, session.person, post, How.UNNAMED, now=session.now)
        return Stay(session.say(N_("Told, without your name; only they see it. To change it, {do:heard/l} again.")))

    async def change(values: Values) -> Result:
        how = How(values["how"])
        await session.write(heard.tell, session.person, post, how, now=session.now)
        return Stay(session.say(N_("Left as it was.") if how is now else CHANGED[how]))

    intro = N_("You let its author know that it was read to the end. What may they see?")
    return Ask((Field("how", N_("They see"), Kind.CHOICE, intro=intro, choices=CHOICES, value=now.value),), change)
