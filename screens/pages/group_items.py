"""What waits in a support group for those who look after it: what was reported there, or noticed by the software."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from bbs import drafting
from bbs.community import group_items, group_joining, paging
from bbs.community.group_items import ItemLine
from bbs.community.posts import PostLine
from bbs.errors import BBSError, NotFound, Refusal
from bbs.language import N_
from bbs.news import DECIDED, HANDLED, News
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.case_words import reason_in_words
from screens.pages.covered import is_closed
from screens.pages.deciding_words import OF_WORDS, SUPPORT
from screens.pages.group_care import CareRoom
from screens.pages.names import name_of
from screens.pages.post_blocks import post_block
from screens.view import Block, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import waiting

ABOUT = N_(
    "You are told before the desk, or with it where it is urgent: you know the people. Who reported it is never said."
)


def held_in_words(session: Session, line: ItemLine) -> str:
    """Return who has something, "" for nobody."""
    if line.at_desk:
        return session.say(N_("the desk has it"))
    if line.is_mine:
        return session.say(N_("taken by you"))
    return session.say(N_("taken by {handle}"), handle=line.taken_by) if line.taken_by else ""


async def waiting_in(session: Session, slug: str) -> tuple[Notice, ...]:
    """Return what a group's own page says to those who look after it: that something waits for them, and the way."""
    waits = await session.read(_count, session, slug)
    if not waits:
        return ()
    words = session.language.count("{n} thing waits for you here", "{n} things wait for you here", waits)
    return (Notice(session.say(N_("{what}: {do:care/c}."), what=words)),)


def _count(session: Session, slug: str) -> int:
    asking = group_joining.asking(session.vault, session.person, slug)
    return group_items.count_in(session.person, slug) + len(asking)


class GroupItemsPage(CareRoom):
    """All that waits in a group, urgent first, then by age."""

    pattern = "groups/{group}/items"
    title = N_("What waits in the group")
    previews = True

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """What comes, and what others take or settle, is shown to be so."""
        return (HANDLED,)

    async def view(self) -> View:
        """List it, without a word of what it is about; whoever sees this was told of it."""
        session, say = self.session, self.session.say
        session.listen(HANDLED)
        session.take(HANDLED)
        found = await session.read(group_items.waiting, session.vault, session.person, self.slug, now=session.now)
        if found and session.person is not None:
            with suppress(BBSError):  # a full disk: it can be looked at all the same
                await session.write(paging.tell, session.person, [line.id for line in found], now=session.now)
        items = tuple(self._item(line) for line in found)
        listing = Listing(items, say(N_("Nothing waits here.")), name=say(N_("What waits")))
        return View(say(self.title), (Prose.of(say(ABOUT)), listing))

    def _item(self, line: ItemLine) -> Item:
        session = self.session
        urgent = session.say(N_("urgent")) if line.is_urgent else ""
        by = name_of(session, line.post) if line.post is not None else ""
        words = ", ".join(filter(None, (urgent, _why(session, line), by)))
        state = ", ".join(filter(None, (waiting(session, line.opened_at), held_in_words(session, line))))
        return Item(f"{words[:1].upper()}{words[1:]}", state, f"groups/{self.slug}/items/{line.id}", id=str(line.id))


def _why(session: Session, line: ItemLine) -> str:
    return ", ".join(reason_in_words(session, reason) for reason in line.reasons)


class GroupItemPage(CareRoom):
    """One thing that waits: why it is there, the post, and what can be done."""

    pattern = "groups/{group}/items/{case:int}"
    title = N_("Something to look at")
    is_remembered = False
    item: ItemLine | None = None
    is_opened = False

    @property
    def line(self) -> ItemLine:
        """It as it was last shown."""
        if self.item is None:
            raise NotFound
        return self.item

    @property
    def _post(self) -> PostLine:
        if self.line.post is None:
            raise NotFound
        return self.line.post

    async def view(self) -> View:
        """Say why it is there and how it stands; then the post, which is closed where it is for everybody."""
        session, line = self.session, await self._reread()
        blocks: list[Block] = [Prose.of(*self._state(line))]
        if line.post is not None:
            blocks.append(post_block(session, line.post, opened=self.is_opened, where=True, new=False))
        return View(session.say(self.title), tuple(blocks), total=len(blocks) - 1)

    async def _reread(self) -> ItemLine:
        session, case = self.session, int(self.parts["case"])
        what = (session.vault, session.person, self.slug, case)
        self.item = await session.read(group_items.one, *what, now=session.now)
        return self.item

    async def _is_changed(self) -> Stay | Goto | None:
        """Show it as it is now where somebody changed it since it was shown; the list where it waits no more."""
        say, seen = self.session.say, self.line.version
        try:
            if (await self._reread()).version == seen:
                return None
        except NotFound:
            gone = N_("It does not wait here any more: somebody settled it, or it is for others to judge.")
            return Goto(f"groups/{self.slug}/items", say(gone), replace=True)
        return Stay(
            say(N_("Something about it changed meanwhile. This is how it stands now.")), redraw=True, refused=True
        )

    def _state(self, line: ItemLine) -> list[str]:
        session, say = self.session, self.session.say
        waits = say(N_("Waiting {time}."), time=waiting(session, line.opened_at))
        if line.at_desk:
            has = say(N_("Somebody of the desk has it."))
        elif line.is_mine:
            has = say(N_("You have it."))
        elif line.taken_by:
            has = say(N_("{handle} has it."), handle=line.taken_by)
        else:
            has = say(N_("Nobody has it. To take it, {do:take/t}."))
        urgent = ""
        if line.is_urgent:
            urgent = say(N_("Urgent: the desk was told as well. A few warm words of yours can still come first."))
        elif line.is_covered:
            urgent = say(N_("A part of it is covered until somebody of the desk looks: {do:hand-over/d}."))
        gone = say(N_("What it is about was taken away meanwhile.")) if line.post is None else ""
        why = f"{_why(session, line)}."
        why = why[:1].upper() + why[1:]
        return [each for each in (" ".join(filter(None, (urgent, why, waits, has))), gone) if each]

    def enter(self) -> str:
        """Enter goes to where the post stands, or to the others. It never takes one: it is pressed once too often."""
        if self.item is None:
            return ""
        return "there" if self.item.post is not None else "items"

    def can(self, action: Action) -> bool:
        """Offer what makes sense of it as it stands."""
        if self.item is None:
            return super().can(action)
        line, post = self.item, self.item.post
        stands = post is not None and not post.removed
        offered = {
            "take": not line.is_mine and not line.taken_by,
            "give-back": line.is_mine,
            "open": post is not None and is_closed(post) and not self.is_opened,
            "there": post is not None,
            "tend": stands,
            "write": stands and post is not None and not post.by_house,
            "stands": line.can_be_settled,
        }
        return offered.get(action.name, super().can(action))

    async def instead(self, action: Action) -> Stay | None:
        """Say why not, and what can be done with it as it stands."""
        line = self.item
        if line is None:
            return await super().instead(action)
        words = {
            "take": N_("{handle} has it. All that waits here: {do:items/i}."),
            "give-back": N_("You do not have it, so there is nothing to give back."),
            "stands": group_items.FOR_DESK,
        }
        if line.is_mine:
            words["take"] = N_("It is yours already. To give it back to the others, {do:give-back/r}.")
        said = words.get(action.name, "")
        if not said:
            return await super().instead(action)
        return Stay(self.session.say(said, handle=line.taken_by), refused=True)

    async def _act(self, rule: Callable[..., None], said: str) -> Stay | Goto:
        session, line = self.session, self.line
        what = (session.vault, session.person, self.slug, line.id, line.version)
        try:
            await session.write(rule, *what, now=session.now)
        except (NotFound, Refusal) as refused:
            if changed := await self._is_changed():
                return changed
            raise refused from None
        return Stay(session.say(said), redraw=True)

    @action("t", N_("take it: the others see that you have it"))
    async def take(self) -> Result:
        """Say that one has it."""
        return await self._act(group_items.take, N_("It is yours now. The desk sees that the group has it."))

    @action("r", N_("give it back to the others"), name="give-back")
    async def give_back(self) -> Result:
        """Let it go."""
        return await self._act(group_items.give_back, N_("It waits for the others again."))

    @action("o", N_("open the post"), name="open")
    async def open_(self) -> Result:
        """Show what is closed."""
        self.is_opened = True
        return Stay(redraw=True)

    @action("f", N_("go where it stands, to answer"), name="there")
    async def there(self) -> Result:
        """Open the thread at the post."""
        post = self._post
        return Goto(f"boards/{post.board}/{post.thread}/{post.number}")

    @action("m", N_("fold it, close its thread, and more"), name="tend")
    async def tend(self) -> Result:
        """Open what facilitators do with a post and its thread."""
        return Goto(f"tend/{self._post.id}")

    @action("w", N_("write to them, for them alone"))
    async def write(self) -> Result:
        """Write warmly to whom it is about."""
        if changed := await self._is_changed():
            return changed
        session, line = self.session, self.line

        async def send(values: Values) -> Result:
            what = (session.vault, session.person, self.slug, line.id, line.version, values["words"])
            made, is_settled = await session.write(group_items.write, *what, now=session.now)
            by = session.person.id if session.person else 0
            session.house.news.tell(News(DECIDED, made, by))
            if is_settled:
                said = N_("Sent, for them alone. It is settled with that; who reported it is thanked.")
                return Goto(f"groups/{self.slug}/items", session.say(said), replace=True)
            return Stay(session.say(N_("Sent, for them alone. It waits for the desk all the same.")), redraw=True)

        intro = session.say(N_("They alone read it, as from those who look after this group."))
        place = f"groups/{self.slug}/items/{line.id}"
        words = Field(
            "words",
            N_("Your words"),
            Kind.TEXT,
            intro=intro,
            value=await drafting.begun(session, place)
            or ("" if set(line.reasons) <= OF_WORDS else session.say(SUPPORT)),
            draft=place,
            limit=group_items.WORDS,
        )
        return Ask((words,), send, confirm=N_("Send it"))

    @action("l", N_("looked at, it stands"), name="stands", confirm=N_("Settle it? Who reported it is thanked."))
    async def stands(self) -> Result:
        """Settle it: it can stand as it is."""
        done = await self._act(group_items.stands, N_("Settled: it stands, and who reported it is thanked."))
        if isinstance(done, Goto) or done.refused:
            return done
        return Goto(f"groups/{self.slug}/items", done.notice, replace=True)

    @action("d", N_("leave it to the desk, with a note"), name="hand-over")
    async def hand_over(self) -> Result:
        """Leave it to those who look after the place."""
        if changed := await self._is_changed():
            return changed
        session, line = self.session, self.line

        async def send(values: Values) -> Result:
            what = (session.vault, session.person, self.slug, line.id, line.version, values["words"])
            await session.write(group_items.hand_over, *what, now=session.now)
            said = N_("The desk has it. If a moderator reads it here, the group is shown that, and why.")
            return Goto(f"groups/{self.slug}/items", session.say(said), replace=True)

        intro = session.say(N_("What they should know before they look. In danger now: {do:help/Ctrl+G} first."))
        place = f"groups/{self.slug}/items/{line.id}/desk"
        words = Field("words", N_("Your words"), Kind.TEXT, intro=intro, draft=place, limit=group_items.WORDS)
        return Ask((words,), send, confirm=N_("Leave it to them"))

    @action("i", N_("all that waits in the group"), name="items")
    async def items(self) -> Result:
        """Open the list."""
        return Goto(f"groups/{self.slug}/items", replace=True)
