"""Notes to the desk: those that wait for the people who look after this place, and answering them."""

from __future__ import annotations

from bbs.community import desk, desk_answers, evidence
from bbs.community.desk import About, NoteLine
from bbs.language import N_
from bbs.news import CASES, HANDLED
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.changing import looked_up
from screens.pages.vouching import recorded
from screens.view import Field, Item, Kind, Listing, Post, Prose, View
from screens.when import waiting, when

ABOUT = {
    About.CRISIS: N_("asks for a person now"),
    About.JOINING: N_("would like to join"),
    About.LINE: N_("a help line does not answer"),
    About.NOTE: N_("a note"),
    About.FEEDBACK: N_("feedback on this place"),
    About.FEEDBACK_OPEN: N_("feedback on this place, may be shown"),
}
UNOPENED = N_("What they wrote is there once you open it.")
"""Said beside the list of what waits, in the place of words that somebody may not want to meet unasked."""


class NotesPage(AnyPage):
    """The notes that wait: who needs a person now first, then the oldest."""

    pattern = "desk/notes"
    title = N_("Notes to the desk")
    previews = True
    who = Who.STAFF

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """Who needs a person now comes into view at once, and what others took or answered is said to be so."""
        return (CASES, HANDLED)

    async def view(self) -> View:
        """List the notes without their words."""
        session = self.session
        session.take(HANDLED)
        notes = await session.read(desk_answers.waiting, session.person)
        listing = Listing(tuple(note_item(session, note) for note in notes), session.say(N_("Nothing waits.")))
        return View(session.say(self.title), (listing, *await recorded(session), *await looked_up(session)))


def note_item(session: Session, note: NoteLine) -> Item:
    """Return a note in a list, without its words.

    It leads to where it is answered: an application where somebody is let in, any other on its own page.
    """
    who = note.handle or session.say(N_("A guest"))
    since = session.say(N_("waiting {time}"), time=waiting(session, note.made_at))
    if note.taken_by:
        since += ", " + session.say(N_("taken by {handle}"), handle=note.taken_by)
    to = f"desk/applications/{note.member}" if note.about is About.JOINING else f"desk/{note.id}"
    label = f"{who}, {session.say(ABOUT[note.about])}"
    return Item(label, since, to, id=f"note-{note.id}", new=True)


class DeskNotePage(AnyPage):
    """One note, for those who may answer it."""

    pattern = "desk/{note:int}"
    title = N_("A note to the desk")
    who = Who.STAFF
    listed = False
    can_answer = False
    is_mine = False

    async def view(self) -> View:
        """Show the note. Beside a list its words stay closed: nobody reads them by passing it."""
        session = self.session
        note = await session.read(desk_answers.read, session.vault, session.person, int(self.parts["note"]))
        self.can_answer = note.about is not About.JOINING
        who = note.handle or session.say(N_("A guest"))
        text = note.text or session.say(N_("No words: they would like somebody to write to them."))
        text = session.say(UNOPENED) if self.is_previewed else text
        kind, called = session.say(ABOUT[note.about]), session.say(N_("Note"))
        post = Post(str(note.id), who, when(session, note.made_at), text, kind=kind, number=1, called=called)
        self.is_mine = note.taken is not None and session.person is not None and note.taken.by == session.person.id
        said = self._taken(note) if note.taken else ""
        if note.came_back:
            said = session.say(N_("Somebody took this and was away for a while, so it came back."))
        if note.member is not None and note.about is not About.JOINING:
            case = await session.read(evidence.written_to, session.member, note.member)
            last = session.say(N_("What was written to them last: go desk/cases/{n}."), n=case) if case else ""
            said = " ".join(filter(None, (said, last)))
        blocks = (Prose.of(said), post) if said else (post,)
        return View(session.say(self.title), blocks, total=1)

    def _taken(self, note: desk.Note) -> str:
        """Say who has it, so that two do not answer beside each other."""
        session, taken = self.session, note.taken
        assert taken is not None  # noqa: S101 - only then it is asked
        time = waiting(session, taken.at)
        if self.is_mine:
            told = N_("They are told your name.") if taken.name else N_("They are not told your name.")
            return session.say(N_("You took this {time} ago."), time=time) + " " + session.say(told)
        return session.say(N_("Somebody else took this {time} ago. You can take it over."), time=time)

    def can(self, action: Action) -> bool:
        """Leave applications to their own page, where an answer also lets somebody in or not."""
        if action.name in ("answer", "take"):
            return self.can_answer and (action.name == "answer" or not self.is_mine)
        return self.is_mine if action.name == "give-back" else super().can(action)

    async def instead(self, action: Action) -> Stay | None:
        """Say why not, and what can be done with the note as it stands."""
        if not self.can_answer:
            words = N_("Whether they come in is said where they are let in: go desk/applications.")
        elif action.name == "take":
            words = N_("It is yours already. To answer it, {do:answer/a}; to give it back, {do:give-back/-}.")
        else:
            words = N_("You did not take it, so there is nothing to give back.")
        is_asked = action.name in ("take", "answer", "give-back")
        return Stay(self.session.say(words), refused=True) if is_asked else await super().instead(action)

    @action("t", N_("take it"))
    async def take(self) -> Result:
        """Say that one answers. Whoever left it hears that somebody took it, and by whom only if that is wished."""
        session, note = self.session, int(self.parts["note"])

        async def taken(values: Values) -> Result:
            named = values["named"] == "yes"
            await session.write(desk_answers.take, session.vault, session.person, note, named=named, now=session.now)
            return Stay(session.say(N_("It is yours now. They hear that somebody took it.")), redraw=True)

        intro = session.say(N_("They hear that somebody took it. Your name is told only if you say so."))
        return Ask((Field("named", N_("Tell your name"), Kind.YES, intro=intro, value="no"),), taken)

    @action("-", N_("give it back to the others"), name="give-back")
    async def give_back(self) -> Result:
        """Say that one does not answer after all."""
        session, note = self.session, int(self.parts["note"])
        await session.write(desk_answers.leave_to_others, session.vault, session.person, note)
        return Stay(session.say(N_("It waits for the others again.")), redraw=True)

    @action("a", N_("answer"))
    async def answer(self) -> Result:
        """Write back. They see that the desk answered, not who."""
        session, note = self.session, int(self.parts["note"])

        async def send(values: Values) -> Result:
            await session.write(
                desk_answers.answer, session.vault, session.person, note, values["text"], now=session.now
            )
            return Goto("desk", session.say(N_("Answered.")), replace=True)

        intro = session.say(N_("They see that the desk answered, and not your name."))
        field = Field("text", N_("Answer"), Kind.TEXT, intro=intro, draft=f"desk/{note}/answer", limit=desk.LONGEST)
        return Ask((field,), send, confirm=N_("Send"))
