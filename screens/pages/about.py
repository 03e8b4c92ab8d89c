"""About this place: what it is and is not, a welcome, the guidelines. For anybody, and with the database missing."""

from __future__ import annotations

from bbs.community.noticing import measured
from bbs.community.promises import LONGEST_COPY_DAYS, PROMISES
from bbs.community.texts import paragraphs
from bbs.language import N_
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.pages.announced import at_the_door
from screens.pages.carers import look_again, who_cares
from screens.view import Art, Notice, Prose, View


def prose(text: str, *further: str) -> Prose:
    """Return a text as prose, with further paragraphs below it.

    A heading begins the paragraph it stands over, so that no mode leaves it behind.
    """
    said: list[str] = []
    heading = ""
    for paragraph in paragraphs(text):
        if paragraph.startswith("# "):
            heading = paragraph.removeprefix("# ")
            heading += " " if heading.endswith((".", "?", "!")) else ". "
        else:
            said.append(heading + paragraph)
            heading = ""
    return Prose.of(*said, *further)


IN_STORE = frozenset({"about-me", "figures", "feedback"})
"""Actions of the page about this place that need the database."""


class AboutPage(AnyPage):
    """What this place is, what it is not, and what is kept."""

    pattern = "about"
    title = N_("About this place")
    needs_store = False

    async def view(self) -> View:
        """Show the harbour and the words."""
        texts = self.session.house.texts
        picture = Art(tuple(texts.harbour.art.split("\n")), texts.harbour.alt)
        await look_again(self.session)
        few = Prose.of(who_cares(self.session))
        now = at_the_door(self.session)
        first = (Notice(now),) if now else ()
        said = (*first, picture, prose(texts.about), *((few,) if few.paragraphs else ()))
        return View(self.session.say(self.title), said)

    def can(self, action: Action) -> bool:
        """Offer what stands in the boards' own store only while that is open."""
        is_open = self.session.house.store is not None
        return (action.name not in IN_STORE or is_open) and super().can(action)

    @action("d", N_("what is kept, and for how long"))
    async def privacy(self) -> Result:
        """Open what is kept of somebody."""
        return Goto("about/privacy")

    @action("p", N_("what is promised, and how it is tested"))
    async def promises(self) -> Result:
        """Open the promises."""
        return Goto("about/promises")

    @action("n", N_("moderation in numbers"), name="figures")
    async def figures(self) -> Result:
        """Open how this place is moderated, month by month."""
        return Goto("about/figures")

    @action("o", N_("feedback and answers"), name="feedback")
    async def feedback(self) -> Result:
        """Open what was said of how this place is run."""
        return Goto("about/feedback")

    @action("m", N_("what the log says about you"), name="about-me", who=Who.MEMBER)
    async def about_me(self) -> Result:
        """Open what those who look after this place did about the reader."""
        return Goto("about/me")

    @action("w", N_("read the welcome"), who=Who.MEMBER)
    async def welcome(self) -> Result:
        """Open the welcome. It speaks to members, so guests are not sent there."""
        return Goto("welcome")

    @action("r", N_("read the guidelines"))
    async def guidelines(self) -> Result:
        """Open the guidelines."""
        return Goto("guidelines")

    @action("y", N_("what stays on this computer"), name="traces")
    async def traces(self) -> Result:
        """Open what a visit leaves behind, and how to leave less."""
        return Goto("help/this-computer")


class PrivacyPage(AnyPage):
    """What is kept of somebody, why, who sees it, for how long, and what they can do."""

    pattern = "about/privacy"
    title = N_("What is kept of you")
    needs_store = False

    async def view(self) -> View:
        """Show the words."""
        return View(self.session.say(self.title), (prose(self.session.house.texts.privacy),))

    @action("p", N_("what is promised, and how it is tested"))
    async def promises(self) -> Result:
        """Open the promises."""
        return Goto("about/promises")


class PromisesPage(AnyPage):
    """What is promised, each with its test; what the server can see all the same; how long copies are kept."""

    pattern = "about/promises"
    title = N_("Promises")
    needs_store = False

    async def view(self) -> View:
        """Say them all: a promise, then where its test is."""
        say = self.session.say
        intro = say(N_("Each of these has a test that fails when it is broken. The tests come with the program."))
        kept = (say(N_("{promise} Its test: {test}"), promise=say(each.words), test=each.test) for each in PROMISES)
        last = say(
            N_("What you deleted may be in a copy for {n} days at most; from a copy that is used it is deleted again."),
            n=LONGEST_COPY_DAYS,
        )
        seen = say(N_("What this server can see all the same:"))
        heard = say(measured.IN_WORDS, **measured.figures())
        return View(say(self.title), (Prose.of(intro, *kept), Prose.of(heard, last, seen), prose(self._seen())))

    def _seen(self) -> str:
        return self.session.house.texts.seen


class WelcomePage(AnyPage):
    """What a newcomer can do, and need not."""

    pattern = "welcome"
    title = N_("Welcome")
    needs_store = False

    async def view(self) -> View:
        """Show the words."""
        return View(self.session.say(self.title), (prose(self.session.house.texts.welcome),))


class GuidelinesPage(AnyPage):
    """The seven guidelines, each with an example."""

    pattern = "guidelines"
    title = N_("Guidelines")
    needs_store = False

    async def view(self) -> View:
        """Say all seven."""
        short = self.session.house.texts.guidelines.short
        said = (f"{n}. {each.line} {each.example}" for n, each in enumerate(short, 1))
        return View(self.session.say(self.title), (Prose.of(*said),))

    @action("l", N_("read them in full"))
    async def long(self) -> Result:
        """Open the long form."""
        return Goto("guidelines/long")


class LongGuidelinesPage(AnyPage):
    """The guidelines in full."""

    pattern = "guidelines/long"
    title = N_("Guidelines in full")
    needs_store = False

    async def view(self) -> View:
        """Show the words."""
        return View(self.session.say(self.title), (prose(self.session.house.texts.guidelines.long),))
