"""Joining: the guidelines first, then the questions; and the ways in of those who come back, or come with a code."""

from __future__ import annotations

from bbs.community import joining
from bbs.community.joining import Underway
from bbs.errors import Busy, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.about import prose
from screens.pages.admission import hindrance
from screens.pages.credentials import another_guess, sentences
from screens.pages.joining_questions import following, forget, has_accepted, remember
from screens.pages.notes import TOO_MANY_CODES
from screens.view import Field, Notice, Prose, View

FURTHER = N_("{key:examples/e}: one for each. {key:long/l}: in full. {key:return/r}: you were joining before.")


class JoinPage(AnyPage):
    """Becoming a member. What was said so far is the session's, and is kept for an hour in case the line drops."""

    pattern = "join"
    title = N_("Join")
    is_remembered = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.hindrance = ""

    async def view(self) -> View:
        """Show the guidelines, or that there is a question to go on with, or why nobody can join just now."""
        session = self.session
        title = session.say(self.title)
        if session.person is not None:
            already = session.say(N_("You are a member already, as {handle}."), handle=session.person.handle)
            return View(title, (Notice(already),))
        if session.joining is None and session.fingerprint:
            mark = joining.by_key(session.vault, session.fingerprint)
            session.joining = await session.read(joining.kept, session.vault, mark, now=session.now)
        self.hindrance = hindrance(session)
        if self.hindrance:
            return View(title, (prose(self.hindrance),))
        if has_accepted(session):
            go_on = session.say(N_("You were joining, and nothing was lost. Press Enter to go on."))
            return View(title, (Notice(go_on),))
        lines = (f"{n}. {each.line}" for n, each in enumerate(session.house.texts.guidelines.short, 1))
        return View(
            title,
            (
                Prose.of(session.say(N_("Seven guidelines first.")), *lines),
                Notice(session.say(FURTHER)),
            ),
            prompt=session.say(N_("Accept? {key:yes/y} or {key:no/n}")),
        )

    def can(self, action: Action) -> bool:
        """Offer what the present step is about."""
        underway = self.session.joining
        match action.name:
            case "yes" | "no" | "examples" | "long":
                return not self.hindrance and not has_accepted(self.session)
            case "go-on":
                return not self.hindrance and has_accepted(self.session)
            case "return":
                return underway is None
            case "note":
                return bool(self.hindrance)
            case "code":
                return underway is None or not underway.code
        return super().can(action)

    def enter(self) -> str:
        """Enter goes on with the questions; it never accepts anything."""
        if self.session.person is not None:
            return "home"
        if self.hindrance:
            return "code" if self.session.house.joining_mode == "code" else ""
        return "go-on" if has_accepted(self.session) else ""

    # The guidelines

    @action("y", N_("accept the guidelines"), who=Who.STRANGER)
    async def yes(self) -> Result:
        """Accept the guidelines and go on to the questions."""
        told = await remember(self.session, guidelines=self.session.house.texts.guidelines.version)
        return await following(self.session, told)

    @action("n", N_("not accept them"), who=Who.STRANGER)
    async def no(self) -> Result:
        """Leave it; nothing is kept."""
        await forget(self.session)
        words = self.session.say(N_("That is all right. You can still look around, and help is always open."))
        return Goto("door", words, replace=True)

    @action("e", N_("read an example of each"), who=Who.STRANGER)
    async def examples(self) -> Result:
        """Open the short guidelines with their examples."""
        return Goto("guidelines")

    @action("l", N_("read them in full"), who=Who.STRANGER)
    async def long(self) -> Result:
        """Open the long form."""
        return Goto("guidelines/long")

    @action("o", N_("go on joining"), who=Who.STRANGER)
    async def go_on(self) -> Result:
        """Ask the question that comes next."""
        return await following(self.session)

    # Coming back, and coming with a code

    @action("c", N_("use a joining code"), who=Who.STRANGER)
    async def code(self) -> Result:
        """Take a code from somebody who looks after this place."""
        session = self.session

        async def go_on(values: Values) -> Result:
            another_guess(session)
            given = session.joining or Underway(b"")
            opened = await session.read(joining.with_code, session.vault, given, values["code"])
            told = await remember(session, code=opened.code, role=opened.role)
            return await following(session, sentences(session.say(N_("That code is good.")), told))

        return Ask(
            (Field("code", N_("Your code"), help=N_("The words you were given, in any spelling."), private=True),),
            go_on,
        )

    @action("r", N_("go on with a joining that was cut off"), name="return", who=Who.STRANGER)
    async def return_(self) -> Result:
        """Take up what was kept under a return word."""
        session = self.session

        async def go_on(values: Values) -> Result:
            mark, guesses = joining.by_word(session.vault, values["word"]), session.house.guesses
            if wait := guesses.allow(session.network, mark, session.house.clock.monotonic()):
                raise Busy(TOO_MANY_CODES, n=int(wait // 60) + 1)
            found = await session.read(joining.kept, session.vault, mark, now=session.now)
            if found is None:
                raise Refusal(N_("Nothing is kept under that word. It is kept for an hour; you can begin anew here."))
            guesses.right(session.network)
            session.joining = found
            return await following(session, session.say(N_("Welcome back.")))

        return Ask(
            (Field("word", N_("Return word"), help=N_("A word and a number, such as otter-4173."), private=True),),
            go_on,
        )

    @action("d", N_("leave a note at the desk"), who=Who.STRANGER)
    async def note(self) -> Result:
        """Write to the people who look after this place."""
        return Goto("desk/note")

    @action("k", N_("look around as a guest"), name="look", who=Who.STRANGER)
    async def look_around(self) -> Result:
        """Go in as a guest."""
        return Goto("home")
