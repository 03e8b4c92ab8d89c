"""One entry of the journal, with the ones before and after it a key away."""

from __future__ import annotations

from bbs import drafting
from bbs.community import journal
from bbs.community.journal import Beside, Entry, Form
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.consenting import agreed_first
from screens.pages.crisis_line import help_above
from screens.pages.draft_places import CHANGED
from screens.pages.journal import JournalRoom
from screens.pages.journal_writing import as_typed, moment, tags_field, when_field
from screens.view import Block, Field, Kind, Post, Prose, View
from screens.when import day, when


class EntryPage(JournalRoom):
    """One entry."""

    pattern = "journal/{entry:int}"
    title = N_("Journal entry")
    listed = False
    entry: Entry | None = None
    beside = Beside()

    @property
    def id(self) -> int:
        """Which entry."""
        return int(self.parts["entry"])

    async def inside(self) -> View:
        """Show it, but not a letter to oneself before its day."""
        session, say = self.session, self.session.say
        entry = self.entry = await session.read(journal.one, session.private, self.id, now=session.now)
        self.beside = await session.read(journal.beside, session.private.member, entry.id, now=session.now)
        title = say(N_("Journal, {day}"), day=day(session, entry.at))
        if entry.is_closed:
            closed = N_(
                "A letter to yourself, written {written}. It opens on {opens}; until then it is shown to nobody."
            )
            words = say(closed, written=day(session, entry.written_at), opens=day(session, entry.at))
            return View(title, (Prose.of(words),))
        before = [say(N_('You wrote this to: "{prompt}"'), prompt=entry.prompt)] if entry.prompt else []
        if entry.form is not Form.LATER and day(session, entry.written_at) != day(session, entry.at):
            before.append(say(N_("Written {day}."), day=day(session, entry.written_at)))
        blocks: list[Block] = [*help_above(session, entry.text), *([Prose.of(*before)] if before else [])]
        blocks.append(self._post(entry))
        return View(title, tuple(blocks), prompt=say(self.room))

    def _post(self, entry: Entry) -> Post:
        say = self.session.say
        who = say(N_("You"))
        if entry.form is Form.LETTER:
            who = say(N_("Unsent letter to {name}"), name=entry.to) if entry.to else say(N_("Unsent letter"))
        if entry.form is Form.LATER:
            who = say(N_("Your letter to yourself"))
        return Post(
            id=str(entry.id),
            author=who,
            when=when(self.session, entry.written_at if entry.form is Form.LATER else entry.at),
            text=entry.text,
            where=say(N_("Tags: {tags}"), tags=", ".join(entry.tags)) if entry.tags else "",
            number=1,
        )

    def on_enter(self) -> str:
        """Enter goes back in time."""
        return "before" if self.beside.older else ""

    def can(self, action: Action) -> bool:
        """Offer what there is."""
        match action.name:
            case "before":
                return bool(self.beside.older)
            case "after":
                return bool(self.beside.newer)
            case "edit":
                return self.entry is not None and not self.entry.is_closed
        return super().can(action)

    @action("p", N_("the entry before"), name="before")
    async def before(self) -> Result:
        """Open the next older one."""
        return Goto(f"journal/{self.beside.older}", replace=True)

    @action("n", N_("the entry after"), name="after")
    async def after(self) -> Result:
        """Open the next newer one."""
        return Goto(f"journal/{self.beside.newer}", replace=True)

    @action("e", N_("change it"), name="edit")
    @agreed_first
    async def edit(self) -> Result:
        """Change its words and tags."""
        session, entry, draft = self.session, self.entry, f"{CHANGED}{self.id}"
        if entry is None:
            raise NotFound
        was = as_typed(session, entry.at)

        async def keep(values: Values) -> Result:
            tags = journal.tags_in(values["tags"])
            about = moment(session, values["when"]) if values.get("when", was) != was else 0
            await session.write(
                journal.change, session.private, self.id, values["text"], tags, now=session.now, about=about
            )
            return Stay(session.say(N_("Kept.")), redraw=True)

        value = await drafting.begun(session, draft) or entry.text
        text = Field("text", N_("Your words"), Kind.TEXT, value=value, draft=draft, limit=journal.LONGEST)
        dated = () if entry.form is Form.LATER else (when_field(session, was),)
        return Ask((text, tags_field(session, ", ".join(entry.tags)), *dated), keep, confirm=N_("Keep"))

    @action(
        "x",
        N_("take it away"),
        name="remove",
        confirm=N_("Take this entry away? For seven days it can be brought back."),
    )
    async def remove(self) -> Result:
        """Delete it."""
        await self.session.write(journal.delete, self.session.private.member, self.id, now=self.session.now)
        return Goto("journal", self.session.say(N_("Taken away.")), replace=True)
