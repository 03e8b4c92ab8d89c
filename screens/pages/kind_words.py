"""Kind words that a member keeps for a bad day: all of them, or one at a time in no order, none of them twice."""

from __future__ import annotations

from bbs.community import kind_words, shelf
from bbs.community.kind_words import KindWords
from bbs.community.shelf import Kind as Shelved
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.consenting import agreed_first
from screens.pages.private import PrivatePage
from screens.view import Field, Item, Notice, Post, Prose, View
from screens.when import when

A_PAGE = 20


def kind_words_item(session: Session) -> Item:
    """Return the way to them, for where somebody may be low. It is offered, and says nothing of what is there."""
    return Item(session.say(N_("Kind words")), session.say(N_("what people said to you, for you alone")), "kind-words")


async def kept_kind_words(session: Session) -> list[Item]:
    """Return the way to them where there are some, for a low day: an empty box would be no comfort then."""
    kinds = await session.read(shelf.kinds_of, session.private.member)
    return [kind_words_item(session)] if Shelved.KIND_WORDS in kinds else []


async def keep_kind_words(session: Session, words: str, by: str) -> str:
    """Keep words somebody was told; return what to say of it."""
    if not await session.write(kind_words.keep, session.private, words, by, now=session.now):
        return session.say(N_("You keep those already."))
    return session.say(N_("Kept with your kind words; only you see them."))


class KindWordsRoom(PrivatePage):
    """What the pages of kind words share."""

    keeps = (Shelved.KIND_WORDS,)
    is_empty = True

    async def kept(self) -> list[KindWords]:
        """Return what is there, the newest first."""
        found = await self.session.read(kind_words.kept, self.session.private)
        self.is_empty = not found
        return found

    def shown(self, one: KindWords, number: int) -> Post:
        """Return kind words as they are shown."""
        session = self.session
        author = one.by or session.say(N_("Somebody"))
        kind, called, at = session.say(N_("kept")), session.say(N_("Words")), when(session, one.at)
        return Post(str(one.id), author, at, one.words, kind=kind, number=number, called=called)

    def nothing(self) -> Prose:
        """Return what is said while there is nothing."""
        say = self.session.say
        return Prose.of(
            say(N_("Nothing is here yet. When somebody says something kind, you can keep it here, in their words.")),
            say(N_("{Do:keep-words/w} to keep some now. Thanks you got can be kept from their own page: go thanks.")),
        )

    @action("w", N_("keep some kind words"))
    @agreed_first
    async def keep_words(self) -> Result:
        """Ask for words and who said them."""
        session = self.session

        async def put(values: Values) -> Result:
            return Stay(await keep_kind_words(session, values["words"], values["by"]), redraw=True)

        intro = N_("What somebody said to you, or what you would like to hear again. Only you will see it.")
        words = Field("words", N_("The words"), intro=intro, limit=kind_words.LONGEST, private=True)
        by = Field("by", N_("Who said it"), limit=kind_words.LONGEST_NAME, optional=True, private=True)
        return Ask((words, by), put)


class KindWordsPage(KindWordsRoom):
    """All kind words somebody keeps."""

    pattern = "kind-words"
    title = N_("Kind words")

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.start = 0

    async def inside(self) -> View:
        """Show them, newest first."""
        found, title = await self.kept(), self.session.say(self.title)
        if not found:
            return View(title, (self.nothing(),))
        shown = found[self.start : self.start + A_PAGE]
        blocks = tuple(self.shown(one, n) for n, one in enumerate(shown, self.start + 1))
        more = self.start + A_PAGE < len(found)
        return View(title, blocks, more=more, total=0 if more or self.start else len(found))

    async def more(self) -> bool:
        """Go on to older ones."""
        if self.start + A_PAGE >= len(await self.kept()):
            return False
        self.start += A_PAGE
        return True

    def can(self, action: Action) -> bool:
        """Offer what there are words for."""
        return not self.is_empty if action.name in ("one", "remove") else super().can(action)

    @action("t", N_("one at a time"), name="one")
    async def one_(self) -> Result:
        """Read them one at a time."""
        return Goto("kind-words/one")

    @action("x", N_("take it out"), on_item=True, confirm=N_("Take these words out of the box?"))
    async def remove(self, item: str) -> Result:
        """Let go of words."""
        session = self.session
        await session.write(kind_words.let_go, session.private.member, int(item), now=session.now)
        return Stay(session.say(N_("Removed.")), redraw=True)


class OneKindWordPage(KindWordsRoom):
    """Kind words one at a time."""

    pattern = "kind-words/one"
    title = N_("Kind words, one at a time")
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.order: list[int] = []
        self.at = 0
        self.again = False

    async def inside(self) -> View:
        """Show one; which comes next, nobody knows before."""
        session = self.session
        found = {one.id: one for one in await self.kept()}
        title = session.say(self.title)
        if not found:
            return View(title, (self.nothing(),))
        self.order = [one for one in self.order if one in found] or kind_words.shuffled(list(found), session.id)
        self.at %= len(self.order)
        told = (Notice(session.say(N_("Those were all of them. They begin again."))),) if self.again else ()
        return View(title, (*told, self.shown(found[self.order[self.at]], self.at + 1)), total=len(self.order))

    def on_enter(self) -> str:
        """Enter shows another."""
        return "" if self.is_empty else "another"

    def can(self, action: Action) -> bool:
        """Offer another where there is one."""
        return not self.is_empty if action.name == "another" else super().can(action)

    @action("n", N_("another one"))
    async def another(self) -> Result:
        """Go on to one that was not shown yet; after all of them, begin again."""
        self.at += 1
        self.again = self.at >= len(self.order)
        self.at %= max(1, len(self.order))
        return Stay(redraw=True)

    @action("v", N_("all of them"))
    async def every(self) -> Result:
        """Show all."""
        return Goto("kind-words", replace=True)
