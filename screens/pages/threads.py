"""A thread on a board, post by post, and what its author asks of those who answer."""

from __future__ import annotations

from bbs.community import boards, reading, slow, tags, tending, wishes
from bbs.community.boards import ThreadLine
from bbs.community.inside import PUT_AWAY
from bbs.community.reading import Stretch
from bbs.community.slow import Slow
from bbs.community.tending import Tended
from bbs.community.wishes import MARKS
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.reading import ReadingPage
from screens.pages.writing import mark_of, tags_field
from screens.view import Choice, Field, Kind, Prose, View
from screens.when import coming, when

EVERYWHERE = frozenset(AnyPage.declared)
OWN = frozenset({"first-post", "tend", "slow-down", "at-own-pace", "ways", "wish"})


class ThreadPage(ReadingPage):
    """A thread, post by post, from the first one the reader has not seen."""

    pattern = "boards/{board}/{thread:int}"
    title = N_("Thread")
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.first: int | None = int(parts["post"]) if "post" in parts else None
        self.last = 0
        self.stretches: dict[str, int] = {}
        """Where the stretch began in which a post was shown."""
        self.thread: ThreadLine | None = None
        self.known: tuple[str, ...] = ()
        self.tended = Tended()
        self.slow: Slow | None = None
        self.is_open = True

    async def view(self) -> View:
        """Show a stretch of posts."""
        stretch, known, self.tended, self.slow, self.is_open = await self.session.read(self._fetch)
        self.parts["board"] = stretch.thread.board  # another one where it was moved since somebody noted the address
        if self.first is None and stretch.posts:
            self.first = stretch.posts[0].number
        self.last = stretch.posts[-1].number if stretch.posts else 0
        self.stretches |= {str(line.id): stretch.posts[0].number for line in stretch.posts}
        self.lines.clear()
        self.thread, self.known = stretch.thread, known
        title = stretch.thread.title or self.session.say(N_("taken away"))
        if stretch.thread.blocked:
            title = self.session.say(N_("begun by somebody you blocked"))
        return View(
            self.session.say(N_("Thread: {title}"), title=title),  # or a title could pass for our words
            (*self._head(), *(self.block(line) for line in stretch.posts)),
            more=stretch.more,
            total=stretch.total,
        )

    def _fetch(self) -> tuple[Stretch, tuple[str, ...], Tended, Slow | None, bool]:
        person = self.session.person
        stretch = reading.stretch(person, int(self.parts["thread"]), first=self.first)
        board = boards.get(person, stretch.thread.board)
        slowly = slow.of(stretch.thread.id, now=self.session.now)
        tended = tending.of(person, board, stretch.thread.id)
        return stretch, tags.of_board(board.id), tended, slowly, board.put_away_at is None

    def _head(self) -> list[Prose]:
        """Return what the thread asks of answers, and its tags, where there is any of it."""
        line, say = self.thread, self.session.say
        assert line is not None  # noqa: S101 - just fetched
        asked = say(N_("For answers: {wish}."), wish=mark_of(self.session, line.wish)) if line.wish else ""
        tagged = say(N_("Tags: {tags}."), tags=", ".join(line.tags)) if line.tags else ""
        closed = (
            say(N_("This thread is closed: it is read, and not answered any more.")) if self.tended.is_closed else ""
        )
        away = "" if self.is_open else say(PUT_AWAY)
        slowly = ""
        if self.slow is not None:
            until = coming(self.session, self.slow.until)
            said = N_("This thread goes slowly: {n} minutes between two posts of one member. It ends {when}.")
            slowly = say(said, n=self.slow.minutes, when=until)
        words = " ".join(filter(None, (self._moved(), asked, tagged, away, closed, slowly)))
        return [Prose.of(words)] if words else []

    def _moved(self) -> str:
        """Say when it was moved here, and from where to who reads that place too."""
        if self.tended.moved_at is None:
            return ""
        said = N_("Moved here {when}, from {board}.") if self.tended.came_from else N_("Moved here {when}.")
        return self.session.say(said, when=when(self.session, self.tended.moved_at), board=self.tended.came_from)

    def offered(self) -> list[Action]:
        """Name answering before all that is done with the thread: few keys are named at the foot of a screen."""
        return sorted(super().offered(), key=lambda each: (each in EVERYWHERE, each.name in OWN))

    def can(self, action: Action) -> bool:
        """Offer the author what is theirs to say."""
        if action.name == "wish":
            return self.thread is not None and self.thread.mine and bool(self.thread.title)
        if action.name in ("slow-down", "at-own-pace"):
            return (self.slow is None) is (action.name == "slow-down")
        if action.name in ("tend", "ways"):
            return self.tended.by_reader if action.name == "tend" else self.tended.in_group
        if action.name in ("reply", "quote") and (self.tended.is_closed or not self.is_open):
            return False
        return super().can(action)

    def whole(self) -> None:
        """Begin with the first post, where no other is asked for."""
        self.first = self.first or 1

    async def more(self) -> bool:
        """Go on to the posts that follow."""
        self.first = self.last + 1
        return True

    @property
    def where_now(self) -> str:
        """Where the stretch began in which the post is that was said last, or is chosen."""
        number = self.stretches.get(self.chosen, self.first)
        thread = f"boards/{self.parts['board'].lower()}/{self.parts['thread']}"
        return f"{thread}/{number}" if number else thread

    @action("<", N_("go to the first post"))
    async def first_post(self) -> Result:
        """Begin the thread again."""
        return Goto(f"boards/{self.parts['board'].lower()}/{self.parts['thread']}/1", replace=True)

    @action("z", N_("look after it"), name="tend", who=Who.MEMBER, on_item=True)
    async def tend(self, item: str) -> Result:
        """Open what a facilitator can do about a post and its thread."""
        return Goto(f"tend/{item}")

    @action("%", N_("let it go slowly, for a day"), name="slow-down", who=Who.STAFF)
    async def slow_down(self) -> Result:
        """Have everybody let some minutes pass between two posts of theirs here."""
        session, thread = self.session, int(self.parts["thread"])

        async def chosen(values: Values) -> Result:
            minutes = int(values["minutes"])
            await session.write(slow.slow_down, session.vault, session.person, thread, minutes, now=session.now)
            return Stay(session.say(N_("It goes slowly now, and readers are told. It ends by itself.")), redraw=True)

        intro = session.say(N_("Between two posts of one member here. It is said on the thread."))
        choices = tuple(Choice(str(n), session.say(N_("{n} minutes"), n=n)) for n in slow.MINUTES)
        return Ask((Field("minutes", N_("How long"), Kind.CHOICE, intro=intro, choices=choices, at_once=True),), chosen)

    @action("~", N_("let it go at its own pace again"), name="at-own-pace", who=Who.STAFF)
    async def at_own_pace(self) -> Result:
        """End it before its time."""
        session = self.session
        await session.write(slow.end, session.vault, session.person, int(self.parts["thread"]), now=session.now)
        return Stay(session.say(N_("At its own pace again.")), redraw=True)

    @action("s", N_("ways to answer"), name="ways", who=Who.MEMBER)
    async def ways(self) -> Result:
        """Open ways to answer that say that one heard."""
        return Goto("listening")

    @action("w", N_("wish and tags"), name="wish", who=Who.MEMBER)
    async def wish(self) -> Result:
        """Change what the author of the thread wishes of answers, and its tags."""
        session, line = self.session, self.thread
        if line is None or not line.mine:
            raise NotFound

        async def change(values: Values) -> Result:
            tagged = values.get("tags", "")
            await session.write(wishes.change, session.person, line.id, values["wish"], tagged)
            return Stay(session.say(N_("Changed.")), redraw=True)

        choices = (*(Choice(w.value, mark) for w, mark in MARKS.items()), Choice("none", N_("nothing in particular")))
        asked = Field("wish", N_("Answers you wish for"), Kind.CHOICE, choices=choices, value=line.wish or "none")
        if not self.known:
            return Ask((asked,), change)
        return Ask((asked, tags_field(session, self.known, value=", ".join(line.tags))), change)


class ThreadFromPostPage(ThreadPage):
    """The same thread, from a certain post."""

    pattern = "boards/{board}/{thread:int}/{post:int}"
