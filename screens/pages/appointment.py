"""A page to take to a doctor, from check-ins and in own words. Nothing is shown that was not edited first."""

from __future__ import annotations

from bbs import drafting
from bbs.community import appointments, moods
from bbs.community.shelf import Kind as Shelved
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Result, Stay, Values, action
from screens.pages.checkin import entry_of
from screens.pages.consenting import agreed_first
from screens.pages.private import PrivatePage
from screens.view import Field, Kind, Post, Prose, View
from screens.when import day, when

DRAFT = "appointment"
"""Where it is kept while it is written, sealed as check-ins are (bbs/community/draft_seals.py)."""


class AppointmentPage(PrivatePage):
    """The page, once it was edited; before that, how it is begun."""

    pattern = "appointment"
    title = N_("For an appointment")
    keeps = (Shelved.MOOD,)

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.kept = ""

    @property
    def text(self) -> str:
        """The page as it is now, "" for none."""
        return self.session.just_now.appointment or self.kept

    async def inside(self) -> View:
        """Show it."""
        session, say = self.session, self.session.say
        self.kept = await session.read(appointments.kept, session.private)
        if not self.text:
            about = N_(
                "One page to take to a doctor or anybody who helps: what your check-ins say, and your own words."
            )
            begin = N_("{Do:write/w} to begin. You change what you like before it is shown; nobody else sees it.")
            return View(say(self.title), (Prose.of(say(about), say(begin)),))
        is_kept = self.text == self.kept
        said = say(N_("It is kept, for you alone.") if is_kept else N_("It is not kept: {do:keep/s} if it should be."))
        page = Post("page", session.member.handle, when(session, session.now), self.text, number=1)
        return View(say(self.title), (Prose.of(said), page))

    def on_enter(self) -> str:
        """Enter begins it."""
        return "" if self.text else "write"

    def can(self, action: Action) -> bool:
        """Offer keeping what is not kept, and letting go of what there is."""
        match action.name:
            case "keep":
                return bool(self.text) and self.text != self.kept
            case "forget":
                return bool(self.text)
        return super().can(action)

    @action("w", N_("write or change it"))
    @agreed_first
    async def write(self) -> Result:
        """Ask whether the words of check-ins go in, where it begins anew; then edit it."""
        if self.text:
            return await self._edit(self.text)

        async def go_on(values: Values) -> Result:
            return await self._edit(await self.session.read(self._begun, values["notes"] == "yes"))

        intro = N_("Shall it begin with the words you wrote to your check-ins of these weeks? You can take out any.")
        return Ask((Field("notes", N_("With those words?"), Kind.YES, intro=self.session.say(intro)),), go_on)

    def _begun(self, with_notes: bool) -> str:
        session = self.session
        since = session.now - appointments.DAYS * 24 * 3600
        found = moods.entries(session.private, since=since, until=session.now + 1)
        notes = [(day(session, one.at), one.note) for one in reversed(found) if one.note and with_notes]
        return appointments.begun([entry_of(session, one) for one in found], notes, session.language)

    async def _edit(self, text: str) -> Result:
        session = self.session

        async def show(values: Values) -> Result:
            session.just_now.appointment = values["text"]
            return Stay(session.say(N_("Here it is.")), redraw=True)

        intro = session.say(N_("Change what you like, take out what you do not want to show."))
        value = await drafting.begun(session, DRAFT) or text
        limit = appointments.LONGEST
        field = Field("text", N_("Your page"), Kind.TEXT, intro=intro, value=value, draft=DRAFT, limit=limit)
        return Ask((field,), show, confirm=N_("Show"))

    @action("s", N_("keep it"))
    @agreed_first
    async def keep(self) -> Result:
        """Keep it, for the member alone."""
        await self.session.write(appointments.keep, self.session.private, self.text)
        self.session.just_now.appointment = ""
        return Stay(self.session.say(N_("Kept.")), redraw=True)

    @action("x", N_("let go of it"), confirm=N_("Let go of this page?"))
    async def forget(self) -> Result:
        """Let go of it, kept or not."""
        self.session.just_now.appointment = ""
        await self.session.write(appointments.forget, self.session.private, now=self.session.now)
        return Stay(self.session.say(N_("Gone.")), redraw=True)
