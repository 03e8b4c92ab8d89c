"""Home: what there is for this caller now. Only what exists and what they use."""

from __future__ import annotations

from bbs.community import boards, new_scan
from bbs.community.members import Person
from bbs.language import N_
from bbs.session import Mode, Session
from screens.closing import closes
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Who, action, search_for
from screens.pages.announced import announced, at_the_door, put_away, unread
from screens.pages.bookmarks import bookmarks_items
from screens.pages.changing import told_of_looks
from screens.pages.checkin import ask_check_in, checkin_item
from screens.pages.consenting import agreed_first
from screens.pages.decided import decided_items
from screens.pages.desk_item import desk_item
from screens.pages.drafts import draft_item
from screens.pages.folding import MORE, folded, more_item
from screens.pages.for_you import for_you_items
from screens.pages.greeting import greeting_items
from screens.pages.groups import groups_items
from screens.pages.office import office_item
from screens.pages.reporting import told_of_reports
from screens.pages.signing_in import sign_in
from screens.pages.starting import start_items
from screens.pages.unanswered import unanswered_items
from screens.pages.vouching import told
from screens.pages.welcoming import still_open
from screens.pages.yourself import yourself_items
from screens.searching import words_field
from screens.view import Item, Listing, Notice, Prose, View
from screens.when import greeting

WAYS_IN = N_("{key:in/i}: sign in. {key:join/J}: become a member. {key:look/l}: look around as a guest.")
WAYS_OUT = N_("{key:help/Ctrl+G}: crisis help. {key:line/p}: plain lines. {key:bye/q}: leave.")
"""What the door says one can do."""


class HomePage(AnyPage):
    """Where a member starts."""

    pattern = "home"
    title = N_("Home")
    is_remembered = False

    async def view(self) -> View:
        """List the places to go, with what is new in each."""
        session = self.session
        person = session.person
        hello = session.say(N_("Welcome. You are looking around as a guest."))
        news = [*still_to_close(session), *announced(session)]
        if person is not None:
            news += [
                *await told(session, person),
                *await told_of_looks(session, person),
                *await told_of_reports(session, person),
            ]
            hello = f"{greeting(session)}, {person.handle}."
        shown, further = folded(await self.everything())
        listing = Listing((*shown, *more_item(session, further)), "")
        return View(session.say(self.title), (Prose.of(hello), *news, listing))

    async def everything(self) -> list[Item]:
        """Return all there is for this caller now, in the order it is listed."""
        session = self.session
        person = session.person
        items: list[Item] = []
        if person is not None:
            items.extend(await decided_items(session, person))
            items.extend(await start_items(session, person))
            count, lines = await session.read(new_scan.overview, person)
            items.append(self._new(count))
            items.extend(await checkin_item(session))
        else:
            lines = await session.read(boards.readable, None)
        fresh = sum(1 for line in lines if line.new)
        detail = session.language.count("{n} board", "{n} boards", len(lines))
        if fresh:
            detail += ", " + session.language.count("{n} with new posts", "{n} with new posts", fresh)
        items.append(Item(session.say(N_("Boards")), detail, "boards", new=fresh > 0))
        if person is not None:
            items.extend(await groups_items(session, person))
            items.extend(await self._own(person))
        items.append(Item(session.say(N_("Tools")), session.say(N_("a slow breath, and others")), "tools"))
        if person is not None:
            items.extend(await unanswered_items(session, person))
            items.append(Item(session.say(N_("Settings")), to="settings"))
        items.append(await desk_item(session))
        if Who.OPERATOR.includes(session):
            items.append(office_item(session))
        items.append(Item(session.say(N_("About this place")), to="about"))
        if person is not None:
            items.extend(await still_open(session, person))
        else:
            items.append(Item(session.say(N_("Guidelines")), to="guidelines"))
            items.append(Item(session.say(N_("Join")), session.say(N_("become a member")), "join"))
        return items

    def _new(self, count: new_scan.NewCount) -> Item:
        session = self.session
        if not count.posts:
            return Item(session.say(N_("New")), session.say(N_("nothing new")), "new")
        if count.more:
            detail = session.say(N_("more than {n} posts"), n=count.posts)
            return Item(session.say(N_("New")), detail, "new", new=True)
        detail = session.language.count("{n} post", "{n} posts", count.posts)
        detail += " " + session.language.count("in {n} thread", "in {n} threads", count.threads)
        return Item(session.say(N_("New")), detail, "new", new=True)

    async def _own(self, person: Person) -> list[Item]:
        """Return what is for them, drafts, bookmarks and what they write for themselves, where it is, and search."""
        session = self.session
        drafted = await draft_item(session, person)
        return [
            *await for_you_items(session, person),
            *await greeting_items(session, person),
            *([drafted] if drafted else []),
            *await bookmarks_items(session, person),
            *await yourself_items(session, person),
            Item(session.say(N_("Search")), to="search"),
        ]

    def can(self, action: Action) -> bool:
        """Offer to put an announcement away while there is one."""
        return unread(self.session) is not None if action.name == "put-away" else super().can(action)

    @action("n", N_("read what is new"), who=Who.MEMBER)
    async def new(self) -> Result:
        """Start the new scan."""
        return Goto("new")

    @action("f", N_("see what is for you"), who=Who.MEMBER)
    async def for_you(self) -> Result:
        """Open what happened that concerns them."""
        return Goto("for-you")

    @action("y", N_("things for yourself"), who=Who.MEMBER)
    async def yourself(self) -> Result:
        """Open what they write for nobody else."""
        return Goto("yourself")

    @action("u", N_("support groups"), name="groups", who=Who.MEMBER)
    async def groups(self) -> Result:
        """Open the small places around one thing."""
        return Goto("groups")

    @action("c", N_("check in with yourself"), name="check", who=Who.MEMBER)
    @agreed_first
    async def check_in(self) -> Result:
        """Say how it is, in one of five words."""
        return ask_check_in(self.session, lambda said: Goto("checkin", said))

    @action("j", N_("become a member"), who=Who.STRANGER)
    async def join(self) -> Result:
        """Start joining."""
        return Goto("join")

    @action("a", N_("put the announcement away"), name="put-away", who=Who.MEMBER)
    async def put_away(self) -> Result:
        """Show what is announced here no more."""
        return await put_away(self.session)

    @action("/", N_("search"))
    async def search(self) -> Result:
        """Ask for words and open what holds them."""
        return Ask((words_field(),), search_for)

    def enter(self) -> str:
        """Enter reads what is new."""
        return "new"


def still_to_close(session: Session) -> list[Notice]:
    """Return what home says of a day on which this place closes; after it every page says so (screens/walk.py)."""
    words = "" if session.house.is_closed else closes(session)
    return [Notice(words)] if words else []


class MorePage(AnyPage):
    """What home has no room for."""

    pattern = MORE
    title = N_("More")
    who = Who.MEMBER
    is_remembered = False
    listed = False

    async def view(self) -> View:
        """List it; all of home, where that has room for everything."""
        everything = await HomePage(self.session, HomePage.pattern).everything()
        shown, further = folded(everything)
        return View(self.session.say(self.title), (Listing(tuple(further or shown), ""),))


class DoorPage(AnyPage):
    """The first lines of every connection that did not prove who calls."""

    pattern = "door"
    title = ""
    is_remembered = False
    needs_store = False

    async def view(self) -> View:
        """Say where this is, that there is help, and the few things to do."""
        session = self.session
        house = session.house
        if house.is_gone:
            return View("", (Prose.of(f"{house.name}. {session.say(house.shut)}"),))
        key = N_("Your key is not known here yet; sign in and you can add it.") if session.fingerprint else ""
        locked = N_("Nobody can join just now; looking around and help are open.") if session.house.is_locked else ""
        return View(
            "",
            (
                Prose.of(
                    f"{house.name}. {house.greeting}",
                    session.say(
                        N_("In danger now? Call your emergency number, or {do:help/Ctrl+G}. No account needed.")
                    ),
                    session.say(WAYS_IN),
                    session.say(WAYS_OUT),
                    session.say(key),
                    session.say(locked),
                    closes(session),
                    at_the_door(session),
                ),
            ),
            prompt=session.say(N_("What would you like?")),
        )

    @action("i", N_("sign in"), name="in", who=Who.STRANGER)
    async def in_(self) -> Result:
        """Sign in with a handle and a passphrase, where they can be asked for."""
        can_ask = self.session.house.store is not None and self.session.terminal.exists
        return sign_in(self.session) if can_ask else Goto("sign-in")

    @action("j", N_("become a member"), who=Who.STRANGER)
    async def join(self) -> Result:
        """Start joining."""
        return Goto("join")

    @action("l", N_("look around as a guest"), name="look")
    async def look_around(self) -> Result:
        """Go in as a guest."""
        return Goto("home")

    @action("p", N_("plain lines, for this visit"))
    async def line(self) -> Result:
        """Keep to plain lines, whatever the terminal can do."""
        self.session.wants = Mode.LINE
        return Stay(self.session.say(N_("Plain lines it is.")))
