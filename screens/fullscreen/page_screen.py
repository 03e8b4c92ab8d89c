"""Any page in the full screen: its title, its blocks as a sheet, its actions as keys."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import events
from textual.events import Key

from bbs.errors import BBSError, NotFound
from bbs.language import N_
from bbs.news import POSTS
from screens.fullscreen.body_screen import BodyScreen
from screens.fullscreen.hearing import Hearing
from screens.fullscreen.keys import Keys
from screens.fullscreen.lines import Sheet
from screens.fullscreen.moving import Moving
from screens.fullscreen.palette import STRONG
from screens.fullscreen.renewing import Renewing, place_on
from screens.fullscreen.seen import Seen
from screens.fullscreen.sheet import sheet_of
from screens.fullscreen.sides import Sides
from screens.fullscreen.status import status
from screens.fullscreen.stretches import joined, leading_to, place_in, streamed
from screens.fullscreen.titles import heading, title_line
from screens.page import OPEN_TO_ALL, STANDING, Action, Ask, Back, Goto, Leave, Page, Result, Stay
from screens.telling import closed_meanwhile, told_now
from screens.view import Field, Form, Item, Live, Paced, Post, View
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
        self._hearing = Hearing(self)
        self._renewing = Renewing(self)
        self.sides = Sides(self)
        self.shown = View("", ())
        self._step = 0
        self._seen = Seen(self)
        self._noticed = False
        self._confirming: Action | None = None
        self.chosen = ""
        """The action chosen in the list of keys."""

    async def on_mount(self) -> None:
        """Open the page the visit begins at."""
        await self.go(self._start)
        self._say_notice()
        self.get_ready()

    def _say_notice(self) -> None:
        notice, self.visit.caller.notice = self.visit.caller.notice, ""
        self._say_if(notice)

    async def answered(self, result: Result | None) -> None:
        """Go on with what a question led to; None where it was left."""
        if result is None:
            self.visit.frames.due()
            self._say_notice()
        elif self.chosen:
            await self.key_chosen(None)
        else:
            await self._guarded(self.follow(result))
        await self._tell()

    async def _tell(self) -> None:
        """Say what the caller should know, where nothing else was said that they have to read first.

        Not below a question: it would be gone before they see it.
        """
        if self.visit.screen is not self:
            return
        await self._renewing.look()
        if not self._noticed and self._confirming is None:
            self._say_if(await told_now(self.visit.caller))

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.walk.page

    # Showing

    async def go(self, address: str, *, replace: bool = False) -> None:
        """Open the page at an address; where that is refused, say why and stay."""
        try:
            view = await self.walk.open(address, replace=replace)
        except BBSError as error:
            if not self.walk.places:
                view = await self.walk.open("home" if not isinstance(error, NotFound) else "door")
            else:
                self.said(error.words(self.visit.caller.language))
                return
        await self.arrive(view)

    async def arrive(self, view: View, *, left: str = "") -> None:
        """Show a page one has just come to; back on a list one is at what leads to the address one `left`."""
        self._step = 0
        self._seen.none()
        self.shown = view
        await self.visit.caller.sift(POSTS)
        await self.sides.fit()
        sheet = self._sheet(view)
        self._show(view, at=len(sheet.targets) - 1 if self._kept(view) else leading_to(left, sheet))
        self._follow()

    def _show(self, view: View, *, at: int = 0, top: int = 0) -> None:
        self.shown = view
        for block in view.blocks:
            if isinstance(block, Live):
                self.visit.caller.take(block.topic)
        self._body.show(self._sheet(view), at=at, top=top)
        self._moving.shown()
        self._title.show(*title_line(self.page, view, self.size.width, self.visit.caller))
        self._offer()
        self._describe()

    def _sheet(self, view: View) -> Sheet:
        over = heading(view, self.size.width, self.visit.caller)
        manner = replace(self.visit.manner, step=self._step, closing=self._kept(view), heading=over)
        return sheet_of(view, self.sides.left_between, manner)

    @property
    def _paced(self) -> Paced | None:
        """The steps of the page, if it has any."""
        return next((block for block in self.shown.blocks if isinstance(block, Paced)), None)

    @property
    def has_steps_left(self) -> bool:
        """Whether Enter shows more of the steps of a page, or of what stands below them."""
        paced = self._paced
        return paced is not None and (self._step + 1 < len(paced.steps) or self._body.hidden_below > 0)

    @property
    def kept_by_enter(self) -> str:
        """What Enter does on a page that shows a form to be kept as it is."""
        return self._kept(self.shown)

    def _kept(self, view: View) -> str:
        form = next((block for block in view.blocks if isinstance(block, Form)), None)
        action = self._enter_action()
        return self.visit.caller.say(action.label) if form and action and action.name != form.submit else ""

    def _offer(self) -> None:
        """Name the most useful keys; a reader would say them after every page, and has `?` for them."""
        self._foot.offer(*(((), ()) if self.visit.caller.reader else self._keys.bar()))

    def _describe(self) -> None:
        """Say what is chosen, on the status line."""
        self._noticed = False
        self._foot.say(status(self.shown, self._body, self.visit.caller.language))

    def said(self, words: str) -> None:
        """Show what the caller should know now, until the next key."""
        self._noticed = True
        self._foot.say(words, STRONG)

    def moved(self) -> None:
        """Take note of another place on the page. What Enter does may be something else there."""
        if self._paced is not None or self._keys.is_outdated:
            self._offer()
        self._describe()
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
        notice = self._foot.status if self._noticed else ""
        self._show(view, at=at, top=top)
        self._follow()
        self._say_if(notice)

    def anew(self, view: View) -> None:
        """Show a list as it is now: what is chosen stays chosen, and what came comes into view if it can."""
        self._lay_out(view, *place_on(self._sheet(view), self._body))

    def restyled(self) -> None:
        """Lay the page out in another manner."""
        self._body.marker = self.visit.marker
        self._show(self.shown, at=self._body.at, top=self._body.top)

    def cares(self, topic: str) -> bool:
        """Say whether news are shown or told here: of posts a page with a stream alone knows more than their number."""
        return not self.visit.caller.reader and (topic != POSTS or topic in self._hearing.topics)

    async def heard(self) -> None:
        """Say what came; a reader is told of it at their next key."""
        if not self.visit.caller.reader:
            await self._hearing.news()
            await self._tell()

    def stream(self, view: View) -> None:
        """Show what came at the end of a stream, and stay where one is."""
        self._show(streamed(self.shown, view), at=max(0, self._body.at), top=self._body.top)

    # Keys

    async def on_key(self, event: Key) -> None:
        """Do what a key means here."""
        event.stop()
        event.prevent_default()
        if self._confirming is not None:
            if not self.is_early(event):
                await self._decide(event.key)
            return
        was_noticed, self._noticed = self._noticed, False
        await self._hearing.count()
        is_for_all = self._keys.action(event.character or "") in OPEN_TO_ALL
        if await closed_meanwhile(self.visit.caller, self.page.address) and not is_for_all:
            await self.go(STANDING)
            return
        await self._guarded(self._keys.press(event.key, event.character or ""))
        await self._tell()
        if was_noticed and not self._noticed and self._confirming is None:
            self._describe()  # not before: a reader would say where the caller was, and then what the key did

    async def _guarded(self, doing: Coroutine[Any, Any, None]) -> None:
        try:
            await doing
        except BBSError as error:
            self.said(error.words(self.visit.caller.language))

    async def enter(self) -> None:
        """Open what is chosen; where there is nothing to open, go on to the safe next thing."""
        target = self._body.target
        match target.what if target else None:
            case Item() | Field() if self._body.approach():
                self.moved()
            case Item(to=to) if to:
                await self.go(to)
            case Field() as field:
                await self._change(field)
            case str() as words if words == self.kept_by_enter and (action := self._enter_action()):
                await self.act(action)
            case _:
                await self.on()

    async def on(self) -> None:
        """Go on: what is below, the next post, what the page has further, else what it says Enter does."""
        paced, target = self._paced, self._body.target
        if target is not None and target.last >= self._body.top + self._body.size.height and self._body.page(1):
            self.moved()
        elif paced is not None and self._step + 1 < len(paced.steps):
            self._step += 1
            self._show(self.shown, at=0)
            self._body.reveal()
            self._offer()
        elif paced is not None and self._body.hidden_below and self._body.page(1):
            self.moved()
        elif target is not None and isinstance(target.what, Post) and self.choose(self._body.at + 1):
            pass
        elif target is None and self._body.page(1):
            self.moved()
        elif await self._more():
            pass
        elif any(isinstance(block, Live) for block in self.shown.blocks):
            await self._hearing.look()
        elif (following := self._enter_action()) is not None:
            await self.act(following)
        else:
            self.said(self.visit.caller.say(N_("That is all here. Esc goes back.")))

    def _enter_action(self) -> Action | None:
        name = self.page.enter()
        return next((action for action in self.page.offered() if action.name == name), None) if name else None

    async def _more(self) -> bool:
        """Put what the page has further behind what is shown."""
        if not self.shown.more or not await self.page.more():
            return False
        view = await self.page.view()
        count = len(self._body.sheet.targets)
        self._show(joined(self.shown, view), at=count, top=self._body.top)
        self.moved()
        return True

    async def back(self) -> None:
        """Return to the page before, or end a walk beside the visit."""
        if self.walk.can_go_back:
            await self.arrive(left=self.page.address, view=await self.walk.back())
        elif len(self.visit.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.said(self.visit.caller.say(N_("There is nothing before this. q leaves.")))

    # Actions

    async def act(self, action: Action) -> None:
        """Begin an action: at once, or after a question whether it is meant."""
        if action.name == "back":
            await self.back()
            return
        if action.confirm:
            self._confirming = action
            self.asks()
            say = self.visit.caller.say
            self._foot.ask(say(action.confirm), (("y", say(N_("yes"))), ("n", say(N_("no")))))
            return
        await self._perform(action)

    async def key_chosen(self, _: Result | None) -> None:
        """Do what was chosen in the list of keys, if something was."""
        name, self.chosen = self.chosen, ""
        if (action := next((a for a in self.page.offered() if a.name == name), None)) is not None:
            await self._guarded(self.act(action))

    async def _decide(self, key: str) -> None:
        action, self._confirming = self._confirming, None
        self._foot.asked()
        if key == "y" and action is not None:
            self._describe()
            await self._guarded(self._perform(action))
        else:
            self.said(self.visit.caller.say(N_("Left as it was.")))

    async def _perform(self, action: Action) -> None:
        target = self._body.target
        item = str(getattr(target.what, "id", "")) if target and action.on_item else ""
        if action.on_item and not item:
            self.said(self.visit.caller.say(N_("Choose one first.")))
            return
        await self.follow(await self.page.perform(action, item))

    async def _change(self, field: Field) -> None:
        form = next(block for block in self.shown.blocks if isinstance(block, Form))
        submit = next(action for action in self.page.declared if action.name == form.submit)
        await self.follow(Ask((field,), getattr(self.page, submit.method)))

    async def follow(self, result: Result | None) -> None:
        """Do what an action said comes next."""
        match result:
            case Goto(address, notice, replaces):
                await self.go(address, replace=replaces)
                self._say_if(notice)
            case Back(notice):
                await self.back()
                self._say_if(notice)
            case Stay(notice, _, on):
                await self._stay()
                if on and not (self.choose(self._body.at + 1) or await self._more()):
                    await self.on()
                self._say_if(notice)
            case Ask():
                target = self._body.target
                about = target.what.text if target and isinstance(target.what, Post) else ""
                await self.visit.ask(self, result, about)
            case Leave(words):
                self.visit.leave(words)

    def _say_if(self, notice: str) -> None:
        if notice:
            self.said(notice)

    async def _stay(self) -> None:
        """Show the page as it is now: what was done may have changed it."""
        if self.visit.mode_changed():
            return
        self.visit.restyle()
        if any(isinstance(block, Live) for block in self.shown.blocks):
            return
        view = await shown(self.page)
        await self.visit.caller.sift(POSTS)
        had_any = self._body.target is not None
        self._show(view, at=place_in(self._sheet(view), self._body.sheet, self._body.at), top=self._body.top)
        if not had_any:
            self._body.bring()
        await self.sides.stay()
        await self._seen.note()
