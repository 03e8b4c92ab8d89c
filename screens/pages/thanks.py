"""Thanks: those a member got, which nobody else sees, and those they gave."""

from __future__ import annotations

from bbs import drafting
from bbs.community import thanks
from bbs.community.hands import about_post
from bbs.community.posts import PostLine
from bbs.community.sanctions import keep_within
from bbs.community.thanks import Got
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.consenting import agreed_first
from screens.pages.crisis_line import with_help
from screens.pages.kind_words import keep_kind_words
from screens.pages.names import name_of
from screens.view import Field, Item, Listing, Post, Prose, View
from screens.when import when


async def ask_thanks(session: Session, item: str) -> Ask:
    """Return the question with which somebody thanks for a post, or changes the words they thanked with."""
    line = await session.read(thanks.post_to_thank_for, session.person, int(item))
    await session.read(keep_within, session.member, None, session.now, is_begun=False)
    given = await session.read(thanks.words_given, session.vault, session.member, line.id)
    name = name_of(session, line)
    place = about_post("thank", line.thread, line.id)
    is_begun = bool(await drafting.begun(session, place))

    async def send(values: Values) -> Result:
        write, words = session.write, values["words"]
        if not await write(thanks.thank, session.vault, session.member, line.id, words, now=session.now):
            return Stay(session.say(N_("You thanked them already.")))
        said = session.say(N_("Thanked. Only {name} sees it. To take it back: go thanks/given."), name=name)
        return Stay(with_help(session, said, words))

    intro = N_("Thanks to {name}; nobody else sees it. In your own words, if you like.")
    if given is not None and not is_begun:
        intro = N_("You thanked {name} already. Enter leaves it so; other words take the place of yours.")
    words = Field(
        "words",
        N_("Your words"),
        intro=session.say(intro, name=name),
        value=given or "",
        limit=thanks.LONGEST,
        optional=True,
        private=True,
        draft=place,
    )
    return Ask((words,), send)


def _address(line: PostLine) -> str:
    return f"boards/{line.board}/{line.thread}/{line.number}"


class ThanksPage(AnyPage):
    """The thanks a member got."""

    pattern = "thanks"
    title = N_("Thanks")
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.got: dict[str, Got] = {}
        self.before: tuple[int, int] | None = None
        self.shown = 0

    async def view(self) -> View:
        """Show them, newest first."""
        say = self.session.say
        found = await self.session.read(thanks.got, self.session.vault, self.session.member, before=self.before)
        self.got = {str(one.id): one for one in found}
        if not found:
            return View(say(self.title), (Prose.of(say(N_("None now. When somebody thanks you, only you see it."))),))
        blocks = tuple(self._block(n, one) for n, one in enumerate(found, self.shown + 1))
        more = len(found) == thanks.A_PAGE
        return View(say(self.title), blocks, more=more, total=0 if more or self.before else len(blocks))

    async def more(self) -> bool:
        """Go on to older ones."""
        if not self.got:
            return False
        last = list(self.got.values())[-1]
        older = await self.session.read(thanks.got, self.session.vault, self.session.member, before=(last.at, last.id))
        if older:
            self.before, self.shown = (last.at, last.id), self.shown + len(self.got)
        return bool(older)

    def _block(self, number: int, one: Got) -> Post:
        say = self.session.say
        return Post(
            id=str(one.id),
            author=one.by or say(N_("somebody who left")),
            kind=say(N_("thanks you")),
            when=when(self.session, one.at),
            where=say(N_('For your post in "{title}", {board}'), title=one.post.title, board=one.post.board_title),
            text=one.words or say(N_("Without words.")),
            new=one.new,
            number=number,
            called=say(N_("Thanks")),
        )

    async def seen(self, item: str) -> None:
        """Take note that they were seen."""
        if (one := self.got.get(item)) is not None and one.new:
            await self.session.write(thanks.seen, self.session.member, one.id, now=self.session.now)

    def can(self, action: Action) -> bool:
        """Offer what there are thanks for."""
        return bool(self.got) if action.name in ("show", "remove", "keep-words") else super().can(action)

    @action("s", N_("go to your post"), on_item=True)
    async def show(self, item: str) -> Result:
        """Open the post they are for."""
        if (one := self.got.get(item)) is None:
            raise NotFound
        return Goto(_address(one.post))

    @action("x", N_("take it off your list"), on_item=True, confirm=N_("Take these thanks off your list, for good?"))
    async def remove(self, item: str) -> Result:
        """Let go of thanks, or of words that are none."""
        await self.session.write(thanks.take_away, self.session.member, int(item))
        return Stay(self.session.say(N_("Removed.")), redraw=True)

    @action("w", N_("keep the words for a bad day"), on_item=True)
    @agreed_first
    async def keep_words(self, item: str) -> Result:
        """Keep what somebody thanked with among one's kind words."""
        if (one := self.got.get(item)) is None:
            raise NotFound
        words = one.words or self.session.say(N_('Thanked me for "{title}".'), title=one.post.title)
        return Stay(await keep_kind_words(self.session, words, one.by))

    @action("v", N_("thanks you gave"))
    async def given(self) -> Result:
        """Open the list of those."""
        return Goto("thanks/given")


class GivenThanksPage(AnyPage):
    """The thanks a member gave, to be taken back."""

    pattern = "thanks/given"
    title = N_("Thanks you gave")
    previews = True
    listed = False
    who = Who.MEMBER
    is_empty = True

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.before: tuple[int, int] | None = None
        self.last: tuple[int, int] | None = None

    async def view(self) -> View:
        """List them, newest first."""
        session = self.session
        found = await session.read(thanks.gave, session.member, before=self.before)
        self.is_empty = not found
        self.last = (found[-1].at, found[-1].id) if found else None
        items = tuple(
            Item(
                session.say(N_('{name}, for "{title}"'), name=name_of(session, one.post), title=one.post.title),
                when(session, one.at),
                _address(one.post),
                id=str(one.id),
            )
            for one in found
        )
        empty = session.say(N_("You gave none yet.") if self.before is None else N_("No older ones."))
        return View(session.say(self.title), (Listing(items, empty),), more=len(items) == thanks.A_PAGE)

    async def more(self) -> bool:
        """Go on to older ones."""
        self.before = self.last or self.before
        return self.last is not None

    def can(self, action: Action) -> bool:
        """Offer taking back where there is something."""
        return not self.is_empty if action.name == "take-back" else super().can(action)

    @action(
        "x", N_("take one back"), on_item=True, confirm=N_("Take these thanks back? They are gone for both of you.")
    )
    async def take_back(self, item: str) -> Result:
        """Take thanks back."""
        await self.session.write(thanks.take_away, self.session.member, int(item))
        return Stay(self.session.say(N_("Taken back.")), redraw=True)
