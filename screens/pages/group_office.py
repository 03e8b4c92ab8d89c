"""Support groups as operators keep them: what each is, who looks after it, closing it; and opening new ones."""

from __future__ import annotations

from bbs.community import group_joining, group_making, groups, starter_groups
from bbs.community.group_making import Shape
from bbs.community.groups import GroupLine, Visibility, Way
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.groups import READERS, WAYS
from screens.view import Choice, Facts, Field, Item, Kind, Listing, Prose, View


class GroupsOfficePage(AnyPage):
    """All groups, unlisted and closed ones too."""

    pattern = "office/groups"
    title = N_("Groups and who looks after them")
    who = Who.OPERATOR

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.missing = False

    async def view(self) -> View:
        """List them."""
        session, say = self.session, self.session.say
        found, uncared = await session.read(self._fetch)
        slugs = {line.slug for line in found}
        self.missing = any(starter.slug not in slugs for starter in session.house.texts.groups)
        items = tuple(
            Item(
                line.title,
                self._detail(line, uncared),
                f"office/groups/{line.slug}",
                id=line.slug,
                new=uncared.get(line.slug, 0) > 0,
            )
            for line in found
        )
        about = say(N_("You keep every group, and read only those you are in."))
        return View(
            say(self.title), (Prose.of(about), Listing(items, say(N_("There are none yet.")), name=say(N_("Groups"))))
        )

    def _fetch(self) -> tuple[list[GroupLine], dict[str, int]]:
        person = self.session.person
        return group_making.kept(person), group_joining.waiting_for_nobody(person)

    def _detail(self, line: GroupLine, uncared: dict[str, int]) -> str:
        say, asks = self.session.say, uncared.get(line.slug, 0)
        words = (
            say(N_("closed")) if line.is_closed else "",
            say(N_("looked after by nobody")) if line.slug in uncared else "",
            self.session.language.count("{n} asks to come in", "{n} ask to come in", asks) if asks else "",
            say(WAYS[line.way]),
            say(READERS[line.visibility]),
        )
        return ", ".join(filter(None, words))

    def can(self, action: Action) -> bool:
        """Offer the starter groups where some are missing."""
        return self.missing if action.name == "starters" else super().can(action)

    @action("n", N_("open a new group"), name="new")
    async def new(self) -> Result:
        """Open a group."""
        session = self.session

        async def send(values: Values) -> Result:
            shape = _shape(values, "")
            line = await session.write(group_making.begin, session.vault, session.person, shape, now=session.now)
            return Goto(f"office/groups/{line.slug}", session.say(N_("Opened. Now somebody should look after it.")))

        return Ask(_fields(session, Shape("", "")), send, confirm=N_("Open it"))

    @action("s", N_("add the groups a new place begins with"), name="starters")
    async def starters(self) -> Result:
        """Add those that are not there."""
        session = self.session
        made = await session.write(starter_groups.plant, session.house.texts.groups, now=session.now)
        return Stay(session.say(N_("Added: {words}."), words=", ".join(made) or "-"), redraw=True)

    @action("v", N_("what members proposed"), name="proposals")
    async def proposals(self) -> Result:
        """Open what waits for an answer."""
        return Goto("desk/groups")


def _fields(session: Session, shape: Shape, slug: str = "") -> tuple[Field, ...]:
    """Return the questions for what a group is; `slug` is "" for a new one."""

    async def check(typed: str) -> str:
        await session.read(group_making.is_free, session.person, typed, slug)
        return typed

    ways = tuple(Choice(way.value, words) for way, words in WAYS.items())
    readers = tuple(Choice(visibility.value, words) for visibility, words in READERS.items())
    return (
        Field("title", N_("What it is called"), value=shape.title, limit=group_making.TITLE, check=check),
        Field("about", N_("Whom it is for"), value=shape.about, limit=group_making.ABOUT),
        Field("way", N_("How people come in"), Kind.CHOICE, choices=ways, value=shape.way.value),
        Field("readers", N_("Who reads it"), Kind.CHOICE, choices=readers, value=shape.visibility.value),
    )


def _shape(values: Values, guidelines: str) -> Shape:
    try:
        way, visibility = Way(values["way"]), Visibility(values["readers"])
    except ValueError as error:
        raise NotUnderstood(N_("Please choose one of these.")) from error
    return Shape(values["title"], values["about"], guidelines, way, visibility)


class GroupOfficePage(AnyPage):
    """One group as operators keep it."""

    pattern = "office/groups/{group}"
    title = N_("A group")
    who = Who.OPERATOR
    listed = False
    line: GroupLine | None = None
    caring: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Which group."""
        return self.parts["group"].lower()

    async def view(self) -> View:
        """Say what it is."""
        session, say = self.session, self.session.say
        line, self.caring = await session.read(self._fetch)
        self.line = line
        rows = (
            (say(N_("About it")), line.about),
            (say(N_("Coming in")), say(WAYS[line.way])),
            (say(N_("Who reads")), say(READERS[line.visibility])),
            (say(N_("Looked after by")), ", ".join(self.caring) or say(N_("nobody yet"))),
            (say(N_("Closed")), say(N_("yes")) if line.is_closed else say(N_("no"))),
        )
        return View(say(N_("{group}, for operators"), group=line.title), (Facts(rows),))

    def _fetch(self) -> tuple[GroupLine, tuple[str, ...]]:
        (line,) = group_making.kept(self.session.person, self.slug)
        return line, groups.facilitators(line.id)

    def offered(self) -> list[Action]:
        """Name first what is missing: somebody who looks after it."""
        return sorted(super().offered(), key=lambda each: bool(self.caring) or each.name != "entrust")

    def can(self, action: Action) -> bool:
        """Offer what is not so already."""
        is_closed = self.line is not None and self.line.is_closed
        fits = {"close": not is_closed, "open-again": is_closed, "relieve": bool(self.caring)}
        return fits[action.name] if action.name in fits else super().can(action)

    @action("e", N_("change what it is"), name="change")
    async def change(self) -> Result:
        """Change its words, the way in, and who reads it."""
        session = self.session
        (line,) = await session.read(group_making.kept, session.person, self.slug)

        async def send(values: Values) -> Result:
            guidelines = await session.read(group_making.guidelines, session.person, self.slug)
            how = {"now": session.now}
            shape = _shape(values, guidelines)
            await session.write(group_making.change, session.vault, session.person, self.slug, shape, **how)
            return Stay(session.say(N_("Changed.")), redraw=True)

        return Ask(_fields(session, Shape(line.title, line.about, "", line.way, line.visibility), self.slug), send)

    @action("f", N_("have somebody look after it"), name="entrust")
    async def entrust(self) -> Result:
        """Make somebody a facilitator."""
        return self._care(cares=True)

    @action("r", N_("have somebody look after it no more"), name="relieve")
    async def relieve(self) -> Result:
        """Leave somebody an ordinary member of it."""
        return self._care(cares=False)

    def _care(self, *, cares: bool) -> Ask:
        session = self.session

        async def send(values: Values) -> Result:
            who = (session.vault, session.person, self.slug, values["handle"])
            await session.write(group_joining.entrust, *who, cares=cares, now=session.now)
            said = N_("{handle} looks after it now.") if cares else N_("{handle} is in it as others are.")
            return Stay(session.say(said, handle=values["handle"]), redraw=True)

        return Ask((Field("handle", N_("Their name here"), limit=80),), send)

    @action("c", N_("close the group"), confirm=N_("Close it? Those in it read on, and nobody writes there any more."))
    async def close(self) -> Result:
        """Close it."""
        return await self._close(closes=True)

    @action("o", N_("open it again"), name="open-again")
    async def open_again(self) -> Result:
        """Open it again."""
        return await self._close(closes=False)

    async def _close(self, *, closes: bool) -> Result:
        session = self.session
        who = (session.vault, session.person, self.slug)
        await session.write(group_making.close, *who, closes=closes, now=session.now)
        return Stay(session.say(N_("Closed.") if closes else N_("Open again.")), redraw=True)
