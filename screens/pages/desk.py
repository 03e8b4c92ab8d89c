"""The desk: what waits for the people who look after this place, and answering it."""

from __future__ import annotations

from bbs.community import desk
from bbs.community.desk import About, NoteLine
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.changing import looked_up
from screens.pages.vouching import recorded
from screens.view import Field, Item, Kind, Listing, Post, View
from screens.when import waiting, when

ABOUT = {
    About.CRISIS: N_("asks for a person now"),
    About.JOINING: N_("would like to join"),
    About.LINE: N_("a help line does not answer"),
    About.NOTE: N_("a note"),
}


class DeskPage(AnyPage):
    """What waits for the people who look after this place: who needs a person now first, then the oldest."""

    pattern = "desk"
    title = N_("Notes to the desk")
    previews = True
    who = Who.STAFF

    async def view(self) -> View:
        """List the notes without their words."""
        session = self.session
        notes = await session.read(desk.waiting, session.person)
        items = tuple(
            Item(self._label(note), self._since(note), self._address(note), id=str(note.id), new=True) for note in notes
        )
        listing = Listing(items, session.say(N_("Nothing waits.")))
        return View(session.say(self.title), (listing, *await recorded(session), *await looked_up(session)))

    def _address(self, note: NoteLine) -> str:
        """Return where a note is answered: an application where somebody is let in, any other on its own page."""
        return f"desk/applications/{note.member}" if note.about is About.JOINING else f"desk/{note.id}"

    def _label(self, note: NoteLine) -> str:
        who = note.handle or self.session.say(N_("A guest"))
        return f"{who}, {self.session.say(ABOUT[note.about])}"

    def _since(self, note: NoteLine) -> str:
        return self.session.say(N_("waiting {time}"), time=waiting(self.session, note.made_at))

    @action("j", N_("joining codes"))
    async def codes(self) -> Result:
        """Open the codes with which somebody joins."""
        return Goto("desk/codes")

    @action("v", N_("vouch for a member who cannot get in"))
    async def vouch(self) -> Result:
        """Open the page where a recovery code is made for somebody else."""
        return Goto("desk/vouch")


class DeskNotePage(AnyPage):
    """One note, for those who may answer it."""

    pattern = "desk/{note:int}"
    title = N_("A note to the desk")
    who = Who.STAFF
    listed = False
    can_answer = False

    async def view(self) -> View:
        """Show the note."""
        session = self.session
        note = await session.read(desk.read, session.vault, session.person, int(self.parts["note"]))
        self.can_answer = note.about is not About.JOINING
        who = note.handle or session.say(N_("A guest"))
        text = note.text or session.say(N_("No words: they would like somebody to write to them."))
        kind = session.say(ABOUT[note.about])
        post = Post(str(note.id), who, when(session, note.made_at), text, kind=kind, number=1)
        return View(session.say(self.title), (post,), total=1)

    def can(self, action: Action) -> bool:
        """Leave applications to their own page, where an answer also lets somebody in or not."""
        return (action.name != "answer" or self.can_answer) and super().can(action)

    @action("a", N_("answer"))
    async def answer(self) -> Result:
        """Write back. They see that the desk answered, not who."""
        session, note = self.session, int(self.parts["note"])

        async def send(values: Values) -> Result:
            await session.write(desk.answer, session.vault, session.person, note, values["text"], now=session.now)
            return Goto("desk", session.say(N_("Answered.")), replace=True)

        intro = session.say(N_("They see that the desk answered, and not your name."))
        field = Field("text", N_("Answer"), Kind.TEXT, intro=intro, draft=f"desk/{note}/answer", limit=desk.LONGEST)
        return Ask((field,), send, confirm=N_("Send"))


async def waiting_item(session: Session) -> Item:
    """Return what home says about the desk: for staff what waits, for others the way to write to it."""
    if session.person is None or not session.person.is_staff:
        return Item(
            session.say(N_("Write to the desk")), session.say(N_("the people who look after this place")), "desk/note"
        )
    count = await session.read(desk.count_waiting, session.person)
    detail = session.language.count("{n} waiting", "{n} waiting", count.waiting)
    if count.in_crisis:
        detail += ", " + session.language.count("{n} needs a person now", "{n} need a person now", count.in_crisis)
    if not count.waiting:
        detail = session.say(N_("nothing waits"))
    return Item(session.say(N_("Notes to the desk")), detail, "desk", new=count.waiting > 0)
