"""What comes with joining: the first words to a new member, the wait for an answer, and what is open to the young."""

from __future__ import annotations

from bbs.community import applications, members, recovery
from bbs.community.members import Person
from bbs.language import N_
from bbs.session import Session
from screens.arriving import home_of
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.pages.about import prose
from screens.pages.noticed import card_in_words
from screens.view import Item, Notice, Post, View
from screens.when import day, when


class NewcomerPage(AnyPage):
    """What a newcomer is told once: what this place can and cannot do."""

    pattern = "join/welcome"
    title = N_("Welcome")
    is_remembered = False
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """Say it, and by which words they know this place again."""
        session = self.session
        known_by = N_(
            "In words, the key of this place is: {words}. If your ssh ever warns of another key, ask before you go on."
        )
        host, coming = session.house.host_words, session.house.next_host_words
        told = [session.say(known_by, words=host) if host else ""]
        if coming is not None:
            words, at = coming
            told.append(session.say(N_("From {day} on it is: {words}."), day=day(session, at), words=words))
        return View(session.say(self.title), (prose(session.house.texts.after_joining, *told),))

    @action("o", N_("go on to your home"))
    async def go_on(self) -> Result:
        """Take note that they were told, and go home."""
        session = self.session
        if session.person is not None:
            welcome = members.welcome
            session.signed_in(await session.write(welcome, session.person.id, now=session.now, ask_later=True))
        return Goto(home_of(session, may_ask=False), replace=True)

    def enter(self) -> str:
        """Enter goes home."""
        return "go-on"


class WaitingPage(AnyPage):
    """What somebody sees who asked to join where the desk says yes or no: that they wait, or the answer."""

    pattern = "waiting"
    title = N_("Your answer")
    is_remembered = False
    who = Who.MEMBER

    async def view(self) -> View:
        """Look whether there is an answer by now."""
        session = self.session
        now = await session.read(members.by_id, session.member.id)
        if now != session.member:
            session.signed_in(now)
        note = await session.read(applications.own, session.vault, now)
        title = session.say(self.title)
        if now.is_waiting and not now.is_declined:
            return View(
                title, (*self._first(note.text if note is not None else ""), prose(session.house.texts.waiting))
            )
        words = (
            N_("The people here have said no, for now. Crisis help, the tools and the desk stay open to you.")
            if now.is_declined
            else N_("You are in: the people here have said yes.")
        )
        blocks: list[Notice | Post] = [Notice(session.say(words))]
        if note is not None and note.answered_at is not None:
            author = session.say(N_("the people here"))
            blocks.append(Post("answer", author, when(session, note.answered_at), note.answer, number=1))
        return View(title, blocks)

    def _first(self, typed: str) -> list[Notice]:
        """Say first whom to call and who was told, where what they wrote sounds heavy; then their return code."""
        session = self.session
        card = card_in_words(session, session.house.texts.noticing.listen(typed))
        said = [card] if card else []
        if session.return_code:
            said.append(session.say(N_("Your return code: {code}."), code=session.return_code))
        return [Notice(words) for words in said]

    def can(self, action: Action) -> bool:
        """Offer the desk to those who were not let in."""
        person = self.session.person
        if action.name == "note":
            return person is not None and (person.is_waiting or person.is_declined)
        return super().can(action)

    @action("d", N_("leave a note at the desk"))
    async def note(self) -> Result:
        """Write to the people who look after this place."""
        return Goto("desk/note")

    @action("o", N_("go on"))
    async def go_on(self) -> Result:
        """Go on to what is open to them."""
        there = home_of(self.session)
        return Goto("home" if there == self.pattern else there, replace=True)

    def enter(self) -> str:
        """Enter goes on."""
        return "go-on"


class UnderAgePage(AnyPage):
    """What is open to somebody who is not 18 yet: people to talk to, the tools, looking around."""

    pattern = "join/under-18"
    title = N_("What is open")
    is_remembered = False
    needs_store = False
    listed = False

    async def view(self) -> View:
        """Say kindly why, and what there is."""
        return View(self.session.say(self.title), (prose(self.session.house.texts.under_18),))

    @action("y", N_("people to talk to"))
    async def youth(self) -> Result:
        """Open the lines for young people."""
        return Goto("help/youth")

    @action("t", N_("tools"))
    async def tools(self) -> Result:
        """Open the tools."""
        return Goto("tools")

    @action("k", N_("look around as a guest"), name="look")
    async def look_around(self) -> Result:
        """Go in as a guest."""
        return Goto("home")

    def enter(self) -> str:
        """Enter leads to people to talk to."""
        return "youth"


async def still_open(session: Session, person: Person) -> list[Item]:
    """Return what home says of a joining that is not done: the answer they wait for, guidelines, recovery codes."""
    say, items = session.say, []
    if person.is_waiting or person.is_declined:
        items.append(Item(say(N_("Your answer")), say(N_("whether you are let in")), "waiting", new=True))
    if person.accepted < session.house.texts.guidelines.version:
        items.append(Item(say(N_("Guidelines")), say(N_("to read and accept")), "guidelines/accept", new=True))
    if not await session.read(recovery.left, person.id):
        items.append(Item(say(N_("Recovery codes")), say(N_("not made yet")), "codes"))
    return items
