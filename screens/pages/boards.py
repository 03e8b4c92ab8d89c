"""Boards: the list of them, one of them, a thread on it, and what is being written on it right now."""

from __future__ import annotations

from bbs.community import boards, drafts, posts, reading, tags, unread
from bbs.community.boards import BoardLine, ThreadLine
from bbs.community.following import Kind as Followed
from bbs.community.hands import TITLE
from bbs.community.inside import PUT_AWAY, is_open
from bbs.community.posts import PostLine
from bbs.community.sanctions import keep_within
from bbs.community.writing import clean_title, may_write
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.counting import new_in_words, threads_in_words
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.following import ask_following
from screens.pages.names import page_of, somebody
from screens.pages.nights import posted_words
from screens.pages.noticed import with_card
from screens.pages.reading import ReadingPage
from screens.pages.replying import posted
from screens.pages.reporting import ask_report
from screens.pages.writing import ask_post, audience, mark_of, note_field, tags_field, text_field, wish_field
from screens.view import Choice, Field, Item, Kind, Listing, Live, Notice, Prose, View
from screens.when import waiting

BEGUN = N_("You began a thread here. To go on with it, {do:post/p}.")


class BoardsPage(AnyPage):
    """All boards the caller may read."""

    pattern = "boards"
    title = N_("Boards")
    previews = True

    async def view(self) -> View:
        """List the boards, what is new first said in words."""
        lines = await self.session.read(boards.readable, self.session.person)
        items = tuple(Item(line.title, self._detail(line), f"boards/{line.slug}", new=line.new > 0) for line in lines)
        return View(self.session.say(self.title), (Listing(items, self.session.say(N_("There are no boards yet."))),))

    @action("u", N_("support groups"), name="groups", who=Who.MEMBER)
    async def groups(self) -> Result:
        """Open the small places around one thing."""
        return Goto("groups")

    def _detail(self, line: BoardLine) -> str:
        return threads_in_words(self.session, line.new, unread.THREADS_COUNTED)


class BoardPage(AnyPage):
    """One board: its threads, the latest written to first."""

    pattern = "boards/{board}"
    title = N_("Board")
    previews = True
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.before = 0
        self.last = 0
        self.known: tuple[str, ...] = ()
        self.has_draft = False
        self.is_open = True

    @property
    def tag(self) -> str:
        """The tag the list is narrowed to, "" for none."""
        return tags.tag_of(self.parts.get("tag", ""))

    async def view(self) -> View:
        """List threads, twenty at a time."""
        board, lines, oldest = await self.session.read(self._fetch)
        self.last = oldest
        items = tuple(thread_item(self.session, line, waits=self.is_open) for line in lines)
        first = N_("Nothing is written here yet. You could be the first: {do:post/p}.")
        empty = self.session.say(first if self.session.person and self.is_open else N_("Nothing is written here yet."))
        say = self.session.say
        name = say(N_("Threads"))
        if self.tag:
            empty = say(N_("Nothing here has that tag."))
            name = say(N_("Threads tagged {tag}"), tag=self.tag)
        threads = Listing(items, empty, name=name)
        begun = (Notice(say(BEGUN)),) if self.has_draft and self.is_open else ()
        away = () if self.is_open else (Notice(say(PUT_AWAY)),)
        blocks = (*away, *begun, Prose.of(board.about), threads) if not self.before else (threads,)
        place = say(N_("{name}, choose"), name=board.title) if items else ""
        return View(board.title, blocks, more=len(items) == boards.THREADS_A_PAGE, prompt=place)

    def _fetch(self) -> tuple[BoardLine, list[ThreadLine], int]:
        board = boards.get(self.session.person, self.parts["board"].lower())
        self.known, self.is_open = tags.of_board(board.id), board.put_away_at is None
        if self.tag and self.tag not in self.known:
            raise NotFound(N_("There is no such tag on that board."))
        person = self.session.person
        self.has_draft = person is not None and drafts.waits_at(person.id, draft_place(board.slug))
        lines = boards.threads(person, board, before=self.before, tag=self.tag)
        return board, lines, lines[-1].latest_post if lines else 0

    async def more(self) -> bool:
        """Go on to older threads."""
        self.before = self.last
        return bool(self.last)

    @action("p", N_("start a thread"), who=Who.MEMBER)
    async def post(self) -> Result:
        """Write the first post of a new thread."""
        return await ask_thread(self.session, self.parts["board"].lower())

    @action("y", N_("who began it"), who=Who.MEMBER, on_item=True)
    async def by(self, item: str) -> Result:
        """Open the page of who began a thread."""
        line = await self.session.read(boards.thread, self.session.person, int(item))
        return await page_of(self.session, line.author)

    @action("f", N_("follow or mute this board"), who=Who.MEMBER)
    async def follow(self) -> Result:
        """Ask whether its posts come first in New, or not at all."""
        return await ask_following(self.session, Followed.BOARD, self.parts["board"].lower())

    @action("x", N_("report a thread"), who=Who.MEMBER, on_item=True)
    async def report_thread(self, item: str) -> Result:
        """Bring a thread to those who look after this place."""
        return await ask_report(self.session, f"thread/{int(item)}")

    @action("z", N_("report this board"), who=Who.MEMBER)
    async def report(self) -> Result:
        """Bring the board itself to those who look after this place."""
        return await ask_report(self.session, f"group/{self.parts['board'].lower()}")

    @action("l", N_("see what is written here now"))
    async def live(self) -> Result:
        """Open the board's stream."""
        return Goto(f"boards/{self.parts['board'].lower()}/live")

    @action("t", N_("only threads with a tag"))
    async def tag_(self) -> Result:
        """Narrow the list to a tag of the board."""
        board = self.parts["board"].lower()

        async def narrow(values: Values) -> Result:
            return Goto(f"boards/{board}/tagged/{values['tag']}")

        choices = tuple(Choice(word, word) for word in self.known)
        return Ask((Field("tag", N_("Which tag"), Kind.CHOICE, choices=choices),), narrow)

    def can(self, action: Action) -> bool:
        """Offer tags where the board has some, looking at who began a thread to those who may, and reporting one."""
        if action.name == "by":
            return bool(self.last) and boards.can_read_all(self.session.person)
        if action.name == "report-thread":
            return bool(self.last)
        if action.name in ("post", "live"):
            return self.is_open
        return bool(self.known) if action.name == "tag" else super().can(action)


class TaggedPage(BoardPage):
    """The threads of a board that have a tag."""

    pattern = "boards/{board}/tagged/{tag:rest}"
    title = N_("Tagged")

    @action("w", N_("all threads"), name="all")
    async def all_(self) -> Result:
        """Go to the whole board."""
        return Goto(f"boards/{self.parts['board'].lower()}", replace=True)


def draft_place(board: str) -> str:
    """Return where a new thread on a board is kept while it is written."""
    return f"boards/{board}/post"


async def ask_thread(session: Session, board: str, *, quotation: str = "") -> Ask:
    """Return the question for the first post of a new thread; `quotation` is what its text goes on with."""
    may_write(session.person)
    line, known = await session.read(_to_write, session, board)
    place = draft_place(board)

    async def send(values: Values) -> Result:
        sent = await session.write(
            posts.start,
            session.person,
            board,
            values["title"],
            values["text"],
            now=session.now,
            note=values["note"],
            wish=values["wish"],
            tagged=values.get("tags", ""),
            nameless=session.vault if values.get("unnamed") else None,
            once=session.hands.once(place, values["text"]),
            writing=session.house.config.writing,
        )
        said = await posted(session, sent)
        words = said if sent.already else await posted_words(session, said)
        return with_card(session, sent, Goto(f"boards/{board}/{sent.thread}", words))

    async def check(typed: str) -> str:
        return clean_title(typed, session.house.config.writing)

    readers, kept = audience(session, line), place + TITLE
    title = Field("title", N_("Title"), intro=readers, limit=400, draft=kept, check=check)
    fields = (title, text_field(session, "", place, quotation), note_field(session, place), wish_field(session, place))
    return ask_post(session, line, (*fields, tags_field(session, known, draft=place)) if known else fields, send)


def _to_write(session: Session, slug: str) -> tuple[BoardLine, tuple[str, ...]]:
    board = boards.get(session.person, slug)
    is_open(board.put_away_at)
    keep_within(may_write(session.person), board.id, session.now, is_begun=False)
    return board, tags.of_board(board.id)


def thread_item(session: Session, line: ThreadLine, *, waits: bool = True) -> Item:
    """Return a thread in a list: who began it, its note, and whether it is new, answered or waiting, in words.

    Without `waits` nobody can answer it.
    """
    state = new_in_words(session, line.new, unread.POSTS_COUNTED)
    if not state:
        state = session.say(N_("answered")) if line.answered else ""
    if waits and not line.answered and (line.author or line.nameless):  # the house waits for nobody
        since = session.say(N_("waiting {time}"), time=waiting(session, line.latest_at))
        state = ", ".join(part for part in (state, since) if part)
    note = session.say(N_("content note: {note}"), note=line.note) if line.note else ""
    author = somebody(session, line.nameless) if line.nameless else line.author
    detail = ", ".join(part for part in (author, mark_of(session, line.wish), *line.tags, note, state) if part)
    return Item(line.title, detail, f"boards/{line.board}/{line.id}", id=str(line.id), new=line.new > 0)


class LivePage(ReadingPage):
    """What is written on a board while the caller is looking."""

    pattern = "boards/{board}/live"
    title = N_("Live")
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.known: int | None = None
        self.fresh: list[PostLine] = []

    async def view(self) -> View:
        """Show what came with the last look; at first nothing but that the page is listening."""
        board = await self.session.read(boards.get, self.session.person, self.parts["board"].lower())
        self.session.listen(f"board/{board.slug}")
        if self.known is None:
            self.known = await self.session.read(reading.newest, self.session.person, board.slug)
        blocks = tuple(self.block(line, where=True, new=True) for line in self.fresh)
        empty = self.session.say(N_("Nothing new. Press Enter to look again; a count is shown when something came."))
        return View(
            self.session.say(N_("{board}, live"), board=board.title), (Live(f"board/{board.slug}", blocks, empty),)
        )

    async def look(self) -> None:
        """Take what others wrote since the last look."""
        since = await self.session.read(
            reading.since, self.session.person, self.parts["board"].lower(), self.known or 0
        )
        own = self.session.person.id if self.session.person else 0
        self.known = since[-1].id if since else self.known
        self.lines.clear()
        self.fresh = [line for line in since if line.author_id != own]
