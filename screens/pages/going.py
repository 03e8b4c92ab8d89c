"""Going somewhere by a part of its name: the places a caller may know of, found by what they typed."""

from __future__ import annotations

from typing import ClassVar

from bbs.community import boards, groups, profiles
from bbs.errors import BBSError
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from screens.page import AnyPage, Ask, Goto, Page, Result, Values, Who, action
from screens.standing import is_closed_to
from screens.view import Field, Item, Listing, View

LONGEST = 200
EVERYBODY = (Who.ANYONE, Who.MEMBER)


def where_field() -> Field:
    """Return the one question of going somewhere."""
    about = N_("A part of a name, such as sleep, an address, such as boards/sleep, or recent.")
    return Field("place", N_("Go to"), help=about, limit=LONGEST, results="go/{words}")


class GoPage(AnyPage):
    """Where one can go from here: the pages that are there for this caller, and the boards they may read."""

    pattern = "go"
    title = N_("Go to")
    needs_store = False
    listed = False
    is_remembered = False
    wanted = ""
    index: ClassVar[tuple[type[Page], ...]] = ()
    """Every page there is, for their names."""

    async def view(self) -> View:
        """List the places, the likeliest first."""
        places = await self.places()
        empty = self.session.say(N_("No place here is called that."))
        return View(self.session.say(self.title), (Listing(tuple(places), empty),))

    async def places(self) -> list[Item]:
        """Return the places that fit, those whose name begins so first."""
        wanted = self.wanted.casefold()
        items = [*self._pages(), *self._tools(), *await self._boards(), *await self._members()]
        if not any(item.to.startswith(f"boards/{wanted}") for item in items):
            items += await self._groups()
        known = {item.to for item in items}
        items = [item for item in items if not is_closed_to(self.session, item.to)]
        items += [item for item in self._recent() if item.to not in known and not is_closed_to(self.session, item.to)]
        begins = [item for item in items if item.label.casefold().startswith(wanted) or item.to.startswith(wanted)]
        holds = [item for item in items if item not in begins and wanted in f"{item.label} {item.to}".casefold()]
        return [*begins, *holds]

    def _pages(self) -> list[Item]:
        session, items = self.session, []
        for page in self.index:
            is_meant = page.who in EVERYBODY or bool(self.wanted)  # rooms of the staff: for who asks for one
            if page.listed and page.title and is_meant and page.who.includes(session):
                items.append(Item(session.say(page.title), to=page.pattern))
        return items

    def _tools(self) -> list[Item]:
        """Return the tools, for who asks for one: without that they have a list of their own."""
        session = self.session
        tool = session.say(N_("tool"))
        return [Item(one.title, tool, f"tools/{one.name}") for one in session.house.texts.tools if self.wanted]

    async def _boards(self) -> list[Item]:
        try:
            lines = await self.session.read(boards.readable, self.session.person)
        except BBSError:  # closed for repair: the pages that need no store are still there
            return []
        return [Item(line.title, self.session.say(N_("board")), f"boards/{line.slug}") for line in lines]

    async def _groups(self) -> list[Item]:
        """Return the support groups they may know of, for who asks for one: they have a list of their own.

        A word with which a board's address begins means the board: many a group has the same word in its name.
        """
        person = self.session.person
        if person is None or not self.wanted:
            return []
        try:
            lines = await self.session.read(groups.known, person)
        except BBSError:
            return []
        return [Item(line.title, self.session.say(N_("support group")), f"groups/{line.slug}") for line in lines]

    async def _members(self) -> list[Item]:
        """Return the page of the member with exactly this name: names are not there to be leafed through."""
        if self.session.person is None or not self.wanted:
            return []
        try:
            page = await self.session.read(profiles.get, self.session.person, self.wanted)
        except BBSError:
            return []
        return [Item(page.handle, self.session.say(N_("member")), f"members/{page.handle}")]

    def _recent(self) -> list[Item]:
        """Return the threads and whatever else the caller opened in this visit."""
        was_here = self.session.say(N_("recent"))
        return [Item(title, was_here, address) for address, title in self.session.recent.places]

    @action("w", N_("go somewhere else"), name="where")
    async def where(self) -> Result:
        """Ask for another place."""
        return where(self.session)


class FoundPlacesPage(GoPage):
    """The places that somebody may mean."""

    pattern = "go/{words:rest}"

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.wanted = safe_line(parts["words"])


def where(session: Session) -> Ask:
    """Ask for a place, and open what is meant."""

    async def go(values: Values) -> Result:
        return Goto(await meant(session, values["place"]))

    return Ask((where_field(),), go)


async def meant(session: Session, typed: str) -> str:
    """Return the address of the place somebody means: an address, the only name that fits, or a list of what fits."""
    wanted = safe_line(typed).strip("/ ")
    if any(page.pattern == wanted.lower() and page.who.includes(session) for page in GoPage.index):
        return wanted.lower()  # also of a room that is not named to everybody
    places = await FoundPlacesPage(session, f"go/{wanted}", words=wanted).places()
    exact = [item for item in places if wanted.casefold() in (item.to, item.label.casefold())]
    if exact or (len(places) == 1 and _is_part(wanted, places[0].to)):
        return (exact or places)[0].to
    return wanted if "/" in wanted or not places else f"go/{wanted}"


def _is_part(wanted: str, address: str) -> bool:
    """Say whether something typed can mean an address: a whole one of another place means that place, listed or not."""
    rest = address.removeprefix(wanted.lower())
    return "/" not in wanted or (rest != address and not rest.startswith("/"))
