"""Any page in the full screen: its title, its blocks as a sheet, its actions as keys."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import events
from textual.events import Key

from bbs.errors import BBSError, NotFound
from bbs.language import N_
from bbs.news import HANDLED, POSTS
from screens.chosen import name_of
from screens.fullscreen.acting import Acting
from screens.fullscreen.body_screen import BodyScreen
from screens.fullscreen.hearing import Hearing
from screens.fullscreen.keys import Keys
from screens.fullscreen.lines import Sheet
from screens.fullscreen.moving import Moving
from screens.fullscreen.onward import Onward
from screens.fullscreen.palette import STRONG
from screens.fullscreen.renewing import Renewing, place_on
from screens.fullscreen.seen import Seen
from screens.fullscreen.sheet import sheet_of
from screens.fullscreen.sides import Sides
from screens.fullscreen.status import status
from screens.fullscreen.stretches import leading_to, place_in, streamed
from screens.fullscreen.titles import heading, title_line
from screens.page import OPEN_TO_ALL, Page, Result
from screens.standing import STANDING
from screens.telling import closed_meanwhile, told_now
from screens.view import Live, View
from screens.walk import Walk, shown

if TYPE_CHECKING:
    from screens.fullscreen.app import FullApp


class PageScreen(BodyScreen):
    """Shows the page a walk has come to, and takes the caller on from there."""

    DEFAULT_CSS = "PageScreen { layout: horizontal; }"

    def __init__(self, visit: FullApp, walk: Walk, *, address: str = "") -> None:
        super().__init__(visit)
        self.walk = walk
        self._start = address or visit.address
        self._keys = Keys(self)
        self._moving = Moving(self)
        self.hearing = Hearing(self)
        self.acting = Acting(self)
        self.onward = Onward(self)
        self._renewing = Renewing(self)
        self.sides = Sides(self)
        self.shown = View("", ())
        self._seen = Seen(self)
        self._noticed = False

    async def on_mount(self) -> None:
        """Open the page the visit begins at."""
        await self.go(self._start)
        self._say_notice()
        self.get_ready()

    def _say_notice(self) -> None:
        notice, self.visit.caller.notice = self.visit.caller.notice, ""
        self.told(notice)

    async def answered(self, result: Result | None) -> None:
        """Go on with what a question led to; None where it was left."""
        if result is None:
            self.visit.frames.due()
            self._say_notice()
        elif self.acting.chosen:
            await self.acting.act_on_chosen()
        else:
            await self.guarded(self.acting.follow(result))
        await self._tell()

    async def _tell(self, *, beside: str = "") -> None:
        """Say what the caller should know, where nothing else was said that they have to read first.

        What comes unasked is put `beside` that: they may press no key for long. Not below a question: it would be
        gone before they see it.
        """
        if self.visit.screen is not self:
            return
        beside = await self._renewing.look() or beside  # what was said before may not be so any more
        if (beside or not self._noticed) and not self.acting.is_asking:
            words = await told_now(self.visit.caller)
            self.told(f"{words} {beside}".strip() if words not in beside else "")

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.walk.page

    # Showing

    async def go(self, address: str, *, replace: bool = False) -> None:
        """Open the page at an address; where that is refused, say why and stay."""
        try:
            self.note_chosen()
            view = await self.walk.open(address, replace=replace)
        except BBSError as error:
            if not self.walk.places:
                view = await self.walk.open("home" if not isinstance(error, NotFound) else "door")
            else:
                self.said(error.words(self.visit.caller.language))
                return
        await self.arrive(view)

    def note_chosen(self) -> None:
        """Have the page know what is chosen on it, before the caller goes elsewhere."""
        if (target := self._body.target) is not None:
            self.page.chosen = self.onward.step_name or name_of(target.what)

    async def arrive(self, view: View, *, left: str = "") -> None:
        """Show a page one has just come to; back on a list one is at what leads to the address one `left`.

        Back where there are posts, or from plain lines, one is at what was chosen there.
        """
        self.onward.begin(view)
        self._seen.none()
        self.shown = view
        await self.visit.caller.sift(POSTS)
        await self.sides.fit()
        sheet = self._sheet(view)
        at = len(sheet.targets) - 1 if self.onward.keeps(view) else leading_to(left, sheet, self.page.chosen)
        self.show(view, at=at)
        if self.onward.step:
            self._body.reveal()
        self._follow()

    def show(self, view: View, *, at: int = 0, top: int = 0) -> None:
        """Draw a view of the page, with the thing `at` a place chosen and scrolled to `top`."""
        self.shown = view
        for block in view.blocks:
            if isinstance(block, Live):
                self.visit.caller.take(block.topic)
        self._body.show(self._sheet(view), at=at, top=top)
        self._moving.shown()
        self._title.show(*title_line(self.page, view, self.size.width, self.visit.caller))
        self.offer()
        self.describe()

    def _sheet(self, view: View) -> Sheet:
        over = heading(view, self.size.width, self.visit.caller)
        manner = replace(self.visit.manner, step=self.onward.step, closing=self.onward.keeps(view), heading=over)
        return sheet_of(view, self.sides.left_between, manner)

    def offer(self) -> None:
        """Name the most useful keys; a reader would say them after every page, and has `?` for them."""
        self.foot.offer(*(((), ()) if self.visit.caller.reader else self._keys.bar()))

    def describe(self) -> None:
        """Say what is chosen, on the status line."""
        self._noticed = False
        self.foot.say(status(self.shown, self._body, self.visit.caller.language))

    def said(self, words: str) -> None:
        """Show what the caller should know now, until the next key."""
        self._noticed = True
        self.foot.say(words, STRONG)

    def moved(self) -> None:
        """Take note of another place on the page. What Enter does may be something else there."""
        if self.onward.paced is not None or self._keys.is_outdated:
            self.offer()
        self.describe()
        self._follow()

    def _follow(self) -> None:
        """Have what goes with the place on the page come after it: the preview, and the marks of what was read."""
        self.sides.follow(self._body.target)
        self._seen.mark()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out for another width."""
        if self.walk.places:
            self.call_later(self._fit)

    async def _fit(self) -> None:
        await self.sides.fit()
        self._lay_out(self.shown, self._body.at, self._body.top)

    def _lay_out(self, view: View, at: int, top: int) -> None:
        """Show a page anew on which somebody is, below the words that they may be reading on the status line."""
        notice = self.foot.status if self._noticed else ""
        self.show(view, at=at, top=top)
        self._follow()
        self.told(notice)

    def anew(self, view: View) -> None:
        """Show a list as it is now: what is chosen stays chosen, and what came comes into view if it can."""
        self._lay_out(view, *place_on(self._sheet(view), self._body))

    def restyled(self) -> None:
        """Lay the page out in another manner."""
        self._body.marker = self.visit.marker
        self.show(self.shown, at=self._body.at, top=self._body.top)

    def cares(self, topic: str) -> bool:
        """Say whether news are shown or told here: of posts by a page with a stream, of the desk by its lists alone."""
        is_for_all = topic not in (POSTS, HANDLED) or topic in (*self.hearing.topics, *self._renewing.topics)
        return not self.visit.caller.reader and is_for_all

    async def heard(self) -> None:
        """Say what came; a reader is told of it at their next key."""
        if not self.visit.caller.reader:
            await self.hearing.news()
            await self._tell(beside=self.foot.status if self._noticed else "")

    def stream(self, view: View) -> None:
        """Show what came at the end of a stream, and stay where one is."""
        self.show(streamed(self.shown, view), at=max(0, self._body.at), top=self._body.top)

    # Keys

    async def on_key(self, event: Key) -> None:
        """Do what a key means here."""
        event.stop()
        event.prevent_default()
        if self.acting.is_asking:
            if not self.is_early(event):
                await self.acting.decide(event.key)
            return
        was_noticed, self._noticed = self._noticed, False
        await self.hearing.count()
        is_for_all = self._keys.action(event.character or "") in OPEN_TO_ALL
        if await closed_meanwhile(self.visit.caller, self.page.address) and not is_for_all:
            await self.go(STANDING)
            return
        await self.guarded(self._keys.press(event.key, event.character or ""))
        await self._tell()
        if was_noticed and not self._noticed and not self.acting.is_asking:
            self.describe()  # not before: a reader would say where the caller was, and then what the key did

    async def guarded(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do something that may be refused: then say why."""
        try:
            await doing
        except BBSError as error:
            self.said(error.words(self.visit.caller.language))

    async def back(self) -> None:
        """Return to the page before, or end a walk beside the visit; from what was begun on a page, to the page."""
        if words := self.page.left_on_page():
            self.show(await shown(self.page))
            self.said(words)
        elif self.walk.can_go_back:
            left, view = self.page.address, await self.walk.back()
            await self.arrive(view, left=left)
        elif len(self.visit.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.said(self.visit.caller.say(N_("There is nothing before this. q leaves.")))

    def told(self, notice: str) -> None:
        """Show what the caller should know, if there is something."""
        if notice:
            self.said(notice)

    async def stay(self) -> None:
        """Show the page as it is now: what was done may have changed it."""
        if self.visit.mode_changed():
            return
        self.visit.restyle()
        if any(isinstance(block, Live) for block in self.shown.blocks):
            return
        view = await shown(self.page)
        await self.visit.caller.sift(POSTS)
        had_any = self._body.target is not None
        self.show(view, at=place_in(self._sheet(view), self._body.sheet, self._body.at), top=self._body.top)
        if not had_any:
            self._body.bring()
        await self.sides.stay()
        await self._seen.note()
