"""The boards as operators keep them: what each is, its tags, who reads it, and writing there without one's name."""

from __future__ import annotations

from bbs.community import board_making, boards, office_acts, tags
from bbs.community.boards import BoardLine
from bbs.community.group_making import ABOUT, TITLE
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.view import Block, Facts, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import when


class BoardsOfficePage(AnyPage):
    """All boards, each leading to what can be set there."""

    pattern = "office/boards"
    title = N_("Boards and their tags")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List the boards with their tags."""
        session = self.session
        found = await session.read(self._fetch)
        none = session.say(N_("no tags"))
        away = session.say(N_("put away"))
        items = tuple(
            Item(
                board.title,
                away if board.put_away_at is not None else ", ".join(words) or none,
                f"office/boards/{board.slug}",
                id=board.slug,
            )
            for board, words in found
        )
        return View(session.say(self.title), (Listing(items, session.say(N_("There are no boards yet."))),))

    def _fetch(self) -> list[tuple[BoardLine, tuple[str, ...]]]:
        return [(board, tags.of_board(board.id)) for board in board_making.kept(self.session.person)]

    @action("n", N_("open a new board"), name="new")
    async def new(self) -> Result:
        """Open a board."""
        session = self.session

        async def send(values: Values) -> Result:
            what, guests = (session.vault, session.person, values["title"], values["about"]), values["guests"] == "yes"
            line = await session.write(board_making.begin, *what, guests_read=guests, now=session.now)
            return Goto(f"office/boards/{line.slug}", session.say(N_("Opened, the last in the list.")))

        intro = session.say(N_("What was written for members is never opened to guests later."))
        guests = Field("guests", N_("Do guests read it?"), Kind.YES, intro=intro, value="no")
        return Ask((*_words(session, "", "", ""), guests), send)


def _words(session: Session, slug: str, title: str, about: str) -> tuple[Field, Field]:
    """Return the questions for what a board is called, and what it is for; `slug` is "" for a new one."""

    async def check(typed: str) -> str:
        await session.read(board_making.is_free, typed, slug)
        return typed

    called = Field("title", N_("What it is called"), value=title, limit=TITLE, check=check)
    return called, Field("about", N_("What it is for"), value=about, limit=ABOUT)


class BoardOfficePage(AnyPage):
    """One board: its tags, and names."""

    pattern = "office/boards/{board}"
    title = N_("A board and its tags")
    who = Who.OPERATOR
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.board: BoardLine | None = None
        self.is_empty = False
        self.known: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Which board."""
        return self.parts["board"].lower()

    async def view(self) -> View:
        """List the tags."""
        session, say = self.session, self.session.say
        board, self.known, self.is_empty = await session.read(self._fetch)
        self.board = board
        names = N_("Members may write here without their names; a colour stands for each.")
        if not board.nameless:
            names = N_("Members write here with their names.")
        items = tuple(Item(word, to=f"boards/{self.slug}/tagged/{word}", id=word) for word in self.known)
        listing = Listing(items, self._none(), name=say(N_("Tags")))
        readers = N_("Guests read it too.") if board.guests_read else N_("Members read it, and no guests.")
        facts = Facts(((say(N_("About it")), board.about), (say(N_("Who reads")), say(readers))))
        written = [] if board.put_away_at is not None else [Prose.of(say(names))]
        blocks = [*self._away(board.put_away_at), facts, *written, listing]
        return View(say(N_("{board}, for operators"), board=board.title), blocks)

    def _away(self, put_away_at: int | None) -> list[Block]:
        if put_away_at is None:
            return []
        said = N_("It was put away {when}: it is in no list, and nobody writes there. What was written is read.")
        return [Notice(self.session.say(said, when=when(self.session, put_away_at)))]

    def _none(self) -> str:
        say = self.session.say
        if not self.starters:
            return say(N_("It has none yet."))
        offer = N_("It has none yet. {Do:starters/s} to take those a new place begins with: {words}.")
        return say(offer, words=", ".join(self.starters))

    @property
    def starters(self) -> tuple[str, ...]:
        """The tags that this board has in a community that is founded today."""
        shipped = self.session.house.texts.boards
        return next((board.tags for board in shipped if board.slug == self.slug), ())

    def _fetch(self) -> tuple[BoardLine, tuple[str, ...], bool]:
        board = boards.get(self.session.person, self.slug)
        return board, tags.of_board(board.id), board_making.is_empty(board)

    def can(self, action: Action) -> bool:
        """Offer what can be changed."""
        allowed = self.board is not None and self.board.nameless
        is_away = self.board is not None and self.board.put_away_at is not None
        match action.name:
            case "remove":
                return self.is_empty
            case "put-away" | "bring-back":
                return is_away is (action.name == "bring-back")
            case "further-up":
                return not is_away
            case "take-away":
                return bool(self.known)
            case "starters":
                return self.board is not None and not self.known and bool(self.starters)
            case "names":
                return allowed
            case "close-to-guests":
                return self.board is not None and self.board.guests_read
            case "no-names":
                return self.board is not None and not allowed
        return super().can(action)

    @action("e", N_("change what it is"), name="change")
    async def change(self) -> Result:
        """Change what it is called, and what it is for."""
        session, board = self.session, await self.session.read(boards.get, self.session.person, self.slug)

        async def send(values: Values) -> Result:
            words = (self.slug, values["title"], values["about"])
            await session.write(board_making.change, session.vault, session.person, *words, now=session.now)
            return Stay(session.say(N_("Changed.")), redraw=True)

        return Ask(_words(session, self.slug, board.title, board.about), send)

    @action("u", N_("put it further up in the list"), name="further-up")
    async def up(self) -> Result:
        """Let it stand before the one above it."""
        session = self.session
        await session.write(board_making.move_up, session.vault, session.person, self.slug, now=session.now)
        return Stay(session.say(N_("It stands one place further up now.")))

    @action(
        "a",
        N_("put it away"),
        confirm=N_(
            "Put it away? It is in no list then, and nobody writes there. What was written stays: it is found by its "
            "address, by searching, and by who wrote it. You can bring it back."
        ),
    )
    async def put_away(self) -> Result:
        """Take it out of the lists, with all that was written on it."""
        session = self.session
        await session.write(board_making.put_away, session.vault, session.person, self.slug, now=session.now)
        return Stay(session.say(N_("It is put away.")), redraw=True)

    @action("c", N_("bring it back"))
    async def bring_back(self) -> Result:
        """Put it back where it stood."""
        session = self.session
        await session.write(board_making.bring_back, session.vault, session.person, self.slug, now=session.now)
        return Stay(session.say(N_("It is in the list again, where it stood, and people write there.")), redraw=True)

    @action(
        "r",
        N_("remove it for good"),
        confirm=N_("Nothing was ever written here. Remove it for good, with its tags?"),
    )
    async def remove(self) -> Result:
        """Remove a board on which nothing was ever written."""
        session = self.session
        await session.write(board_making.remove, session.vault, session.person, self.slug, now=session.now)
        return Goto("office/boards", session.say(N_("It is removed.")), replace=True)

    @action(
        "m",
        N_("let members alone read it"),
        name="close-to-guests",
        confirm=N_(
            "From now on guests read it no more? It cannot be opened to them again: members write for members then."
        ),
    )
    async def close_to_guests(self) -> Result:
        """Let guests read it no more."""
        session = self.session
        await session.write(board_making.close_to_guests, session.vault, session.person, self.slug, now=session.now)
        return Stay(session.say(N_("Members alone read it now.")), redraw=True)

    @action("t", N_("add a tag"))
    async def add(self) -> Result:
        """Add a word to the list."""
        session = self.session

        async def send(values: Values) -> Result:
            typed = [values["word"]]
            added = await session.write(
                office_acts.add_tags, session.vault, session.person, self.slug, typed, now=session.now
            )
            return Stay(session.say(N_("Added: {word}."), word=added[0]), redraw=True)

        return Ask((Field("word", N_("A word or two"), limit=tags.LONGEST),), send)

    @action("s", N_("add the tags a new place begins with"))
    async def starters_(self) -> Result:
        """Add the tags this board would have if the community were founded today."""
        session = self.session
        words = await session.write(
            office_acts.add_first_tags, session.vault, session.person, self.slug, self.starters, now=session.now
        )
        return Stay(session.say(N_("Added: {words}."), words=", ".join(words)), redraw=True)

    @action("x", N_("take a tag away"), on_item=True, confirm=N_("Take this tag away, also from its threads?"))
    async def take_away(self, item: str) -> Result:
        """Take a word off the list and off the threads that have it."""
        session = self.session
        await session.write(office_acts.take_tag_away, session.vault, session.person, self.slug, item, now=session.now)
        return Stay(session.say(N_("Taken away.")), redraw=True)

    @action("n", N_("ask for names here"), confirm=N_("From now on members write here with their names?"))
    async def names(self) -> Result:
        """Take no more posts without a name; those that stand stay as they are."""
        return await self._allow(allowed=False)

    @action("w", N_("allow posts without a name"))
    async def no_names(self) -> Result:
        """Let members write without their names."""
        return await self._allow(allowed=True)

    async def _allow(self, *, allowed: bool) -> Result:
        session, act = self.session, office_acts.allow_nameless
        await session.write(act, session.vault, session.person, self.slug, allowed=allowed, now=session.now)
        return Stay(session.say(N_("Changed.")), redraw=True)
