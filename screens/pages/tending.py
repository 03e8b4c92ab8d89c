"""Tending one post of a support group and its thread, for who looks after the group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bbs.community import boards, group_items, group_outs, posts, tending
from bbs.community.boards import BoardLine
from bbs.community.posts import PostLine
from bbs.community.tending import State
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.group_outs import ask_put_out
from screens.pages.post_blocks import post_block
from screens.view import Choice, Facts, Field, Kind, View


def _who_reads(here: BoardLine, there: BoardLine) -> str:
    """Say who reads a thread where it goes, against those for whom it was written."""
    if here.is_inside_only:
        return N_(
            "What stands in it was written for this group alone. In {board} those read it who are in that group, and "
            "nobody else: who is only in this one finds it no more."
        )
    if there.is_inside_only:
        return N_("In {board} those read it who are in that group, and nobody else: all others find it no more.")
    if there.guests_read:
        return N_(
            "What stands in it was written for members. In {board} guests read it too: whoever calls, without an "
            "account. If one of those who wrote would mind, leave it here."
        )
    return N_("In {board} all members read it, as they do here.")


class TendPage(AnyPage):
    """One post of a group: folding it, telling the desk of it; and its thread: the top, closing it, moving it."""

    pattern = "tend/{post:int}"
    title = N_("Look after a post")
    who = Who.MEMBER
    listed = False
    is_remembered = False
    post: PostLine | None = None
    state = State()
    hindered: BBSError | None = None
    """Why its author is not put out of the group."""

    async def view(self) -> View:
        """Show the post, and how its thread is kept."""
        session, say = self.session, self.session.say
        post, self.state, self.hindered = await session.read(self._fetch)
        self.post = post
        replies = say(N_("closed")) if self.state.is_closed else say(N_("open"))
        top = say(N_("yes")) if self.state.is_pinned else say(N_("no"))
        rows = ((say(N_("Thread")), post.title), (say(N_("Replies")), replies), (say(N_("Kept at the top")), top))
        return View(say(self.title), (Facts(rows), replace(post_block(session, post, opened=True), number=1)), total=1)

    def _fetch(self) -> tuple[PostLine, State, BBSError | None]:
        me, now = self.session.person, self.session.now
        line = posts.get(me, int(self.parts["post"]))
        if not tending.tends(me, line.board):
            raise NotFound
        hindered = group_outs.hindered(me, line.board, line.author, now=now) if line.author else None
        return line, tending.state(line.thread), hindered

    def can(self, action: Action) -> bool:
        """Offer what is not so already."""
        line = self.post
        if action.name in ("fold", "unfold"):
            return line is not None and not line.removed and bool(line.folded) is (action.name == "unfold")
        fits = {
            "put-out": self._has_author and self.hindered is None,
            "pin": not self.state.is_pinned,
            "unpin": self.state.is_pinned,
            "close": not self.state.is_closed,
            "open-again": self.state.is_closed,
        }
        return fits[action.name] if action.name in fits else super().can(action)

    @property
    def _has_author(self) -> bool:
        """Whether somebody wrote it with their name."""
        return self.post is not None and bool(self.post.author)

    async def instead(self, action: Action) -> Stay | None:
        """Say who is not put out, and why."""
        if action.name == "put-out" and self.hindered is not None:
            return Stay(self.hindered.words(self.session.language), refused=True)
        return await super().instead(action)

    @property
    def _post(self) -> PostLine:
        if self.post is None:
            raise NotFound
        return self.post

    @action("f", N_("fold the post, with a reason"))
    async def fold(self) -> Result:
        """Have it shown to who opens it, after the reason."""
        session = self.session

        async def send(values: Values) -> Result:
            await session.write(
                tending.fold, session.vault, session.person, self._post.id, values["reason"], now=session.now
            )
            return Stay(session.say(N_("Folded: whoever wants to reads it, after your reason.")), redraw=True)

        intro = session.say(
            N_("Its author and all readers see the reason. Speak of what was written, not of who wrote it.")
        )
        place = f"tend/{self._post.id}/fold"
        return Ask((Field("reason", N_("Why"), intro=intro, limit=tending.REASON, draft=place),), send)

    @action("u", N_("show it as it was"))
    async def unfold(self) -> Result:
        """Unfold it."""
        session = self.session
        await session.write(tending.unfold, session.vault, session.person, self._post.id, now=session.now)
        return Stay(self.session.say(N_("It is shown as it was.")), redraw=True)

    async def _keep(self, rule: Callable[..., None], **how: bool) -> None:
        session = self.session
        await session.write(rule, session.vault, session.person, self._post.thread, now=session.now, **how)

    @action("t", N_("keep the thread at the top"))
    async def pin(self) -> Result:
        """Pin the thread."""
        await self._keep(tending.pin, pins=True)
        return Stay(self.session.say(N_("It is kept at the top of the group.")), redraw=True)

    @action("n", N_("keep it at the top no more"))
    async def unpin(self) -> Result:
        """Let the thread go its way."""
        await self._keep(tending.pin, pins=False)
        return Stay(self.session.say(N_("It goes its way with the others.")), redraw=True)

    @action("c", N_("close the thread"), confirm=N_("Take no more replies to this thread? It is read as before."))
    async def close(self) -> Result:
        """Take no more replies."""
        await self._keep(tending.close, closes=True)
        return Stay(self.session.say(N_("Closed. It can be read, and opened again.")), redraw=True)

    @action("o", N_("open the thread again"), name="open-again")
    async def open_again(self) -> Result:
        """Take replies again."""
        await self._keep(tending.close, closes=False)
        return Stay(self.session.say(N_("Open again.")), redraw=True)

    @action("m", N_("move the thread"))
    async def move(self) -> Result:
        """Move it to another place they look after."""
        session, line = self.session, self._post
        found = await session.read(tending.targets, session.person, line.thread)
        if not found:
            raise Refusal(N_("There is no other place you look after to which it could go and stay as private."))

        async def chosen(values: Values) -> Result:
            return await self._ask_whether_to_move(values["to"])

        intro = session.say(
            N_("It goes with all that is in it. A line from you in it tells those who wrote there why it moved.")
        )
        choices = tuple(Choice(slug, title) for slug, title in found)
        return Ask((Field("to", N_("Move to"), Kind.CHOICE, intro=intro, choices=choices, at_once=True),), chosen)

    async def _ask_whether_to_move(self, slug: str) -> Ask:
        """Ask whether it is meant, with who reads it there and did not, or does no more: it was written for others."""
        session, line = self.session, self._post
        here = await session.read(boards.get, session.person, line.board)
        there = await session.read(boards.get, session.person, slug)

        async def send(values: Values) -> Result:
            if values["sure"] != "yes":
                return Stay(session.say(N_("Left as it was.")))
            how = {"now": session.now}
            await session.write(tending.move, session.vault, session.person, line.thread, slug, **how)
            return Goto(f"boards/{slug}/{line.thread}", session.say(N_("Moved.")), replace=True)

        intro = session.say(_who_reads(here, there), board=there.title)
        return Ask((Field("sure", N_("Move it?"), Kind.YES, intro=intro, value="no"),), send)

    @action("p", N_("put its author out of the group"), name="put-out")
    async def put_out(self) -> Result:
        """Ask for how long and why its author is put out."""
        line = self._post
        return ask_put_out(self.session, line.board, line.author, post=line.id)

    @action("d", N_("tell the desk of it"), name="refer")
    async def refer(self) -> Result:
        """Bring the post to those who look after the place."""
        session, line = self.session, self._post

        async def send(values: Values) -> Result:
            words = values["words"]
            await session.write(tending.refer, session.vault, session.person, line.id, words, now=session.now)
            said = N_("The desk has it. If a moderator reads it here, the group is shown that, and why.")
            return Stay(session.say(said))

        intro = session.say(N_("What they should know before they look. In danger now: {do:help/Ctrl+G} first."))
        words = Field(
            "words", N_("Your words"), Kind.TEXT, intro=intro, draft=f"tend/{line.id}/refer", limit=group_items.WORDS
        )
        return Ask((words,), send, confirm=N_("Tell them"))
