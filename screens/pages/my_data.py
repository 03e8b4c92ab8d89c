"""My data: what is held about a member in words, all of it to read, to fetch as a file, and to delete."""

from __future__ import annotations

from bbs.community import consent, deleting, exporting, held, hiding, left_words
from bbs.community.held import Told
from bbs.community.held_entry import Entry
from bbs.community.hiding import UNDO, Hidden
from bbs.community.shelf import KINDS
from bbs.community.shelf import Kind as Shelved
from bbs.fetching import SECONDS
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.private import PrivatePage, unlock_first
from screens.view import Block, Facts, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import day, when

AGREED = N_("You agreed {when} that this place keeps what tells of your health. To take that back, {do:withdraw/w}.")
NOT_AGREED = N_(
    "Without your yes to keeping what tells of your health, nothing new of it is kept. You are asked when you next "
    "write some."
)
WITHDRAW = N_(
    "From then on no check-in, questionnaire, journal entry, kind word or part of a plan is kept. What is there stays "
    "until you delete it, and you can read and fetch it. All else stays open; you are asked when you next write one."
)
AT_ONCE = 10
"""Entries that are shown before more are asked for."""
FETCH = N_("Open for {n} minutes, once. On your own computer: ssh host export > mydata.zip, with this host.")


class MyDataPage(PrivatePage):
    """Every part of what is held, and how much it is."""

    pattern = "my-data"
    title = N_("My data")
    agreed_at: int | None = None
    has_left_words = False

    async def inside(self) -> View:
        """List the parts, then say what is not held, and what is not told."""
        session = self.session
        say = session.say
        found = await session.read(held.told, session.private)
        self.agreed_at = await session.read(consent.given_at, session.private.member)
        if session.person is not None:
            self.has_left_words = await session.read(left_words.are_any, session.person)
        items = tuple(Item(say(each.label), self._detail(each), f"my-data/{each.name}") for each in found)
        intro = say(N_("All that this place holds about you. Each part can be read, and most of them deleted."))
        fetch = say(N_("{key:all/a}: read it all. {key:json/J}: as JSON. {key:fetch/f}: as a file."))
        leave = say(N_("{key:leave-for-good/l}: leave for good."))
        absent = say(N_("Not held: {things}."), things="; ".join(map(say, held.NOT_HELD)))
        untold = [say(reason) for reason in held.NOT_TOLD.values()]
        passing = say(N_("While you are connected: where your visits come from, in memory alone, and in no log."))
        return View(
            say(self.title),
            (
                Prose.of(intro, f"{fetch} {leave}"),
                Listing(items, "", say(N_("What there is"))),
                Prose.of(self._agreed(), absent, *untold, passing),
            ),
        )

    def _agreed(self) -> str:
        if self.agreed_at is None:
            return self.session.say(NOT_AGREED)
        return self.session.say(AGREED, when=day(self.session, self.agreed_at))

    def can(self, action: Action) -> bool:
        """Offer to take back what was given, and what stands in groups they left where there is any."""
        if action.name == "in-groups":
            return self.has_left_words
        return self.agreed_at is not None if action.name == "withdraw" else super().can(action)

    def _detail(self, one: Told) -> str:
        if one.is_closed:
            return self.session.say(N_("sealed to your own key"))
        return self.session.language.count("{n} entry", "{n} entries", one.entries)

    @action("a", N_("read all of it"), name="all")
    async def all_(self) -> Result:
        """Open everything, one entry after the other."""
        return Goto("my-data/all")

    @action("j", N_("read it as JSON"), name="json")
    async def json_(self) -> Result:
        """Open what the file has for programs."""
        return Goto("my-data/json")

    @action("f", N_("fetch it as a file"))
    async def fetch(self) -> Result:
        """Open it for a command that comes next; what is sealed is unlocked for that."""
        session = self.session
        if not any(each.is_closed for each in await session.read(held.told, session.private)):
            return await self._opened()
        return unlock_first(session, self._opened, why=session.say(N_("Some of it is sealed.")))

    async def _opened(self) -> Result:
        session = self.session
        session.house.fetching.open(session.private.member, session.locker.key, now=session.now)
        return Stay(session.say(FETCH, n=SECONDS // 60))

    @action("d", N_("see what you deleted lately"))
    async def deleted(self) -> Result:
        """Open what can be taken back."""
        return Goto("my-data/deleted")

    @action("g", N_("your words in groups you left"), name="in-groups")
    async def in_groups(self) -> Result:
        """Open what they wrote in groups they are not in any more."""
        return Goto("my-data/in-groups")

    @action("w", N_("agree no more that it is kept"))
    async def withdraw(self) -> Result:
        """Say what follows, and take the consent back."""
        session = self.session

        async def go_on(values: Values) -> Result:
            if values["sure"] != "yes":
                return Stay(session.say(N_("Left as it was.")))
            await session.write(consent.withdraw, session.private.member)
            return Stay(session.say(N_("Taken back. To delete what is there, choose it here.")), redraw=True)

        return Ask((Field("sure", N_("Take it back?"), Kind.YES, intro=session.say(WITHDRAW)),), go_on)

    @action("s", N_("what the log says about you"), name="about-me")
    async def about_me(self) -> Result:
        """Open what those who look after this place did about the reader."""
        return Goto("about/me")

    @action("l", N_("leave for good"), name="leave-for-good")
    async def leave_for_good(self) -> Result:
        """Open what that means, and the way to do it."""
        return Goto("my-data/leave")


class EntriesPage(PrivatePage):
    """Entries, some at a time: all there are, or one part's."""

    pattern = "my-data/all"
    title = N_("All my data")

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.first = 0
        self.total = 0

    async def _entries(self) -> list[tuple[str, Entry]]:
        """Return what there is to show, each with the name of its part; what is sealed is left out."""
        session = self.session
        found: list[tuple[str, Entry]] = []
        for each in await session.read(held.told, session.private):
            if not each.is_closed:
                entries = await session.read(held.entries, session.private, each.name)
                found += [(each.label, entry) for entry in entries]
        return found

    async def inside(self) -> View:
        """Show some entries; a line break in somebody's words is a stroke here, and whole in the file."""
        session = self.session
        found = await self._entries()
        self.total = len(found)
        shown = found[self.first : self.first + AT_ONCE]
        blocks: list[Block] = [Facts(self._rows(n, *one)) for n, one in enumerate(shown, self.first + 1)]
        if not blocks:
            blocks = [Notice(session.say(N_("There is nothing here.")))]
        return View(self._heading(), blocks, more=self.first + AT_ONCE < len(found))

    def _heading(self) -> str:
        return self.session.say(self.title)

    def _rows(self, n: int, label: str, entry: Entry) -> tuple[tuple[str, str], ...]:
        session = self.session
        place = session.say(N_("{n} of {total}"), n=n, total=self.total)
        facts = exporting.facts(entry, session.language, lambda at: when(session, at))
        return (session.say(label), place), *(
            (name, " / ".join(filter(None, value.splitlines()))) for name, value in facts
        )

    async def more(self) -> bool:
        """Go on to the next."""
        if self.first + AT_ONCE >= self.total:
            return False
        self.first += AT_ONCE
        return True

    def whole(self) -> None:
        """Begin at the beginning."""
        self.first = 0


class PartPage(EntriesPage):
    """One part."""

    pattern = "my-data/{part}"
    title = N_("A part of my data")
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.part = parts["part"]
        known = {each.name: each for each in held.PARTS}
        if self.part in known and (kind := known[self.part].kind) is not None:
            self.keeps = (kind,)

    async def _entries(self) -> list[tuple[str, Entry]]:
        label = held.label_of(self.part)
        return [(label, entry) for entry in await self.session.read(held.entries, self.session.private, self.part)]

    def _heading(self) -> str:
        return self.session.say(held.label_of(self.part))

    def can(self, action: Action) -> bool:
        """Offer to delete what is there and can go by itself."""
        if action.name == "delete":
            return self.total > 0 and deleting.can_be_deleted(self.part)
        return super().can(action)

    @action("x", N_("delete all of it"))
    async def delete(self) -> Result:
        """Ask whether that is meant, saying whether it can be undone, and delete it."""
        session, part = self.session, self.part
        undo = N_("It is out of sight at once. You can take it back for {n} days; then it is destroyed.")
        gone = N_("It is gone at once, and cannot be brought back.")
        words = session.say(undo if deleting.can_be_taken_back(part) else gone, n=UNDO // 86400)

        async def go_on(values: Values) -> Result:
            if values["sure"] != "yes":
                return Stay(session.say(N_("Left as it was.")))
            await session.write(deleting.delete, session.private, part, now=session.now)
            return Goto("my-data", session.say(N_("Deleted.")), replace=True)

        return Ask((Field("sure", N_("Delete all of it?"), Kind.YES, intro=words),), go_on)


class DeletedPage(PrivatePage):
    """What was deleted and can be taken back."""

    pattern = "my-data/deleted"
    title = N_("Deleted lately")
    found: tuple[Hidden, ...] = ()

    async def inside(self) -> View:
        """List each deletion: what, how much, and until when it can be taken back."""
        session = self.session
        self.found = tuple(await session.read(hiding.hidden, session.private.member))
        items = tuple(
            Item(
                session.say(KINDS[each.kind]),
                session.language.count(
                    "{n} entry, can be taken back until {when}",
                    "{n} entries, can be taken back until {when}",
                    each.records,
                    when=day(session, each.at + UNDO),
                ),
                id=f"{each.kind.value}/{each.at}",
            )
            for each in self.found
        )
        return View(session.say(self.title), (Listing(items, session.say(N_("Nothing waits to be destroyed."))),))

    def can(self, action: Action) -> bool:
        """Offer what there is something to do with."""
        return bool(self.found) if action.name in ("take-back", "destroy") else super().can(action)

    @action("t", N_("take one back"), on_item=True)
    async def take_back(self, item: str) -> Result:
        """Have it again as it was."""
        kind, _, at = item.partition("/")
        await self.session.write(hiding.take_back, self.session.private.member, Shelved(kind), int(at))
        return Stay(self.session.say(N_("It is there again.")), redraw=True)

    @action("x", N_("destroy one now"), on_item=True, confirm=N_("Destroy it now? It cannot be brought back."))
    async def destroy(self, item: str) -> Result:
        """Wait no longer: everything of that kind that was deleted is gone."""
        kind = Shelved(item.partition("/")[0])
        await self.session.write(hiding.destroy_at_once, self.session.private.member, kind)
        return Stay(self.session.say(N_("It is gone.")), redraw=True)
