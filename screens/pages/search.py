"""Search: the posts that hold all the words somebody types. What they look for is kept nowhere."""

from __future__ import annotations

from bbs.community import boards, posts
from bbs.community.posts import POSTS_A_PAGE, PostLine
from bbs.community.snippets import snippet
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.names import name_of, page_of
from screens.view import Field, Form, Item, Listing, Notice, Prose, View
from screens.when import when

LONGEST = 200


def words_field() -> Field:
    """Return the one question of a search."""
    about = N_('A post is found when it holds every word. "Words like these" are found side by side.')
    return Field("words", N_("Search for"), help=about, limit=LONGEST, results="search/{words}")


async def search_for(values: Values) -> Result:
    """Open what was found."""
    words = safe_line(values["words"]).strip("/ ")
    return Goto(f"search/{words}" if words else "search")


class SearchPage(AnyPage):
    """Where a search begins."""

    pattern = "search"
    title = N_("Search")

    async def view(self) -> View:
        """Ask for words."""
        field = words_field()
        blocks = (Prose.of(self.session.say(field.help)), Form((field,), "search"))
        return View(self.session.say(self.title), blocks, prompt=self.session.say(N_("Enter to search")))

    def enter(self) -> str:
        """Enter asks for the words."""
        return "search"

    @action("s", N_("search"))
    async def search(self, values: Values | None = None) -> Result:
        """Ask for words and open what holds them."""
        if values is None:
            return Ask((words_field(),), search_for)
        return await search_for(values)


class FoundPage(AnyPage):
    """What a search found, best first."""

    pattern = "search/{words:rest}"
    title = N_("Found")
    previews = True
    listed = False

    async def view(self) -> View:
        """List the posts, each with a few words of it; a post with a content note shows its note instead."""
        say, typed = self.session.say, self.parts["words"]
        lines = await self.session.read(posts.found, self.session.person, typed)
        items = tuple(item(self.session, line, typed) for line in lines)
        empty = say(N_("No post you can read holds all of that. Fewer words find more."))
        listing = Listing(items, empty)
        if len(lines) < POSTS_A_PAGE:
            return View(say(self.title), (listing,))
        return View(say(self.title), (Notice(say(N_("The best of them. One more word finds fewer."))), listing))

    @action("y", N_("who wrote it"), who=Who.MEMBER, on_item=True)
    async def by(self, item: str) -> Result:
        """Open the page of who wrote a post."""
        line = await self.session.read(posts.get, self.session.person, int(item))
        return await page_of(self.session, line.author)

    def can(self, action: Action) -> bool:
        """Offer looking at who wrote a post to those who may."""
        return boards.can_read_all(self.session.person) if action.name == "by" else super().can(action)

    @action("s", N_("search again"))
    async def search(self) -> Result:
        """Ask for other words."""
        return Ask((words_field(),), search_for)


def item(session: Session, line: PostLine, typed: str) -> Item:
    """Return a found post: where and whose it is, and a few words of it."""
    note = session.say(N_("content note: {note}"), note=line.note) if line.note else ""
    words = "" if line.note else f'"{snippet(line.text, typed)}"'
    detail = (name_of(session, line), when(session, line.posted_at), line.board_title, note, words)
    return Item(
        line.title,
        ", ".join(part for part in detail if part),
        f"boards/{line.board}/{line.thread}/{line.number}",
        id=str(line.id),
    )
