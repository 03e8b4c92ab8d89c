"""Welcoming people: first posts that nobody has answered."""

from __future__ import annotations

from bbs.community import greeting
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Result, Stay, Who, action
from screens.pages.names import name_of
from screens.view import Item, Listing, Prose, View
from screens.when import waiting


async def greeting_items(session: Session, person: Person) -> list[Item]:
    """Return what home says to those who like to welcome people: nothing, where nobody waits."""
    if not greeting.greets(person) or not await session.read(greeting.any_waiting, person, now=session.now):
        return []
    return [
        Item(session.say(N_("Somebody new")), session.say(N_("a first post that nobody has answered yet")), "greeting")
    ]


class GreetingPage(AnyPage):
    """First posts of new members that nobody answered, the longest waiting first."""

    pattern = "greeting"
    title = N_("Somebody new")
    previews = True
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.after = 0
        self.last = 0

    async def view(self) -> View:
        """List the posts; for others, say whom the list is for."""
        say = self.session.say
        if not greeting.greets(self.session.member):
            about = N_("First posts that nobody has answered yet, for members who like to welcome people.")
            return View(say(self.title), (Prose.of(say(about), say(N_("If you do: {do:welcome/w}."))),))
        now = self.session.now
        lines = await self.session.read(greeting.waiting, self.session.member, now=now, after=self.after)
        self.last = lines[-1].id if lines else 0
        items = tuple(self._item(line) for line in lines)
        empty = say(N_("Nobody waits. Everybody new was answered."))
        return View(say(self.title), (Listing(items, empty),), more=len(items) == greeting.A_PAGE)

    def _item(self, line: PostLine) -> Item:
        session, say = self.session, self.session.say
        note = say(N_("content note: {note}"), note=line.note) if line.note else ""
        waits = say(N_("waiting {time}"), time=waiting(session, line.posted_at))
        detail = ", ".join(filter(None, (f'"{line.title}"', line.board_title, note, waits)))
        address = f"boards/{line.board}/{line.thread}/{line.number}"
        return Item(name_of(session, line), detail, address, id=str(line.id))

    async def more(self) -> bool:
        """Go on to those who wait less long."""
        self.after = self.last
        return bool(self.last)

    def can(self, action: Action) -> bool:
        """Offer beginning to those who did not yet, and ending to those who did; staff are told anyway."""
        if action.name in ("welcome", "stop"):
            return not self.session.member.is_staff and self.session.member.greets is (action.name == "stop")
        return super().can(action)

    @action("w", N_("be told at home of somebody new"))
    async def welcome(self) -> Result:
        """Have home name first posts that wait."""
        await self.session.set_own("greets", 1)
        return Stay(self.session.say(N_("Home names them from now on. Thank you.")), redraw=True)

    @action("s", N_("be told no more"))
    async def stop(self) -> Result:
        """Have home say nothing of them."""
        await self.session.set_own("greets", 0)
        return Stay(self.session.say(N_("Home says nothing of it any more.")), redraw=True)
