"""The log of what staff did, for all of the staff: newest first, by act and by member, and whether it is whole."""

from __future__ import annotations

from bbs.community import acts, groups, log, members
from bbs.community.log import Entry
from bbs.community.members import Person, Role
from bbs.community.texts import paragraphs
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.view import Facts, Field, Item, Listing, Prose, View
from screens.when import when

AT_ONCE = 20
SHORT = 16
"""Letters of the last link that are enough to write down, as `warmline log verify` shows them."""


def _as_read(staff: Person, entries: list[Entry]) -> list[Entry]:
    """Return acts as one of the staff reads them. Operators keep all groups; others do not learn of an unlisted one."""
    if staff.role is Role.OPERATOR:
        return entries
    titles = groups.titles(staff)
    return [acts.veiled(entry, titles) for entry in entries]


class LogPage(AnyPage):
    """Everything that was done, newest first."""

    pattern = "office/log"
    title = N_("What staff did")
    who = Who.STAFF

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.before: int | None = None
        self.last: int | None = None

    async def view(self) -> View:
        """List it, so much at a time."""
        session, say = self.session, self.session.say
        found = await session.read(self._fetch)
        more, shown = len(found) > AT_ONCE, found[:AT_ONCE]
        self.last = shown[-1].id if shown else None
        items = tuple(self._item(entry) for entry in shown)
        about = say(N_("What is about you is not here: you read that as every member does."))
        first = (Prose.of(about),) if self.before is None else ()
        listing = Listing(items, say(N_("Nothing is in the log.")), name=say(N_("Acts")))
        return View(self._title(), (*first, listing), more=more)

    def _title(self) -> str:
        return self.session.say(self.title)

    def _fetch(self) -> list[Entry]:
        return self._some()

    def _some(self, *, act: str = "", of: int | None = None) -> list[Entry]:
        session, limit = self.session, AT_ONCE + 1
        found = log.lately(session.vault, session.person, before=self.before, act=act, of=of, limit=limit)
        return _as_read(session.member, found)

    def _item(self, entry: Entry) -> Item:
        said, _ = acts.to_staff(entry, self.session.language)
        return Item(said, when(self.session, entry.at), f"office/log/{entry.id}")

    async def more(self) -> bool:
        """Go on to what was before."""
        self.before = self.last
        return self.last is not None

    def whole(self) -> None:
        """Begin with the newest."""
        self.before = None

    @action("u", N_("what the log says about you"), name="about-me")
    async def about_me(self) -> Result:
        """Open what is about the reader."""
        return Goto("about/me")

    @action("y", N_("of one member"), name="member")
    async def member(self) -> Result:
        """Ask whose, and show what they did and what was done about them."""

        async def chosen(values: Values) -> Result:
            return Goto(f"office/log/of/{values['handle'].strip().lower()}")

        async def check(typed: str) -> str:
            if await self.session.read(members.by_handle, typed) is None:
                raise NotUnderstood(N_("There is no member called {handle}."), handle=typed.strip())
            return typed

        return Ask((Field("handle", N_("Their name here"), limit=80, check=check),), chosen)

    @action("a", N_("of one kind"), name="kind")
    async def kind(self) -> Result:
        """Show the kinds there are, to choose one."""
        return Goto("office/log/kinds")

    @action("v", N_("see whether the log is whole"), name="check")
    async def check(self) -> Result:
        """Look the whole chain over."""
        session = self.session
        checked = await session.read(log.check, session.vault)
        last, n = checked.head.hex()[:SHORT], checked.entries
        if not checked.holds:
            words = N_("Entry {n} does not fit: it, or what came before it, was changed or taken out. Tell the others.")
            return Stay(session.say(words, n=checked.broken), refused=True)
        whole = session.language.count(
            "{n} entry, and nothing was changed or taken out.",
            "{n} entries, and nothing was changed or taken out.",
            n,
        )
        keep = session.say(
            N_("The last link is {link}: noted elsewhere, it shows later that nothing was cut off."), link=last
        )
        return Stay(f"{whole} {keep}" if n else session.say(N_("Nothing is in the log.")))


class LogKindsPage(AnyPage):
    """The kinds of acts that are in the log."""

    pattern = "office/log/kinds"
    title = N_("Kinds of acts")
    who = Who.STAFF

    async def view(self) -> View:
        """List them."""
        session = self.session
        found = await session.read(log.kinds, session.person)
        items = tuple(Item(acts.in_general(act, session.language), to=f"office/log/act/{act}") for act in found)
        return View(session.say(self.title), (Listing(items, session.say(N_("Nothing is in the log."))),))


class LogOfKindPage(LogPage):
    """What was done of one kind."""

    pattern = "office/log/act/{act}"
    title = N_("Acts of one kind")
    listed = False

    def _fetch(self) -> list[Entry]:
        return self._some(act=self.parts["act"].lower())


class LogOfMemberPage(LogPage):
    """What a member did, and what was done about them."""

    pattern = "office/log/of/{handle}"
    title = N_("Acts of and about a member")
    listed = False

    def _title(self) -> str:
        return self.session.say(N_("Acts of and about {handle}"), handle=self.parts["handle"].lower())

    def _fetch(self) -> list[Entry]:
        person = members.by_handle(self.parts["handle"])
        if person is None:
            raise NotFound
        return self._some(of=person.id)


class LogEntryPage(AnyPage):
    """One act: who, when, and what was given for it."""

    pattern = "office/log/{entry:int}"
    title = N_("An act in the log")
    who = Who.STAFF
    listed = False
    case: int | None = None

    async def view(self) -> View:
        """Say all of it."""
        session, say = self.session, self.session.say
        entry = await session.read(self._fetch)
        self.case = entry.case
        said, words = acts.to_staff(entry, session.language)
        rows = ((say(N_("Act")), said), (say(N_("When")), when(session, entry.at)))
        given = (Prose.of(say(N_("What was given for it:")), *paragraphs(words)),) if words else ()
        return View(say(self.title), (Facts(rows), *given))

    def _fetch(self) -> Entry:
        entry = log.one(self.session.vault, self.session.person, int(self.parts["entry"]))
        return _as_read(self.session.member, [entry])[0]

    def can(self, action: Action) -> bool:
        """Offer the case where it is about one."""
        return self.case is not None if action.name == "case" else super().can(action)

    @action("c", N_("open its case"), name="case")
    async def open_case(self) -> Result:
        """Open the case in which it was done, for who may see it."""
        return Goto(f"desk/cases/{self.case}")
