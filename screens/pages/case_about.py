"""What the staff know of whom a case is about: notes, what still counts, other cases. Of nameless ones, nothing."""

from __future__ import annotations

from bbs.community import evidence, queue, sanctions, staff_notes, sweeps
from bbs.community.evidence import Held
from bbs.community.sanctions import Given
from bbs.errors import NotFound, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Stay, Who, action
from screens.pages.case_words import kind_in_words, outcome_in_words, standing
from screens.pages.stating import given_in_words
from screens.view import Block, Facts, Item, Listing, Post, Prose, View
from screens.when import day, when

NOT_YOURS = N_("That is somebody else's to take away: who wrote a note does, or an operator.")


class AboutPersonPage(AnyPage):
    """What is noted about whom a case is about, and the other cases about them."""

    pattern = "desk/cases/{case:int}/about"
    title = N_("What is known of them")
    who = Who.STAFF
    listed = False
    is_remembered = False

    handle = ""
    hindered: Refusal | None = None
    """Why what they wrote is not taken away as spam."""

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.removable: dict[str, bool] = {}
        """The notes there are, and whether the caller may take them away."""

    async def view(self) -> View:
        """Show the notes and list the cases."""
        session, case = self.session, int(self.parts["case"])
        held, notes, cases, counts = await session.read(self._fetch, case)
        if held.background is None:
            raise NotFound
        may_all, self.handle = Who.OPERATOR.includes(session), held.background.handle
        self.removable = {str(note.id): note.is_mine or may_all for note in notes}
        self.hindered = await session.read(sweeps.hindered, session.person, self.handle)
        say, person = session.say, held.background
        since = say(N_("{handle} is here since {day}."), handle=person.handle, day=day(session, person.joined_at))
        blocks: list[Block] = [Prose.of(since if notes else f"{since} {say(N_('Nothing is noted about them.'))}")]
        if counts:
            blocks.append(Facts(tuple(given_in_words(session, one) for one in counts)))
        for number, one in enumerate(notes, 1):
            by = one.by or say(N_("somebody who left"))
            made = when(session, one.made_at)
            kind, called = say(N_("note")), say(N_("Note"))
            blocks.append(Post(str(one.id), by, made, one.text, kind=kind, number=number, called=called))
        items = tuple(
            Item(kind_in_words(session, line.target), self._state(line), f"desk/cases/{line.id}") for line in cases
        )
        blocks.append(Listing(items, say(N_("There are no other cases about them.")), name=say(N_("Other cases"))))
        return View(say(N_("About {handle}"), handle=person.handle), tuple(blocks), total=len(notes))

    def _fetch(self, case: int) -> tuple[Held, list[staff_notes.Noted], list[queue.CaseLine], list[Given]]:
        session, staff = self.session, self.session.person
        held = evidence.read(session.vault, staff, case, now=session.now)
        if held.background is None:
            raise NotFound
        notes = evidence.notes(session.vault, staff, case)
        earlier = evidence.earlier(session.vault, staff, case, now=session.now)
        return held, notes, earlier, sanctions.history(staff, held.background.member, now=session.now)

    def _state(self, line: queue.CaseLine) -> str:
        if line.closed_at is None:
            return standing(self.session, line)
        came = outcome_in_words(self.session, line.outcome, line.target)
        return self.session.say(N_("{outcome}, {when}"), outcome=came, when=when(self.session, line.closed_at))

    def can(self, action: Action) -> bool:
        """Offer taking a note away where there is one of theirs."""
        if action.name == "sweep":
            return self.hindered is None
        return any(self.removable.values()) if action.name == "remove" else super().can(action)

    async def instead(self, action: Action) -> Stay | None:
        """Say whose notes they are, and why nothing of theirs is taken away."""
        if action.name == "sweep" and self.hindered is not None:
            return Stay(self.hindered.words(self.session.language), refused=True)
        words = NOT_YOURS if self.removable else N_("Nothing is noted about them.")
        return Stay(self.session.say(words), refused=True) if action.name == "remove" else await super().instead(action)

    @action("i", N_("who came with whom"), name="invited")
    async def invited(self) -> Result:
        """Open who let them in, and who came from them."""
        return Goto(f"desk/members/{self.handle}/invitations")

    @action("x", N_("take a note away"), name="remove", on_item=True, confirm=N_("Take this note away for good?"))
    async def remove(self, item: str) -> Result:
        """Destroy a note of one's own; an operator may destroy anybody's."""
        if not item.isdecimal():
            raise NotFound
        if not self.removable.get(item, True):
            raise Refusal(NOT_YOURS)
        await self.session.write(staff_notes.remove, self.session.person, int(item))
        return Stay(self.session.say(N_("It is gone.")), redraw=True)

    @action("s", N_("spam: take all of theirs away"), name="sweep")
    async def sweep(self) -> Result:
        """Open the page where all they wrote goes out of sight, with others who came with them."""
        return Goto(f"desk/sweep/{self.handle}")
