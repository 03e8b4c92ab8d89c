"""The guidelines as operators keep them: writing a version, looking at it as members will, publishing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bbs import drafting
from bbs.community import guideline_versions
from bbs.community.guideline_versions import EXAMPLE, LINE, LONG
from bbs.community.texts import Guidelines, paragraphs
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.accepting import asked
from screens.view import Block, Facts, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import day


def spoken_day(session: Session, on: date) -> str:
    """Say a day in words."""
    return day(session, int(datetime(on.year, on.month, on.day, 12, tzinfo=UTC).timestamp()))


HOW = N_(
    "Change one: {one:change/e}. The long text: {key:long/l}. Publish it: {key:publish/p}. Then everybody is asked "
    "again."
)
KEPT = N_("Kept. Members see it once you publish.")
REVIEWED = N_("Kept: it holds now. No word was changed, so nobody is asked again.")
SAME = N_("Nothing is different from what holds now.")

WRITTEN = "office/guidelines"
"""Where the long text is kept while it is written: the page on which it is gone on with."""


class GuidelinesOfficePage(AnyPage):
    """What holds, and the version that is being written."""

    pattern = "office/guidelines"
    title = N_("Guidelines and their versions")
    who = Who.OPERATOR
    is_written = False

    async def view(self) -> View:
        """Say which version holds, what the one being written changes, and list the short ones."""
        session, say = self.session, self.session.say
        current = session.house.texts.guidelines
        written = await session.read(guideline_versions.draft, session.person)
        self.is_written = written is not None
        shown = written or current
        rows = (
            (say(N_("Version")), str(current.version)),
            (say(N_("To be read afresh by")), spoken_day(session, shown.review_by)),
        )
        blocks: list[Block] = []
        if written is not None:
            blocks.append(Notice(say(N_("A new version is being written. Members see it once you publish."))))
        elif guideline_versions.is_due(current, session.now):
            blocks.append(Notice(say(N_("The day has come to read them all afresh. Change what should change."))))
        items = tuple(Item(f"{one.line} {one.example}", id=str(n)) for n, one in enumerate(shown.short, 1))
        how = say(HOW)
        blocks += [Facts(rows), Prose.of(how), Listing(items, "", name=say(N_("The short ones")))]
        return View(say(self.title), blocks)

    def can(self, action: Action) -> bool:
        """Offer to publish, look at and drop what is being written."""
        return self.is_written if action.name in ("publish", "drop", "preview") else super().can(action)

    def _kept(self, new: Guidelines, said: str) -> Stay:
        is_same = guideline_versions.is_same(new, self.session.house.texts.guidelines)
        return Stay(self.session.say(SAME if is_same else said), redraw=True)

    async def _shown(self) -> Guidelines:
        session = self.session
        return await session.read(guideline_versions.draft, session.person) or session.house.texts.guidelines

    @action("e", N_("change one of the short ones"), name="change", on_item=True)
    async def change(self, item: str) -> Result:
        """Change a line and its example."""
        session, number = self.session, int(item) if item.isdecimal() else 0
        short = (await self._shown()).short
        if not 1 <= number <= len(short):
            raise NotUnderstood(N_("That is not one of them. Choose one by its number."))
        one = short[number - 1]

        async def send(values: Values) -> Result:
            words = (number, values["line"], values["example"])
            current = session.house.texts.guidelines
            new = await session.write(guideline_versions.change_line, session.person, current, *words, now=session.now)
            return self._kept(new, KEPT)

        fields = (
            Field("line", N_("The sentence"), value=one.line, limit=LINE),
            Field("example", N_("An example"), value=one.example, limit=EXAMPLE),
        )
        return Ask(fields, send)

    @action("l", N_("change the long text"), name="long")
    async def long(self) -> Result:
        """Write the long text."""
        session = self.session

        async def send(values: Values) -> Result:
            current = session.house.texts.guidelines
            said = values["text"]
            new = await session.write(guideline_versions.change_long, session.person, current, said, now=session.now)
            return self._kept(new, KEPT)

        intro = session.say(N_("A line that begins with # and a space is a heading. Empty lines part paragraphs."))
        text = await drafting.begun(session, WRITTEN) or "\n\n".join(paragraphs((await self._shown()).long))
        field = Field("text", N_("The long text"), Kind.TEXT, intro=intro, value=text, limit=LONG, draft=WRITTEN)
        return Ask((field,), send)

    @action("r", N_("say by when to read them afresh"), name="review")
    async def review(self) -> Result:
        """Ask for the day."""
        session = self.session

        async def check(typed: str) -> str:
            return guideline_versions.day_of(typed, session.now).isoformat()

        async def send(values: Values) -> Result:
            on, current = date.fromisoformat(values["day"]), session.house.texts.guidelines
            what = (session.vault, session.person, current, on)
            new = await session.write(guideline_versions.set_review, *what, now=session.now)
            if self.is_written:
                return self._kept(new, N_("Kept. It holds once you publish."))
            kept = self._kept(new, REVIEWED)
            session.house.take_guidelines(new)
            return kept

        help_ = session.say(N_("A day such as 1 October 2028, or in a year."))
        return Ask((Field("day", N_("By which day"), help=help_, limit=40, check=check),), send)

    @action("v", N_("see it as members will"), name="preview")
    async def preview(self) -> Result:
        """Open what members will be asked."""
        return Goto("office/guidelines/new")

    @action(
        "p",
        N_("publish the new version"),
        confirm=N_("Publish it? It holds at once. At their next visit all are shown what changed, and asked again."),
    )
    async def publish(self) -> Result:
        """Let it hold."""
        session = self.session
        current = session.house.texts.guidelines
        new = await session.write(guideline_versions.publish, session.vault, session.person, current, now=session.now)
        session.house.take_guidelines(new)
        if new.version == current.version:
            return Stay(session.say(REVIEWED), redraw=True)
        if session.person is not None:
            session.signed_in(replace(session.person, accepted=new.version))
        return Stay(session.say(N_("Version {n} holds now. You have accepted it by this."), n=new.version), redraw=True)

    @action("x", N_("drop the new version"), name="drop", confirm=N_("Drop what you wrote? What holds stays as it is."))
    async def drop(self) -> Result:
        """Let go of what is being written."""
        await self.session.write(guideline_versions.drop, self.session.person)
        return Stay(self.session.say(N_("Dropped.")), redraw=True)


class NewGuidelinesPage(AnyPage):
    """The version that is being written, as who accepted the present one will be asked for it."""

    pattern = "office/guidelines/new"
    title = N_("The new version, as members will see it")
    who = Who.OPERATOR

    async def view(self) -> View:
        """Show it."""
        session, say = self.session, self.session.say
        written = await session.read(guideline_versions.draft, session.person)
        if written is None:
            return View(say(self.title), (Prose.of(say(N_("No new version is being written."))),))
        current = session.house.texts.guidelines
        return View(say(self.title), asked(session, current.version, current, written))
