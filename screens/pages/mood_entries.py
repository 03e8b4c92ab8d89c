"""The check-ins one by one, and all of them as data to take along."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.community import moods
from bbs.community.back_dates import DAYS
from bbs.community.mood_files import as_csv, as_json
from bbs.community.moods import NAMES, CheckIn
from bbs.community.shelf import Kind as Shelved
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Goto, Result, action
from screens.pages.checkin import CheckInPage
from screens.pages.private import PrivatePage
from screens.view import Block, Item, Listing, Prose, View
from screens.when import when

A_PAGE = 20


class MoodDaysPage(PrivatePage):
    """The check-ins one by one."""

    pattern = "moods/days"
    title = N_("Your check-ins")
    listed = False
    keeps = (Shelved.MOOD,)

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.shown = 0

    async def inside(self) -> View:
        """List them, the latest first."""
        session = self.session
        found = await session.read(moods.entries, session.private, limit=self.shown + A_PAGE + 1)
        items = tuple(self._item(one) for one in found[self.shown : self.shown + A_PAGE])
        more = len(found) > self.shown + A_PAGE
        return View(session.say(self.title), (Listing(items, session.say(N_("None."))),), more=more)

    async def more(self) -> bool:
        """Go on to those before."""
        self.shown += A_PAGE
        return True

    def _item(self, one: CheckIn) -> Item:
        say = self.session.say
        at = self.session.local(one.at)
        label = say(N_("{day} {when}, {mood}"), day=say(DAYS[at.weekday()]), when=when(self.session, one.at),
                    mood=say(NAMES[one.mood]))  # fmt: skip
        if (self.session.local(self.session.now).date() - at.date()).days < 7:
            label = say(N_("{when}, {mood}"), when=when(self.session, one.at), mood=say(NAMES[one.mood]))
        words = say(N_("with words")) if one.note or one.intention else ""
        return Item(label, ", ".join(filter(None, (*one.tags, words))), f"moods/{one.id}", id=str(one.id))


class MoodPage(CheckInPage):
    """One check-in."""

    pattern = "moods/{id:int}"
    listed = False
    asks = True
    keeps = (Shelved.MOOD,)

    async def _entry(self) -> CheckIn | None:
        return await self.session.read(moods.one, self.session.private, int(self.parts["id"]))

    async def after(self, entry: CheckIn) -> list[Block]:
        """Nothing more is said of one that was."""
        return []

    def on_enter(self) -> str:
        """Enter goes back."""
        return "done"

    def can(self, action: Action) -> bool:
        """Offer nothing that begins another."""
        return action.name not in ("check", "offers") and super().can(action)


class TakeAlongPage(PrivatePage):
    """The base of check-ins as data: each line of a file is a paragraph."""

    listed = False
    keeps = (Shelved.MOOD,)

    async def inside(self) -> View:
        """Show the lines of the file."""
        found = await self.session.read(moods.entries, self.session.private)
        title = "" if self.is_scripted else self.session.say(self.title)  # a file holds its lines alone
        return View(title, (Prose(self.lines(found[::-1])),))

    def lines(self, entries: Sequence[CheckIn]) -> tuple[str, ...]:
        """Return the lines of the file."""
        raise NotImplementedError

    def local(self, entry: CheckIn) -> str:
        """Return when it was, with its offset."""
        return self.session.local(entry.at).isoformat(timespec="minutes")


class MoodCsvPage(TakeAlongPage):
    """Check-ins as CSV."""

    pattern = "moods/csv"
    title = N_("Check-ins as CSV")

    def lines(self, entries: Sequence[CheckIn]) -> tuple[str, ...]:
        """Return a line of names, then a line for each."""
        return as_csv([(self.local(each), each) for each in entries])

    @action("s", N_("the same as JSON"))
    async def json(self) -> Result:
        """Show them as JSON."""
        return Goto("moods/json", replace=True)


class MoodJsonPage(TakeAlongPage):
    """Check-ins as JSON."""

    pattern = "moods/json"
    title = N_("Check-ins as JSON")

    def lines(self, entries: Sequence[CheckIn]) -> tuple[str, ...]:
        """Return a list, a line for each."""
        return as_json([(self.local(each), each) for each in entries])

    @action("s", N_("the same as CSV"))
    async def csv(self) -> Result:
        """Show them as CSV."""
        return Goto("moods/csv", replace=True)
