"""Feedback on how the place is run: writing it, and what operators published of it with the answers."""

from __future__ import annotations

from bbs import drafting
from bbs.community import desk, feedback, nameless
from bbs.community.desk import About
from bbs.community.feedback import Published
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.notes import leave_note
from screens.view import Block, Field, Item, Kind, Listing, Post, Prose, View
from screens.when import when

DRAFT = "about/feedback"
OFFICE = "office/feedback"


def _called(session: Session) -> tuple[str, str]:
    """Return the words for feedback and for its answer, in a prompt."""
    return session.say(N_("Feedback")), session.say(N_("Answer"))


class FeedbackPage(AnyPage):
    """What was said of how the place is run, and what was answered. For anybody."""

    pattern = "about/feedback"
    title = N_("Feedback and answers")

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.skip = 0
        self.shown: list[Published] = []

    async def view(self) -> View:
        """Show what was published, the newest first."""
        session, say = self.session, self.session.say
        limit = feedback.A_PAGE
        found = await session.read(feedback.published, session.person, skip=self.skip, limit=limit + 1)
        self.shown = found[:limit]
        about = N_("What members and guests say of how this place is run, and what is answered. Nobody is named.")
        hint = N_("To tell us something: {do:write/w}.")
        nothing = "" if found or self.skip else say(N_("Nothing is published yet."))
        blocks: list[Block] = [] if self.skip else [Prose.of(say(about), say(hint), nothing)]
        for number, one in enumerate(self.shown, self.skip + 1):
            blocks += self._posts(number, one)
        return View(say(self.title), blocks, more=len(found) > limit)

    def _posts(self, number: int, one: Published) -> list[Block]:
        say, at = self.session.say, when(self.session, one.published_at)
        who = say(N_("You") if one.is_mine else N_("Somebody"))
        kind, (question, answer) = say(N_("feedback")), _called(self.session)
        asked = Post(str(one.id), who, at, one.question, kind=kind, number=2 * number - 1, called=question)
        return [asked, Post(str(one.id), say(N_("The answer")), at, one.answer, number=2 * number, called=answer)]

    async def more(self) -> bool:
        """Go on to older ones."""
        self.skip += len(self.shown)
        return bool(self.shown)

    def can(self, action: Action) -> bool:
        """Offer taking down to operators, and to whose own is shown."""
        if action.name == "take-down":
            is_operator = Who.OPERATOR.includes(self.session)
            return any(one.is_mine or is_operator for one in self.shown)
        return super().can(action)

    def enter(self) -> str:
        """Enter writes."""
        return "write"

    @action("w", N_("tell us how this place is run"))
    async def write(self) -> Result:
        """Write to those who look after this place, about the place."""
        session = self.session

        async def send(values: Values) -> Result:
            may_show = values["publish"].strip().lower() in nameless.YES
            return await leave_note(session, About.FEEDBACK_OPEN if may_show else About.FEEDBACK, values["text"])

        intro = N_("The people who look after this place read it and answer. It is not shown unless you say so.")
        text = Field("text", N_("Your feedback"), Kind.TEXT, intro=session.say(intro), draft=DRAFT, limit=desk.LONGEST)
        about = N_("Yes or no. An operator may show it with the answer then, without your name.")
        shown = Field(
            "publish",
            N_("May be shown"),
            intro=session.say(about),
            optional=True,
            extra=True,
            check=_may_show,
        )
        return Ask((text, shown), send, confirm=N_("Send"))

    @action(
        "x",
        N_("take one down"),
        name="take-down",
        who=Who.MEMBER,
        on_item=True,
        confirm=N_("Take this down, with its answer? Nobody reads it here then."),
    )
    async def take_down(self, item: str) -> Result:
        """Have something not shown any more."""
        session = self.session
        await session.write(feedback.take_down, session.vault, session.person, int(item), now=session.now)
        return Stay(session.say(N_("Taken down.")), redraw=True)

    @action("p", N_("feedback that can be published"), who=Who.OPERATOR)
    async def publish(self) -> Result:
        """Open what was answered and may be shown."""
        return Goto(OFFICE)


async def _may_show(typed: str) -> str:
    return nameless.understood(typed)


class FeedbackOfficePage(AnyPage):
    """Feedback that was answered and may be shown."""

    pattern = OFFICE
    title = N_("Feedback to publish")
    who = Who.OPERATOR
    previews = True

    async def view(self) -> View:
        """List it without its words."""
        session, say = self.session, self.session.say
        found = await session.read(feedback.to_publish, session.person)
        items = tuple(
            Item(say(N_("Feedback, {when}"), when=when(session, one.made_at)), to=f"{OFFICE}/{one.id}", id=str(one.id))
            for one in found
        )
        nothing = N_("None. Feedback whose author agrees stands here once it was answered, for 30 days.")
        return View(say(self.title), (Listing(items, say(nothing)),))


class FeedbackToPublishPage(AnyPage):
    """One of them, with its answer."""

    pattern = "office/feedback/{note:int}"
    title = N_("Feedback to publish")
    who = Who.OPERATOR
    listed = False
    question = ""
    answer = ""

    async def view(self) -> View:
        """Show both, and say what publishing does."""
        session, say = self.session, self.session.say
        note = await session.read(feedback.read, session.vault, session.person, int(self.parts["note"]))
        self.question, self.answer = note.text, note.answer
        about = N_("Its author agrees that it is shown without their name. Leave out what tells who they are.")
        at, (called, its_answer) = when(session, note.made_at), _called(session)
        asked = Post("question", say(N_("Somebody")), at, note.text, number=1, called=called)
        answered = note.answered_at or note.made_at
        at = when(session, answered)
        answer = Post("answer", say(N_("The answer")), at, note.answer, number=2, called=its_answer)
        return View(say(self.title), (Prose.of(say(about)), asked, answer), total=2)

    def enter(self) -> str:
        """Enter reads both, then publishes."""
        return "publish"

    @action("p", N_("publish both"))
    async def publish(self) -> Result:
        """Ask for the words of both as everybody reads them."""
        session, note = self.session, int(self.parts["note"])
        places = tuple(f"{OFFICE}/{note}/{part}" for part in ("question", "answer"))

        async def send(question: str, answer: str) -> Result:
            await session.write(
                feedback.publish, session.vault, session.person, note, question, answer, now=session.now
            )
            for place in places:
                await drafting.drop(session, place)
            return Goto("about/feedback", session.say(N_("Published. Everybody can read it.")), replace=True)

        async def ask_answer(values: Values) -> Result:
            async def last(answered: Values) -> Result:
                return await send(values["text"], answered["text"])

            return Ask((await self._text(places[1], N_("The answer"), self.answer),), last, confirm=N_("Publish"))

        asked = await self._text(places[0], N_("The feedback"), self.question)
        return Ask((asked,), ask_answer, confirm=N_("Go on"))

    async def _text(self, place: str, label: str, words: str) -> Field:
        intro = self.session.say(N_("As everybody will read it. Change what names somebody; leave the rest as it is."))
        value = "" if await drafting.begun(self.session, place) else words
        return Field("text", label, Kind.TEXT, intro=intro, value=value, draft=place, limit=desk.LONGEST)
