"""Where somebody new might begin: a few quiet boards, one breath, and what this place is."""

from __future__ import annotations

from bbs.community import first_week
from bbs.community.boards import BoardLine
from bbs.community.members import Person
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.view import Item, Listing, Prose, View


async def start_items(session: Session, person: Person) -> list[Item]:
    """Return what home begins with in somebody's first week; nothing after it, or when they know their way."""
    if not await session.read(first_week.is_on, person, now=session.now):
        return []
    return [Item(session.say(N_("Start here")), session.say(N_("quiet boards, one breath, what this is")), "start")]


class StartPage(AnyPage):
    """A short list for the first days. Nothing on it has to be done, and nobody sees what was."""

    pattern = "start"
    title = N_("Start here")
    previews = True
    who = Who.MEMBER
    is_first_week = False

    async def view(self) -> View:
        """Show the few places to begin with."""
        session, say = self.session, self.session.say
        self.is_first_week, quiet = await session.read(self._fetch)
        items = (
            *(Item(line.title, say(N_("a board to read, or to say hello")), f"boards/{line.slug}") for line in quiet),
            Item(say(N_("A slow breath")), say(N_("a few minutes, at your pace")), "tools/breath"),
            Item(say(N_("How is it, right now?")), say(N_("one word of five, for yourself alone")), "checkin"),
            Item(say(N_("Support groups")), say(N_("small places around one thing")), "groups"),
            Item(say(N_("What this place is")), say(N_("and who looks after it")), "about"),
        )
        said = N_("You can introduce yourself, or only read. Nothing here has to be done.")
        places = Listing(items, "", name=say(N_("To begin with")))
        return View(say(self.title), (Prose.of(say(said)), places))

    def _fetch(self) -> tuple[bool, list[BoardLine]]:
        person, now = self.session.member, self.session.now
        return first_week.is_on(person, now=now), first_week.boards_to_begin(person, now=now)

    def can(self, action: Action) -> bool:
        """Offer taking this off home while it is there."""
        return self.is_first_week if action.name == "settled" else super().can(action)

    @action("i", N_("I know my way"))
    async def settled(self) -> Result:
        """Take this off home, for good."""
        await self.session.write(first_week.over, self.session.member, now=self.session.now)
        return Goto("home", self.session.say(N_("Good. It is off home; go start finds it again.")), replace=True)
