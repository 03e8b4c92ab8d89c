"""What the place guesses of a member, shown to them once: at their first visit after the one in which they joined."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from bbs import own_country
from bbs.community import members, zones
from bbs.errors import BBSError
from bbs.language import N_, languages
from bbs.session import Session
from screens.page import AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages import setting_fields, settings
from screens.view import Field, Form, Prose, View


class GuessesPage(AnyPage):
    """The few settings that were guessed. What is not confirmed here stays a guess, and is never asked again."""

    pattern = "settings/guesses"
    title = N_("Your settings")
    is_remembered = False
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """Show each guess, and take note that it was shown."""
        session = self.session
        fields = await guesses(session)
        if session.person is not None and not session.person.was_asked:
            with suppress(BBSError):  # a full disk: they are asked once more, and come home all the same
                session.signed_in(await session.write(members.asked, session.person.id, now=session.now))
        intro = session.say(N_("Guessed, so that times and help lines fit you. This is asked once."))
        how = session.say(N_("Right? Enter keeps it and goes home. A number changes one. Later it is under settings."))
        return View(session.say(self.title), (Prose.of(intro), Form(fields, "change"), Prose.of(how)))

    @action("k", N_("keep these and go home"))
    async def keep(self) -> Result:
        """Keep what is shown: confirmed, it is no guess any more."""
        values = {
            field.name: field.value for field in await guesses(self.session) if field.value != setting_fields.AUTO
        }
        values = {name: value for name, value in values.items() if value}
        await settings.keep(self.session, values)
        return Goto("home", self.session.say(N_("Kept.")), replace=True)

    @action("c", N_("change these"))
    async def change(self, values: Values | None = None) -> Result:
        """Keep what was changed, and that alone; without values, ask for everything in turn."""
        if values is None:
            return Ask(await guesses(self.session), self.change)
        await settings.keep(self.session, values)
        return Stay(self.session.say(N_("Changed.")), redraw=True)

    def enter(self) -> str:
        """Enter keeps what is shown."""
        return "keep"


async def guesses(session: Session) -> tuple[Field, ...]:
    """Return what is set or guessed of a member, as fields. Settings that are worth a first look join here."""
    person = session.member
    country = person.country or own_country.guess(session)
    zone = person.zone or await asyncio.to_thread(zones.of_country, country, now=session.now)
    spoken = (setting_fields.language_field(session),) if len(languages()) > 1 else ()
    return (
        setting_fields.zone_field(session, zone or session.zone.key),
        setting_fields.country_field(session, country),
        *spoken,
        setting_fields.mode_field(person),
    )
