"""Bookmarks: setting one at a post, and the page on which a member finds them again."""

from __future__ import annotations

from bbs import drafting
from bbs.community import bookmarks, posts
from bbs.community.bookmarks import Kept
from bbs.community.hands import about_post
from bbs.community.members import Person
from bbs.community.snippets import snippet
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.pages.crisis_line import with_help
from screens.pages.names import name_of
from screens.view import Field, Item, Listing, View
from screens.when import when


async def ask_bookmark(session: Session, post_id: int, *, redraw: bool = False) -> Ask:
    """Return the question for the note of a bookmark at a post, which sets it."""
    before = await session.read(bookmarks.note_at, session.vault, session.person, post_id)
    line = await session.read(posts.get, session.person, post_id)
    place = about_post("bookmark", line.thread, post_id)
    is_begun = bool(await drafting.begun(session, place))

    async def keep(values: Values) -> Result:
        note = "" if before and values["note"] == "-" else values["note"]
        await session.write(bookmarks.keep, session.vault, session.person, post_id, note, now=session.now)
        words = N_("Kept. Your bookmarks: go bookmarks.") if before is None else N_("Changed.")
        return Stay(with_help(session, session.say(words), note), redraw=redraw)

    intro = N_("A bookmark; only you see it. A note of your own to it, if you like.")
    if before and not is_begun:
        intro = N_('Its note: "{note}". Enter leaves it so, a single - takes it away.')
    elif before is not None and not is_begun:
        intro = N_("There is a bookmark here, without a note. Your note, if you like.")
    note = Field(
        "note",
        N_("Your note"),
        intro=session.say(intro, note=before or ""),
        value=before or "",
        limit=bookmarks.LONGEST,
        optional=True,
        private=True,
        draft=place,
    )
    return Ask((note,), keep)


async def bookmarks_items(session: Session, person: Person) -> list[Item]:
    """Return what home says of bookmarks: nothing, where there are none."""
    kept = await session.read(bookmarks.count, person)
    count = session.language.count("{n} kept", "{n} kept", kept)
    return [Item(session.say(N_("Bookmarks")), count, "bookmarks")] if kept else []


class BookmarksPage(AnyPage):
    """A member's bookmarks."""

    pattern = "bookmarks"
    title = N_("Bookmarks")
    previews = True
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.before = 0
        self.kept: list[Kept] = []

    async def view(self) -> View:
        """List them, newest first, twenty at a time."""
        session = self.session
        self.kept = await session.read(bookmarks.kept, session.vault, self.session.member, before=self.before)
        items = tuple(self._item(one) for one in self.kept)
        empty = session.say(N_("You have none. {Do:bookmark/K} at a post to keep it here."))
        return View(session.say(self.title), (Listing(items, empty),), more=len(items) == bookmarks.A_PAGE)

    async def more(self) -> bool:
        """Go on to those kept earlier."""
        self.before = self.kept[-1].id if self.kept else 0
        return bool(self.kept)

    def _item(self, one: Kept) -> Item:
        """Return a bookmark: whose post where, the own note, and a few words of it where none stands before them."""
        say, line = self.session.say, one.post
        if line.removed:
            words = say(N_("taken away"))
        elif line.note:
            words = say(N_("content note: {note}"), note=line.note)
        else:
            words = say(N_("closed to you")) if line.muted or line.blocked else f'"{snippet(line.text, "")}"'
        own = say(N_('your note: "{note}"'), note=one.note) if one.note else ""
        parts = (own, line.board_title, words, say(N_("kept {when}"), when=when(self.session, one.kept_at)))
        title = line.title or say(N_("taken away"))
        label = say(N_('{name}, in "{title}"'), name=name_of(self.session, line), title=title)
        address = f"boards/{line.board}/{line.thread}/{line.number}"
        return Item(label, ", ".join(part for part in parts if part), address, id=str(one.id))

    def can(self, action: Action) -> bool:
        """Offer changes where there is something to change."""
        return bool(self.kept) if action.name in ("change", "remove") else super().can(action)

    @action("c", N_("change the note of one"), on_item=True)
    async def change(self, item: str) -> Result:
        """Ask for another note."""
        one = await self.session.read(bookmarks.one, self.session.vault, self.session.member, int(item))
        return await ask_bookmark(self.session, one.post.id, redraw=True)

    @action("x", N_("take one away"), name="remove", on_item=True, confirm=N_("Take this bookmark and its note away?"))
    async def remove(self, item: str) -> Result:
        """Let go of a bookmark."""
        await self.session.write(bookmarks.take_away, self.session.member, int(item))
        return Stay(self.session.say(N_("Taken away.")), redraw=True)
