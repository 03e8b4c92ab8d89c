"""Applications at the desk: who asked to join, what they wrote, and letting them in or not, with words to them."""

from __future__ import annotations

from bbs.community import applications, desk
from bbs.community.applications import Application
from bbs.language import N_
from bbs.news import HANDLED
from screens.page import AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.desk import UNOPENED
from screens.pages.letting_in import YES_WORDS, LettingIn
from screens.view import Field, Item, Listing, Notice, Post, View
from screens.when import waiting, when


class ApplicationsPage(LettingIn):
    """Everybody who waits for an answer: whose words sound heavy first, then the longest."""

    pattern = "desk/applications"
    title = N_("Applications")
    who = Who.STAFF

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """Who was let in meanwhile, or came, is shown to be so; not while an answer waits to be sent."""
        return (HANDLED,) if self.unsent is None else ()

    async def view(self) -> View:
        """List who waits; while an answer to several waits to be sent, show that."""
        session = self.session
        if self.unsent is not None:
            return self.before_it_is_sent(self.unsent)
        session.take(HANDLED)
        self.lines = await session.read(applications.waiting, session.person)
        items = tuple(
            Item(line.handle, self._detail(line), f"desk/applications/{line.member}", id=str(line.member))
            for line in self.lines
        )
        return View(session.say(self.title), (Listing(items, session.say(N_("Nobody waits for an answer."))),))

    def _detail(self, line: Application) -> str:
        session = self.session
        heavy = session.say(N_("sounds heavy")) if line.is_noticed else ""
        since = session.say(N_("waiting {time}"), time=waiting(session, line.asked_at))
        return ", ".join(filter(None, (heavy, since)))


class ApplicationPage(AnyPage):
    """One application, and the answer to it."""

    pattern = "desk/applications/{member:int}"
    title = N_("Application")
    who = Who.STAFF
    listed = False

    async def view(self) -> View:
        """Show what they wrote, but not beside a list: nobody reads it by passing it."""
        session = self.session
        line = await session.read(applications.get, session.vault, session.person, int(self.parts["member"]))
        text = line.text or session.say(N_("They left no words."))
        text = session.say(UNOPENED) if self.is_previewed else text
        post = Post(
            str(line.member),
            line.handle,
            when(session, line.asked_at),
            text,
            kind=session.say(N_("application")),
            number=1,
        )
        title = session.say(self.title)
        heavy = N_("It sounds heavy. They were told whom to call. Steps written for it: go desk/procedures/danger.")
        blocks = (Notice(session.say(heavy)), post) if line.is_noticed else (post,)
        return View(title, blocks, prompt=session.say(N_("{name}, choose"), name=title))

    @action("y", N_("let them in"))
    async def yes(self) -> Result:
        """Let them in, with a kind word of their own or of the place."""
        return self._decide(approve=True, words=self.session.say(YES_WORDS))

    @action("n", N_("not let them in, with a reason"))
    async def no(self) -> Result:
        """Decline; the reason is theirs to read."""
        return self._decide(approve=False, words="")

    def _decide(self, *, approve: bool, words: str) -> Ask:
        session = self.session

        async def go_on(values: Values) -> Result:
            person = await session.write(
                applications.decide,
                session.vault,
                session.person,
                int(self.parts["member"]),
                values["words"],
                approve=approve,
                now=session.now,
            )
            done = N_("{handle} is a member now.") if approve else N_("{handle} is told, with your words.")
            return Goto("desk/applications", session.say(done, handle=person.handle), replace=True)

        if approve:
            intro = session.say(N_("Your words to them, on one line; Enter says: {words}"), words=words)
            confirm = N_("Let them in")
        else:
            intro = session.say(N_("Say why, kindly, on one line. They keep help, the tools and the desk."))
            confirm = N_("Decline")
        field = Field(
            "words",
            N_("Your words"),
            intro=intro,
            value=words,
            limit=desk.LONGEST,
            private=True,
            draft="" if approve else f"desk/applications/{self.parts['member']}/why",
        )
        return Ask((field,), go_on, confirm=confirm)
