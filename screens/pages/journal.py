"""The journal: what somebody wrote for themselves, the newest first, found by words or tags."""

from __future__ import annotations

from bbs.community import journal
from bbs.community.hiding import Hidden
from bbs.community.journal import Entry, Form
from bbs.community.shelf import Kind as Shelved
from bbs.community.snippets import snippet
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.crisis_line import help_above
from screens.pages.private import PrivatePage
from screens.view import Block, Choice, Field, Item, Kind, Listing, Prose, View
from screens.when import day, when

A_PAGE = 20
TAGS_SHOWN = 30
"""Tags to choose from: more than anybody reads through."""


class JournalRoom(PrivatePage):
    """The base of the pages of a journal."""

    keeps = (Shelved.JOURNAL,)
    title = N_("Journal")
    room = title


def entry_item(session: Session, entry: Entry, wanted: tuple[str, ...] = ()) -> Item:
    """Return an entry as something to choose: its first words, or those around what was looked for, and when."""
    say = session.say
    parts = [when(session, entry.at)]
    if entry.form is Form.LETTER:
        parts.append(say(N_("unsent letter to {name}"), name=entry.to) if entry.to else say(N_("unsent letter")))
    if entry.form is Form.LATER:
        parts.append(say(N_("a letter to yourself, written {day}"), day=day(session, entry.written_at)))
    parts += [say(N_("tags: {tags}"), tags=", ".join(entry.tags))] if entry.tags else []
    return Item(_in_list(snippet(entry.text, wanted)), ", ".join(parts), f"journal/{entry.id}", id=str(entry.id))


def _in_list(words: str) -> str:
    """Return words as they stand before a comma: without the full stop of their sentence."""
    return words if words.endswith("..") or len(words) < 2 else words.removesuffix(".")


class JournalPage(JournalRoom):
    """All of it."""

    pattern = "journal"
    previews = True
    skipped = 0
    shown = 0
    waiting = 0
    taken_away: Hidden | None = None

    async def inside(self) -> View:
        """List the entries, the newest first, some at a time."""
        session, say = self.session, self.session.say
        limit = self.skipped + A_PAGE + 1
        found = await session.read(journal.entries, session.private, now=session.now, limit=limit)
        self.waiting = len(await session.read(journal.waiting, session.private, now=session.now))
        self.taken_away = await session.read(journal.taken_away, session.private.member)
        page = found[self.skipped : self.skipped + A_PAGE]
        self.shown = len(page)
        blocks: list[Block] = [Prose.of(*self._before())] if self._before() and not self.skipped else []
        empty = say(N_("Nothing is written yet. To write something, {do:write/w}. Nobody reads it but you."))
        blocks.append(Listing(tuple(entry_item(session, entry) for entry in page), empty))
        return View(say(self.title), tuple(blocks), more=len(found) == limit)

    def _before(self) -> list[str]:
        said = []
        if self.waiting:
            count = self.session.language.count
            said.append(
                count("{n} letter to yourself waits for its day.", "{n} letters to yourself wait.", self.waiting)
            )
        if self.taken_away:
            said.append(self.session.say(N_("What you took away last can be brought back: {do:bring-back/u}.")))
        return said

    async def more(self) -> bool:
        """Go on to older ones."""
        self.skipped += self.shown
        return self.shown > 0

    def _outside(self) -> View:
        """Say that one can write all the same, where a seal is what closes it."""
        view = super()._outside()
        if not self.is_sealed:
            return view
        words = self.session.say(N_("To write something without opening it, {do:write/w}."))
        return View(view.title, (*view.blocks, Prose.of(words)))

    def offered(self) -> list[Action]:
        """Offer writing while it is sealed, too: what is written needs no key."""
        there = super().offered()
        if self.closed and self.is_sealed:
            return [*(each for each in self.declared if each.name == "write"), *there]
        return there

    def on_enter(self) -> str:
        """Enter writes, once everything was seen."""
        return "write"

    def can(self, action: Action) -> bool:
        """Offer what there is something for."""
        match action.name:
            case "find" | "tags" | "calendar":
                return self.shown > 0
            case "waiting":
                return self.waiting > 0
            case "bring-back":
                return self.taken_away is not None
        return super().can(action)

    @action("w", N_("write something"))
    async def write(self) -> Result:
        """Open what there is to write."""
        return Goto("journal/write")

    @action("f", N_("find words in it"))
    async def find(self) -> Result:
        """Ask for words. They are looked for here alone, and kept nowhere."""

        async def look_for(values: Values) -> Result:
            return Goto(f"journal/found/{values['words']}")

        intro = self.session.say(N_("All entries that hold all of these words. Nobody is told what you look for."))
        return Ask((Field("words", N_("Words"), intro=intro, limit=200, private=True),), look_for)

    @action("t", N_("entries with a tag"))
    async def tags(self) -> Result:
        """Choose a tag."""
        used = await self.session.read(journal.tags_used, self.session.private, now=self.session.now)
        if not used:
            return Stay(self.session.say(N_("No entry has a tag yet. They are given while writing: tags.")))

        async def chosen(values: Values) -> Result:
            return Goto(f"journal/found/{journal.TAG}{values['tag']}")

        choices = tuple(Choice(tag, tag) for tag in used[:TAGS_SHOWN])
        return Ask((Field("tag", N_("Which tag"), Kind.CHOICE, choices=choices),), chosen)

    @action("c", N_("by month"))
    async def calendar(self) -> Result:
        """Open this month."""
        return Goto("journal/calendar")

    @action("l", N_("letters that wait for their day"))
    async def waiting_(self) -> Result:
        """Open the list of those."""
        return Goto("journal/waiting")

    @action("u", N_("bring back what you took away"), name="bring-back")
    async def bring_back(self) -> Result:
        """Undo the last deletion."""
        await self.session.write(journal.bring_back, self.session.private.member)
        return Stay(self.session.say(N_("It is back.")), redraw=True)


class WaitingLettersPage(JournalRoom):
    """Letters to oneself that are not open yet."""

    pattern = "journal/waiting"
    title = N_("Letters that wait")

    async def inside(self) -> View:
        """List them by the day they open, without a word of them."""
        session, say = self.session, self.session.say
        found = await session.read(journal.waiting, session.private, now=session.now)
        items = tuple(
            Item(
                say(N_("A letter to yourself, opens {day}"), day=day(session, each.at)),
                say(N_("written {day}"), day=day(session, each.written_at)),
                f"journal/{each.id}",
                id=str(each.id),
            )
            for each in found
        )
        return View(say(self.title), (Listing(items, say(N_("None wait."))),))


class FoundEntriesPage(JournalRoom):
    """Entries that hold some words, or have a tag."""

    pattern = "journal/found/{words:rest}"
    title = N_("Found in your journal")
    listed = False

    async def inside(self) -> View:
        """List them, after a line of help where the words sound as if it was wanted."""
        session, wanted = self.session, self.parts["words"]
        found = await session.read(journal.find, session.private, wanted, now=session.now)
        words = () if wanted.startswith(journal.TAG) else tuple(wanted.split())
        items = tuple(entry_item(session, entry, words) for entry in found)
        listing = Listing(items, session.say(N_("No entry has these words.")))
        return View(session.say(self.title), (*help_above(session, wanted), listing))
