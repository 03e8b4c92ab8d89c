"""Vouching for a member who cannot get in: a code to hand over outside, on record, and told to the member."""

from __future__ import annotations

import logging
from contextlib import suppress

from bbs.community import vouching
from bbs.community.members import Person
from bbs.community.vouching import Act, Vouched
from bbs.errors import BBSError
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Ask, Result, Stay, Values, Who, action
from screens.view import Block, Facts, Field, Notice, Prose, View
from screens.when import when

log = logging.getLogger(__name__)


class VouchPage(AnyPage):
    """Where staff make a recovery code for somebody else."""

    pattern = "desk/vouch"
    title = N_("Vouch for a member")
    who = Who.STAFF

    async def view(self) -> View:
        """Say what it does and what to make sure of, then what was done lately."""
        say = self.session.say
        told = (
            N_("For a member who lost passphrase, key and codes. You make a code here, and hand it over outside."),
            N_("Be sure who asks: by voice, or by something only they know. Whoever has the code is in."),
            N_("The member is told that it was made, and when. It never opens what they sealed."),
        )
        blocks: list[Block] = [Prose.of(*map(say, told)), *await recorded(self.session)]
        return View(say(self.title), blocks, prompt=say(N_("Enter to make one")))

    def enter(self) -> str:
        """Enter asks for whom."""
        return "make"

    @action("m", N_("make a code for a member"))
    async def make(self) -> Result:
        """Ask for whom, then make the code and say it once."""
        session = self.session

        async def known(typed: str) -> str:
            return (await session.read(vouching.whom, session.person, typed)).handle

        async def send(values: Values) -> Result:
            code = await session.write(vouching.vouch, session.vault, session.member, values["handle"], now=session.now)
            log.info("session %s: a recovery code was made for a member", session.id)
            words = N_(
                "{code}. It works once, for a day, and is not shown again. {handle} types sign-in at the door, then "
                "recovery."
            )
            return Stay(session.say(words, code=code, handle=values["handle"]), redraw=True)

        whom = Field("handle", N_("Their handle"), limit=100, private=True, check=known)
        return Ask((whom,), send, confirm=N_("Make a code"))


async def recorded(session: Session) -> list[Facts]:
    """Return what was done with such codes lately, for the staff; nothing where nothing was."""
    rows = [_row(session, one) for one in await session.read(vouching.lately, session.person)]
    return [Facts(tuple(rows))] if rows else []


def _row(session: Session, one: Vouched) -> tuple[str, str]:
    someone = session.say(N_("somebody who left"))
    name = session.say(N_("Recovery code, {handle}"), handle=one.handle or someone)
    if one.act is Act.USED:
        return name, session.say(N_("used {when}"), when=when(session, one.at))
    return name, session.say(N_("made by {name}, {when}"), name=one.by or someone, when=when(session, one.at))


async def told(session: Session, person: Person) -> list[Notice]:
    """Return what a member is told of codes made for them, and take note that they were."""
    made = await session.read(vouching.to_tell, person.id, now=session.now)
    if not made:
        return []
    with suppress(BBSError):  # a full disk: they are told for longer
        await session.write(vouching.told, person.id, now=session.now)
    words = N_(
        "The people here made a recovery code for your handle: {when}. If you did not ask for it, set a new passphrase "
        "under settings, end other visits under sessions, and write to the desk."
    )
    return [Notice(session.say(words, when=when(session, made[-1])))]
