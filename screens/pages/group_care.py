"""What facilitators do for their group: who asks to come in, who is new, words of welcome and of each week, notes."""

from __future__ import annotations

from dataclasses import dataclass

from bbs import drafting
from bbs.community import facilitating, group_items, group_joining, group_outs, groups, weekly
from bbs.community.facilitating import HandOver
from bbs.community.group_joining import Asking
from bbs.community.group_making import GUIDELINES
from bbs.community.groups import Group
from bbs.community.hands import TITLE
from bbs.community.posts import PostLine
from bbs.community.weekly import DAYS, Weekly
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.names import name_of
from screens.view import Choice, Facts, Field, Item, Kind, Listing, Post, Prose, View
from screens.when import waiting, when

NO_DAY = "none"


@dataclass(frozen=True)
class Cared:
    """What there is to look after."""

    group: Group
    asking: list[Asking]
    fresh: list[PostLine]
    notes: list[HandOver]
    weekly: Weekly
    welcome: str
    waiting: int
    out: int


class CareRoom(AnyPage):
    """What the pages for facilitators share."""

    who = Who.MEMBER
    listed = False

    @property
    def slug(self) -> str:
        """Which group."""
        return self.parts["group"].lower()


class CarePage(CareRoom):
    """The room of those who look after a group."""

    pattern = "groups/{group}/care"
    title = N_("Looking after the group")

    async def view(self) -> View:
        """List what waits, and what is said in the group's name."""
        session, say = self.session, self.session.say
        found = await session.read(self._fetch)
        self.weekly, self.welcome_words, self.group = found.weekly, found.welcome, found.group
        asks = session.language.count("{n} waits", "{n} wait", len(found.asking)) if found.asking else say(N_("nobody"))
        notes = found.notes[0] if found.notes else None
        latest = say(N_("from {name}, {when}"), name=notes.by, when=when(session, notes.at)) if notes else ""
        day = say(N_("none yet: {do:weekly/w}")) if found.weekly.day is None else say(DAYS[found.weekly.day])
        count = session.language.count
        waits = count("{n} to look at", "{n} to look at", found.waiting) if found.waiting else say(N_("nothing"))
        out = count("{n} is out", "{n} are out", found.out) if found.out else say(N_("nobody"))
        items = (
            Item(say(N_("Reported or noticed")), waits, f"groups/{self.slug}/items", new=bool(found.waiting)),
            Item(say(N_("Who asks to come in")), asks, f"groups/{self.slug}/asks", new=bool(found.asking)),
            Item(say(N_("Notes to one another")), latest, f"groups/{self.slug}/notes"),
            Item(say(N_("Who is out of it")), out, f"groups/{self.slug}/out"),
        )
        told = found.welcome.split("\n")[0] or say(N_("none yet: {do:welcome/e}"))
        is_begun = found.weekly.day is not None and found.weekly.title
        rows = [
            (say(N_("The thread of each week")), f"{day}: {found.weekly.title}" if is_begun else day),
            (say(N_("Words of welcome")), told),
        ]
        if not found.group.guidelines:
            rows.append((say(N_("What matters here")), say(N_("nothing yet: {do:guidelines/u}"))))
        fresh = tuple(self._fresh(line) for line in found.fresh)
        others = [name for name in found.group.facilitators if session.person is None or name != session.person.handle]
        with_whom = N_("You look after this group with: {names}.") if others else N_("You look after this group alone.")
        said = Prose.of(say(with_whom, names=", ".join(others)))
        return View(
            say(N_("{group}, looking after it"), group=found.group.line.title),
            (said, Facts(tuple(rows)), Listing((*items, *fresh), "", name=say(N_("What waits")))),
        )

    def _fetch(self) -> Cared:
        person, vault, now = self.session.person, self.session.vault, self.session.now
        return Cared(
            groups.get(person, self.slug),
            group_joining.asking(vault, person, self.slug),
            facilitating.first_posts(person, self.slug, now=now),
            facilitating.notes(vault, person, self.slug),
            weekly.of(person, self.slug),
            facilitating.welcome(person, self.slug),
            len(group_items.waiting(vault, person, self.slug, now=now)),
            len(group_outs.out(vault, person, self.slug, now=now)),
        )

    def _fresh(self, line: PostLine) -> Item:
        waits = N_("wrote here for the first time, waiting {time}")
        detail = self.session.say(waits, time=waiting(self.session, line.posted_at))
        return Item(name_of(self.session, line), detail, f"boards/{line.board}/{line.thread}/{line.number}")

    weekly = Weekly(None, "", "")
    welcome_words = ""
    group: Group | None = None

    @action("i", N_("invite somebody"))
    async def invite(self) -> Result:
        """Invite a member by their name."""
        session = self.session

        async def send(values: Values) -> Result:
            await session.write(group_joining.invite, session.person, self.slug, values["handle"], now=session.now)
            said = N_("Done. If they are not in it, they find the invitation under Support groups, and may say no.")
            return Stay(session.say(said))

        return Ask((Field("handle", N_("Their name here"), limit=80),), send)

    @action("w", N_("the thread of each week"), name="weekly")
    async def weekly_(self) -> Result:
        """Say on which day a thread is begun, and with which words."""
        session = self.session

        async def send(values: Values) -> Result:
            day = None if values["day"] == NO_DAY else int(values["day"])
            words = Weekly(day, values["title"], values["text"])
            await session.write(weekly.change, session.person, self.slug, words, now=session.now)
            said = (
                N_("Kept. It is begun on that day, by the house, in these words.") if day is not None else N_("Kept.")
            )
            return Stay(session.say(said), redraw=True)

        held = NO_DAY if self.weekly.day is None else str(self.weekly.day)
        held = held if self.weekly.title else "0"  # who begins to write one wants it begun
        choices = (*(Choice(str(n), name) for n, name in enumerate(DAYS)), Choice(NO_DAY, N_("no such thread")))
        day = Field("day", N_("Begun on"), Kind.CHOICE, choices=choices, value=held)
        place = f"groups/{self.slug}/weekly"
        begun = await drafting.begun(session, place + TITLE) or self.weekly.title
        title = Field("title", N_("Title"), value=begun, limit=weekly.TITLE, draft=place + TITLE)
        intro = N_("Something that is easy to answer, as you would ask it yourselves.")
        text = await self._written("text", N_("Its words"), intro, self.weekly.text, place, weekly.TEXT)
        return Ask((day, title, text), send, confirm=N_("Keep"))

    @action("e", N_("words of welcome"), name="welcome")
    async def welcome(self) -> Result:
        """Write what everybody is told who comes in."""
        session = self.session

        async def send(values: Values) -> Result:
            await session.write(facilitating.set_welcome, session.person, self.slug, values["words"])
            return Stay(session.say(N_("Kept.")), redraw=True)

        place, intro = f"groups/{self.slug}/welcome", N_("Everybody who comes in is told this, once.")
        held = self.welcome_words
        words = await self._written("words", N_("Words of welcome"), intro, held, place, facilitating.NOTE)
        return Ask((words,), send, confirm=N_("Keep"))

    @action("u", N_("change what matters to the group"), name="guidelines")
    async def guidelines(self) -> Result:
        """Write the group's own guidelines."""
        session = self.session

        async def send(values: Values) -> Result:
            await session.write(facilitating.set_guidelines, session.person, self.slug, values["words"])
            return Stay(session.say(N_("Kept.")), redraw=True)

        intro = N_("In the group's own words. The guidelines of the whole place hold here too.")
        held, place = self.group.guidelines if self.group else "", f"groups/{self.slug}/guidelines"
        words = await self._written("words", N_("What matters"), intro, held, place, GUIDELINES)
        return Ask((words,), send, confirm=N_("Keep"))

    async def _written(self, name: str, label: str, intro: str, held: str, place: str, limit: int) -> Field:
        """Return the field for words that hold for the group: it goes on with what was begun, else with those."""
        session = self.session
        begun = await drafting.begun(session, place) or held
        return Field(name, label, Kind.TEXT, intro=session.say(intro), value=begun, limit=limit, draft=place)

    @action("x", N_("what was reported or noticed"), name="items")
    async def items(self) -> Result:
        """Open what waits to be looked at."""
        return Goto(f"groups/{self.slug}/items")

    @action("p", N_("who is out, and putting somebody out"), name="out")
    async def out(self) -> Result:
        """Open who is out of it."""
        return Goto(f"groups/{self.slug}/out")

    @action("o", N_("who asks to come in"), name="asks")
    async def asks(self) -> Result:
        """Open the list of those."""
        return Goto(f"groups/{self.slug}/asks")

    @action("n", N_("notes to one another"), name="notes")
    async def notes(self) -> Result:
        """Open what facilitators leave for one another."""
        return Goto(f"groups/{self.slug}/notes")


class AsksPage(CareRoom):
    """Who asks to come into a group, and what they said."""

    pattern = "groups/{group}/asks"
    title = N_("Who asks to come in")
    is_empty = True

    async def view(self) -> View:
        """Show them, the longest waiting first."""
        session, say = self.session, self.session.say
        found = await session.read(group_joining.asking, session.vault, session.person, self.slug)
        self.is_empty = not found
        if not found:
            return View(say(self.title), (Prose.of(say(N_("Nobody waits for an answer."))),))
        shown = tuple(
            Post(
                str(one.id),
                one.handle,
                when(session, one.at),
                one.words or say(N_("They left no words.")),
                kind=say(N_("asks to come in")),
                number=n,
            )
            for n, one in enumerate(found, 1)
        )
        prompt = say(N_("Who asks, choose")) if len(shown) == 1 else ""
        return View(say(self.title), shown, total=len(shown), prompt=prompt)

    def can(self, action: Action) -> bool:
        """Offer answers where somebody asks."""
        return not self.is_empty if action.name in ("let-in", "not-now") else super().can(action)

    @action("y", N_("let them in"), name="let-in", on_item=True)
    async def let_in(self, item: str) -> Result:
        """Let somebody in."""
        return await self._answer(item, lets_in=True)

    @action("n", N_("not this time"), name="not-now", on_item=True, confirm=N_("Not let them in this time?"))
    async def not_now(self, item: str) -> Result:
        """Decline; they may ask again after a week."""
        return await self._answer(item, lets_in=False)

    async def _answer(self, item: str, *, lets_in: bool) -> Result:
        session = self.session
        handle = await session.write(
            group_joining.answer, session.person, self.slug, int(item), lets_in=lets_in, now=session.now
        )
        said = N_("{handle} is in the group now.") if lets_in else N_("{handle} finds a kind no on the group's page.")
        return Stay(session.say(said, handle=handle), redraw=True)
