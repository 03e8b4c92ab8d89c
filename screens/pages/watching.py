"""What comes to the desk that is urgent, while somebody of the staff looks on: when, and how much waits, never what."""

from __future__ import annotations

from bbs.community import desk_answers, members, queue
from bbs.community.members import Person
from bbs.errors import NotFound
from bbs.language import N_
from bbs.news import CASES
from bbs.session import Session
from screens.page import AnyPage, Goto, Result, Who, action
from screens.view import Live, Post, View


class WatchPage(AnyPage):
    """A stream of what becomes urgent. `ssh host watch` says it line by line (linemode/watching.py)."""

    pattern = "desk/watch"
    title = N_("Watch")
    who = Who.STAFF

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.fresh: tuple[Post, ...] | None = None

    async def view(self) -> View:
        """Show what came with the last look; at first, what waits already."""
        session = self.session
        session.listen(CASES)
        if self.fresh is None:
            waits = await self._urgent(await self._person())
            self.fresh = (self._post(waits),) if waits else ()
        empty = session.say(N_("Nothing urgent waits. A line is said here when something comes."))
        return View(
            session.say(self.title), (Live(CASES, self.fresh, empty),), prompt=session.say(N_("Watching, choose"))
        )

    async def look(self) -> None:
        """Take what came: a line for each. Raises NotFound for who is not staff any more."""
        session, person = self.session, await self._person()
        await session.sift(CASES)
        count = session.waiting(CASES)
        session.take(CASES)
        waits = await self._urgent(person) if count else 0
        self.fresh = tuple(self._post(waits) for _ in range(count))

    async def _person(self) -> Person:
        known = self.session.person
        person = await self.session.read(members.by_id, known.id) if known else None
        if person is None or not person.is_staff or person.shut_out_until > self.session.now:
            raise NotFound(N_("That is for the people who look after this place."))
        return person

    async def _urgent(self, person: Person) -> int:
        """Count what waits that is urgent: cases, and notes of who needs a person now."""
        session = self.session
        cases = await session.read(queue.count, person, now=session.now)
        return cases.urgent + (await session.read(desk_answers.count_waiting, person)).in_crisis

    def _post(self, waits: int) -> Post:
        session = self.session
        text = session.language.count("{n} waiting", "{n} waiting", waits)
        return Post("", session.say(N_("urgent")), f"{session.local(session.now):%H:%M}", text)

    @action("d", N_("the desk"))
    async def desk(self) -> Result:
        """Open the desk."""
        return Goto("desk")
