"""Waiting for a reply: who wrote, and nobody has answered yet."""

from __future__ import annotations

from bbs.community import unanswered
from bbs.community.members import Person
from bbs.community.unanswered import Unanswered
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Who
from screens.pages.names import somebody
from screens.view import Item, Listing, View
from screens.when import waiting


async def unanswered_items(session: Session, person: Person) -> list[Item]:
    """Return what home says: nothing, where nobody waits."""
    people = await session.read(unanswered.people, person, now=session.now)
    if not people:
        return []
    detail = session.language.count("{n} person", "{n} people", people)
    return [Item(session.say(N_("Waiting for a reply")), detail, "unanswered")]


class UnansweredPage(AnyPage):
    """Threads in which nobody but their author wrote, the longest waiting first."""

    pattern = "unanswered"
    title = N_("Waiting for a reply")
    previews = True
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.after = (0, 0)
        self.last = (0, 0)

    async def view(self) -> View:
        """List them, twenty at a time."""
        session = self.session
        found = await session.read(unanswered.waiting, session.member, now=session.now, after=self.after)
        self.last = (found[-1].since, found[-1].thread.id) if found else self.after
        empty = session.say(N_("Nobody waits just now: everybody who wrote was answered."))
        listing = Listing(tuple(map(self._item, found)), empty)
        return View(
            session.say(self.title),
            (listing,),
            more=len(found) == unanswered.A_PAGE,
            prompt=session.say(N_("Waiting, choose")),
        )

    def _item(self, one: Unanswered) -> Item:
        say, line = self.session.say, one.thread
        note = say(N_("content note: {note}"), note=line.note) if line.note else ""
        waits = say(N_("waiting {time}"), time=waiting(self.session, one.since))
        who = line.author or (somebody(self.session, line.nameless) if line.nameless else "")
        detail = ", ".join(part for part in (who, line.board_title, note, waits) if part)
        return Item(line.title, detail, f"boards/{line.board}/{line.id}", new=line.new > 0)

    async def more(self) -> bool:
        """Go on to those who wait less long."""
        went_on = self.last != self.after
        self.after = self.last
        return went_on
