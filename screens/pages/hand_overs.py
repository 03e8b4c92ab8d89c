"""Notes from shift to shift: left by whoever goes, read by whoever comes."""

from __future__ import annotations

from bbs.community import hand_overs
from bbs.community.hand_overs import Note
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.pages.draft_places import HAND_OVER
from screens.view import Field, Kind, Post, Prose, View
from screens.when import when


def leave_note(session: Session) -> Ask:
    """Return the question for a note that whoever comes on shift next is shown."""

    async def send(values: Values) -> Result:
        await session.write(hand_overs.leave, session.vault, session.person, values["text"], now=session.now)
        return Stay(session.say(N_("Kept for whoever comes next.")), redraw=True)

    intro = session.say(N_("What should they know? It is sealed, and the others who look after this place read it."))
    field = Field("text", N_("For the next"), Kind.TEXT, intro=intro, draft=HAND_OVER, limit=hand_overs.LONGEST)
    return Ask((field,), send, confirm=N_("Keep"))


class HandOverPage(AnyPage):
    """Notes from shift to shift: those that wait first."""

    pattern = "desk/handover"
    title = N_("Notes from shift to shift")
    who = Who.STAFF
    waits = False
    has_own = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self._order: list[int] = []

    async def view(self) -> View:
        """Show them whole: they are short, and meant to be read at once."""
        session = self.session
        found = self._in_order(await session.read(hand_overs.notes, session.vault, session.person))
        self.waits = any(not note.is_mine and not note.is_read for note in found)
        self.has_own = any(note.is_mine for note in found)
        if not found:
            words = session.say(N_("No note waits. To leave one for whoever comes next: w."))
            return View(session.say(self.title), (Prose.of(words),))
        how = " ".join(session.say(words) for words in self._ways())
        posts = [self._post(n, note) for n, note in enumerate(found, 1)]
        return View(session.say(self.title), (Prose.of(how), *posts), total=len(posts))

    def _in_order(self, found: list[Note]) -> list[Note]:
        """Leave each note where it was shown first: who takes note of one goes on to the next."""
        known = {note: place for place, note in enumerate(self._order)}
        ordered = sorted(found, key=lambda note: known.get(note.id, -1))
        self._order = [note.id for note in ordered]
        return ordered

    def _ways(self) -> list[str]:
        read = [N_("One you have read: r.")] if self.waits else []
        mine = [N_("Take back one of yours: x.")] if self.has_own else []
        return [*read, *mine, N_("They go a week after they were read.")]

    def _post(self, number: int, note: Note) -> Post:
        session = self.session
        author = session.say(N_("You")) if note.is_mine else note.by or session.say(N_("who left"))
        kind = session.say(N_("read")) if note.is_read else ""
        new = not note.is_read and not note.is_mine
        called, at = session.say(N_("Note")), when(session, note.made_at)
        return Post(str(note.id), author, at, note.text, kind=kind, number=number, new=new, called=called)

    def can(self, action: Action) -> bool:
        """Offer what there is a note for."""
        if action.name in ("noted", "take-back"):
            return self.waits if action.name == "noted" else self.has_own
        return super().can(action)

    @action("r", N_("say that you read it"), name="noted", on_item=True)
    async def noted(self, item: str) -> Result:
        """Take note of one: it waits for nobody any more."""
        session = self.session
        await session.write(hand_overs.take_note, session.person, int(item), now=session.now)
        return Stay(session.say(N_("Noted. It is shown as waiting to nobody else.")), redraw=True)

    @action("w", N_("write a note for whoever comes next"))
    async def write(self) -> Result:
        """Leave a note."""
        return leave_note(self.session)

    @action(
        "x", N_("take yours back"), name="take-back", on_item=True, confirm=N_("Take your note back? It is gone then.")
    )
    async def take_back(self, item: str) -> Result:
        """Take one's own note away."""
        session = self.session
        await session.write(hand_overs.take_back, session.person, int(item))
        return Stay(session.say(N_("Taken back.")), redraw=True)
