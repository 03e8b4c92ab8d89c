"""Search: the posts that fit what somebody types. What they look for is kept nowhere, and nobody is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.community import boards, finding, posts
from bbs.community.finding import Finding
from bbs.community.posts import PostLine
from bbs.community.query import Query, parse
from bbs.community.reading import POSTS_A_PAGE
from bbs.community.snippets import snippet
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, Who, action, search_for
from screens.pages.crisis_line import help_above
from screens.pages.names import name_of, page_of
from screens.searching import words_field
from screens.view import Facts, Form, Item, Listing, Notice, Prose, View
from screens.when import when

EXAMPLES = (
    (N_("counting sheep"), N_("posts that hold both words, in any order")),
    (N_('"counting sheep"'), N_("the words side by side")),
    (N_("sheep OR goats"), N_("either of them, or both")),
    (N_("sheep -goats"), N_("sheep without goats; sheep NOT goats is the same")),
    (N_("night (sheep OR goats)"), N_("brackets keep together what belongs together")),
    (N_("by:sam sheep"), N_("what sam wrote with their name")),
    (N_("board:sleep sheep"), N_("on one board, by the name in its address")),
    (N_("tag:nights sheep"), N_("in threads that have a tag of their board")),
    (N_("after:2026-11-01 sheep"), N_("from that day on; after:2026-11 from that month on")),
    (N_("before:yesterday sheep"), N_("earlier than that day; also today, week, month, year: a week ago and so on")),
    (N_("in:title sheep"), N_("only titles")),
    (N_("order:new sheep"), N_("the newest first, not the best")),
)
"""What can be typed, and what it finds."""


class AnySearchPage(AnyPage):
    """What the pages of searching share."""

    @action("w", N_("how to search"), name="how")
    async def how(self) -> Result:
        """Say what can be typed."""
        return Goto("searching")


class SearchPage(AnySearchPage):
    """Where a search begins."""

    pattern = "search"
    title = N_("Search")
    is_remembered = False

    async def view(self) -> View:
        """Ask for words."""
        field = words_field()
        blocks = (Prose.of(self.session.say(field.help)), Form((field,), "search"))
        return View(self.session.say(self.title), blocks, prompt=self.session.say(N_("Enter to search")))

    def enter(self) -> str:
        """Enter asks for the words."""
        return "search"

    @action("/", N_("search"))
    async def search(self, values: Values | None = None) -> Result:
        """Ask for words and open what holds them."""
        if values is None:
            return Ask((words_field(),), search_for)
        return await search_for(values)


class SearchingPage(AnyPage):
    """How to search, with examples."""

    pattern = "searching"
    title = N_("How to search")
    needs_store = False
    is_remembered = False

    async def view(self) -> View:
        """Say what can be typed and what it finds."""
        say = self.session.say
        more = N_("Capitals and accents make no difference, but AND, OR and NOT are capitals. The best come first.")
        kept = N_("What you look for is written down nowhere, and nobody is told.")
        rows = tuple((say(typed), say(finds)) for typed, finds in EXAMPLES)
        return View(say(self.title), (Facts(rows), Prose.of(say(more), say(kept))))

    @action("/", N_("search"))
    async def search(self) -> Result:
        """Ask for words and open what holds them."""
        return Ask((words_field(),), search_for)


class FoundPage(AnySearchPage):
    """What a search found, best first."""

    pattern = "search/{words:rest}"
    title = N_("Found")
    previews = True
    listed = False
    is_remembered = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.finding: Finding | None = None
        self.first = 0

    async def view(self) -> View:
        """List posts, each with a few words of it; a post with a content note shows its note instead."""
        session, typed = self.session, self.parts["words"]
        query = parse(typed, session.local(session.now))
        found, lines = await session.read(self._fetch, query)
        self.finding = found
        items = tuple(item(session, line, query.words) for line in lines)
        listing = Listing(items, session.say(N_("No post you can read holds all of that. Fewer words find more.")))
        remarks = () if self.first else (*help_above(session, typed), *self._remarks(query, found))
        if not found.posts:
            prompt = session.say(N_("Enter to search"))
            return View(session.say(N_("Nothing found")), (*remarks, listing), prompt=prompt)
        more = self.first + POSTS_A_PAGE < len(found.posts)
        return View(session.say(self.title), (*remarks, listing), more=more)

    def enter(self) -> str:
        """Enter asks for other words where these found nothing."""
        return "search" if self.finding is not None and not self.finding.posts else ""

    def _fetch(self, query: Query) -> tuple[Finding, list[PostLine]]:
        """Find once, then go through what was found."""
        found = self.finding or finding.find(self.session.person, query)
        return found, posts.some(self.session.person, found.posts[self.first : self.first + POSTS_A_PAGE])

    def _remarks(self, query: Query, found: Finding) -> list[Notice]:
        """Return what has to be said so that the list is understood."""
        said = []
        if query.unclear and query.words:
            words = ", ".join(query.words)
            plain = N_("Not all of that was clear here, so it was searched as plain words: {words}.")
            said.append(self.session.say(plain, words=words))
        if found.is_partial:
            said.append(self.session.say(N_("Very many fit; these are of the newer ones. One more word finds fewer.")))
        return [Notice(words) for words in said]

    async def more(self) -> bool:
        """Go on to what else was found."""
        self.first += POSTS_A_PAGE
        return self.finding is not None and self.first < len(self.finding.posts)

    @action("y", N_("who wrote it"), who=Who.MEMBER, on_item=True)
    async def by(self, item: str) -> Result:
        """Open the page of who wrote a post."""
        line = await self.session.read(posts.get, self.session.person, int(item))
        return await page_of(self.session, line.author)

    def can(self, action: Action) -> bool:
        """Offer looking at who wrote a post to those who may, where there is one."""
        if action.name == "by":
            return boards.can_read_all(self.session.person) and bool(self.finding and self.finding.posts)
        return super().can(action)

    @action("/", N_("search again"))
    async def search(self) -> Result:
        """Ask for other words."""
        return Ask((words_field(),), search_for)


def item(session: Session, line: PostLine, wanted: Sequence[str]) -> Item:
    """Return a found post: where and whose it is, and a few words of it."""
    note = session.say(N_("content note: {note}"), note=line.note) if line.note else ""
    words = "" if line.note else f'"{snippet(line.text, wanted)}"'
    detail = (name_of(session, line), when(session, line.posted_at), line.board_title, note, words)
    return Item(
        line.title,
        ", ".join(part for part in detail if part),
        f"boards/{line.board}/{line.thread}/{line.number}",
        id=str(line.id),
    )
