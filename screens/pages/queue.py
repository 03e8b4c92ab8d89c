"""The desk: everything that waits for the people who look after this place, on one page, urgent first.

What something says is not in the list. Whoever opens it chose to.
"""

from __future__ import annotations

from dataclasses import dataclass

from bbs.community import applications, desk_answers, group_proposals, lock_down, queue
from bbs.community.desk import About, NoteLine
from bbs.community.queue import FIRST, CaseLine, QueueCount, Which
from bbs.errors import NotFound
from bbs.language import N_
from bbs.news import CASES, HANDLED
from bbs.session import Session
from screens.page import Action, Goto, Result, Stay, Who, action
from screens.pages.case_words import case_in_words, outcome_in_words, standing
from screens.pages.desk import note_item
from screens.pages.desk_item import in_words
from screens.pages.shifts import Shifting, at_work
from screens.view import Block, Item, Listing, Notice, View
from screens.when import coming, waiting, when

EMPTY = {
    Which.ALL: N_("Nothing waits."),
    Which.URGENT: N_("Nothing urgent waits."),
    Which.MINE: N_("You have taken none just now."),
    Which.PASSED: N_("There is none that you asked somebody else to take."),
    Which.LATER: N_("Nothing was put off."),
    Which.CLOSED: N_("None was closed yet."),
}
TITLES = {
    Which.URGENT: N_("Urgent cases"),
    Which.MINE: N_("Cases you took"),
    Which.PASSED: N_("Cases for somebody else"),
    Which.LATER: N_("Cases put off"),
    Which.CLOSED: N_("Cases closed lately"),
}


@dataclass(frozen=True)
class Waiting:
    """What waits at the desk: cases, of which `lines` are on this page, notes, who asks to join, proposed groups."""

    lines: list[CaseLine]
    cases: QueueCount
    notes: list[NoteLine]
    asking: int
    proposed: int

    @property
    def in_crisis(self) -> list[NoteLine]:
        """The notes of those who need a person now."""
        return [note for note in self.notes if note.about is About.CRISIS]

    @property
    def to_answer(self) -> int:
        """How many notes are answered as such: who asks to join is counted by itself."""
        return sum(note.about is not About.JOINING for note in self.notes)

    @property
    def urgent(self) -> int:
        """How much of it is urgent."""
        return self.cases.urgent + len(self.in_crisis)


class DeskPage(Shifting):
    """The cases that wait, urgent first, then by age; and what else does."""

    pattern = "desk"
    title = N_("The desk")
    previews = True
    who = Who.STAFF
    which: Which = Which.ALL

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.after = FIRST
        self.last = FIRST

    async def view(self) -> View:
        """List what waits, so many at a time; what is no case comes with the first and the last of them."""
        session, is_first = self.session, self.after == FIRST
        if is_first:
            session.take(HANDLED)
        found = await session.read(self._fetch)
        more = len(found.lines) > queue.AT_ONCE
        lines = found.lines[: queue.AT_ONCE]
        self.last = lines[-1].at if lines else FIRST
        items = [self._item(line) for line in lines]
        if self.which is Which.ALL:
            urgent = [note_item(session, note) for note in found.in_crisis]
            items = [*(urgent if is_first else ()), *items, *(() if more else self._others(found))]
        head = self._head(found) if is_first and self.which is Which.ALL else ""
        first: tuple[Block, ...] = ()
        if is_first and self.which is Which.ALL:
            first = (*self._locked(), *await at_work(session, head, names_keys=not self.is_previewed))
        name = session.say(N_("What waits")) if first else ""  # so that the title is heard first
        listing = Listing(tuple(items), session.say(EMPTY[self.which]), name=name)
        title = session.say(TITLES.get(self.which, self.title))
        return View(title, (*first, listing), more=more)

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """What becomes urgent comes into view at once, where it belongs, and so does what others take or settle."""
        return (CASES, HANDLED) if self.which in (Which.ALL, Which.URGENT) else (HANDLED,)

    def whole(self) -> None:
        """Begin with what waits first."""
        self.after = FIRST

    def _fetch(self) -> Waiting:
        session, staff = self.session, self.session.person
        some = queue.AT_ONCE + 1
        lines = queue.queue(session.vault, staff, now=session.now, which=self.which, after=self.after, limit=some)
        if self.which is not Which.ALL:
            return Waiting(lines, QueueCount(0, 0, None), [], 0, 0)
        count = queue.count(staff, now=session.now)
        asking, proposed = len(applications.waiting(staff)), group_proposals.count_waiting(staff)
        return Waiting(lines, count, desk_answers.waiting(staff), asking, proposed)

    def _head(self, found: Waiting) -> str:
        """Say in words what waits; "" for nothing."""
        session, count = self.session, self.session.language.count
        if not (found.cases.waiting or found.notes or found.asking):
            return ""
        urgent = count("{n} urgent", "{n} urgent", found.urgent) if found.urgent else ""
        cases = in_words(session, found.cases)
        oldest = ""
        if found.cases.oldest_at is not None:
            oldest = session.say(N_("the oldest {time}"), time=waiting(session, found.cases.oldest_at))
        notes = count("{n} note", "{n} notes", found.to_answer) if found.to_answer else ""
        asking = count("{n} asks to join", "{n} ask to join", found.asking) if found.asking else ""
        words = ", ".join(filter(None, (urgent, cases, oldest, notes, asking)))
        return f"{words[:1].upper()}{words[1:]}."

    def _item(self, line: CaseLine) -> Item:
        session = self.session
        state = standing(session, line)
        if line.closed_at is not None:
            came = outcome_in_words(session, line.outcome, line.target)
            state = session.say(N_("{outcome}, {when}"), outcome=came, when=when(session, line.closed_at))
        elif self.which is Which.LATER and line.snoozed_until is not None:
            state = session.say(N_("waits until {when}"), when=coming(session, line.snoozed_until))
        return Item(case_in_words(session, line), state, f"desk/cases/{line.id}", id=str(line.id))

    def _others(self, found: Waiting) -> list[Item]:
        """Return what leads to that which is no case."""
        session, count = self.session, self.session.language.count
        items = []
        if found.to_answer:
            waits = count("{n} waiting", "{n} waiting", found.to_answer)
            items.append(Item(session.say(N_("Notes to the desk")), waits, "desk/notes"))
        if found.asking:
            waits = count("{n} waiting", "{n} waiting", found.asking)
            items.append(Item(session.say(N_("Applications")), waits, "desk/applications"))
        if found.proposed:
            waits = count("{n} waiting", "{n} waiting", found.proposed)
            items.append(Item(session.say(N_("Proposed groups")), waits, "desk/groups"))
        return items

    async def more(self) -> bool:
        """Go on to those that have waited for less long."""
        self.after = self.last
        return self.last != FIRST

    def can(self, action: Action) -> bool:
        """Offer the other lists, not the one that is shown."""
        if action.name in ("lock", "lift"):
            return self.session.house.is_locked is (action.name == "lift")
        return action.name != self.which.value and super().can(action)

    @action("a", N_("everything that waits"), name="all")
    async def all_(self) -> Result:
        """Show the whole desk."""
        return Goto("desk", replace=True)

    @action("u", N_("urgent cases alone"))
    async def urgent(self) -> Result:
        """Show what is urgent."""
        return self._only(Which.URGENT)

    @action("i", N_("those you took"), name="mine")
    async def mine(self) -> Result:
        """Show what they took."""
        return self._only(Which.MINE)

    @action("s", N_("those you want somebody else to take"), name="passed")
    async def passed(self) -> Result:
        """Show what they asked somebody else to take: they can take it after all."""
        return self._only(Which.PASSED)

    @action("z", N_("those put off"), name="later")
    async def later(self) -> Result:
        """Show what waits until a time."""
        return self._only(Which.LATER)

    @action("c", N_("closed lately"), name="closed")
    async def closed(self) -> Result:
        """Show what was decided."""
        return self._only(Which.CLOSED)

    def _only(self, which: Which) -> Goto:
        return Goto(f"desk/only/{which.value}", replace=True)

    @action("d", N_("what you decided"), name="decided")
    async def decided(self) -> Result:
        """Open what they decided lately, to look at it again or undo it."""
        return Goto("desk/decisions")

    @action("n", N_("notes to the desk"))
    async def notes(self) -> Result:
        """Open the notes."""
        return Goto("desk/notes")

    @action("y", N_("who asks to join"), name="applications")
    async def asking(self) -> Result:
        """Open the applications."""
        return Goto("desk/applications")

    @action("j", N_("joining codes"))
    async def codes(self) -> Result:
        """Open the codes with which somebody joins."""
        return Goto("desk/codes")

    def _locked(self) -> tuple[Block, ...]:
        """Say that the place is locked down, and until when."""
        session = self.session
        if not session.house.is_locked:
            return ()
        until = coming(session, session.house.locked_until)
        said = N_("Locked down: nobody joins, and who is new only reads. It ends {when}. Sooner: {do:lift/e}.")
        return (Notice(session.say(said, when=until)),)

    @action(
        "k", N_("lock the place down for a day"), confirm=N_("Let nobody join, and newcomers only read, for a day?")
    )
    async def lock(self) -> Result:
        """Close the door for a day. Crisis help stays open, and so does everything of one's own."""
        session = self.session
        session.house.locked_until = await session.write(
            lock_down.begin, session.vault, session.person, now=session.now
        )
        return Stay(session.say(N_("Locked down. It ends by itself in a day; crisis help stays open.")), redraw=True)

    @action("e", N_("open the place again"), name="lift", confirm=N_("Let people join again, and newcomers write?"))
    async def lift(self) -> Result:
        """End it before its time."""
        session = self.session
        session.house.locked_until = await session.write(lock_down.lift, session.vault, session.person, now=session.now)
        return Stay(session.say(N_("Open again, as before.")), redraw=True)

    @action("m", N_("many accounts at once that advertise"), name="spam")
    async def spam(self) -> Result:
        """Open what was taken away at once, and where that begins."""
        return Goto("desk/sweeps")

    @action("v", N_("vouch for a member who cannot get in"))
    async def vouch(self) -> Result:
        """Open the page where a recovery code is made for somebody else."""
        return Goto("desk/vouch")

    @action("l", N_("what staff did"), name="log")
    async def log(self) -> Result:
        """Open the log."""
        return Goto("office/log")


class DeskPartPage(DeskPage):
    """Some of the cases: the urgent ones, one's own, those put off, or closed."""

    pattern = "desk/only/{which}"
    title = N_("Some cases")
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.which = next((which for which in TITLES if which.value == parts["which"].lower()), Which.ALL)

    async def view(self) -> View:
        """List them. Raises NotFound for no such list."""
        if self.which is Which.ALL:
            raise NotFound
        return await super().view()
