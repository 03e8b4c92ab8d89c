"""What Enter and the space bar do on a page: open what is chosen, else go on to the safe next thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.language import N_
from screens.chosen import joined, step_name, step_named
from screens.page import Action
from screens.view import Field, Form, Item, Live, Paced, Post, View

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Onward:
    """The way on through the page on one screen. `step` is how far its steps were taken."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen
        self.step = 0

    @property
    def paced(self) -> Paced | None:
        """The steps of the page, if it has any."""
        return next((block for block in self._screen.shown.blocks if isinstance(block, Paced)), None)

    def begin(self, view: View) -> None:
        """Go by a view that one has just come to: its steps begin where one left them."""
        paced = next((block for block in view.blocks if isinstance(block, Paced)), None)
        chosen = step_named(self._screen.page.chosen)
        self.step = max(paced.at, min(chosen, len(paced.steps) - 1)) if paced is not None else 0

    @property
    def step_name(self) -> str:
        """The name of the step that was come to, "" on a page without steps."""
        return step_name(self.step) if self.paced is not None else ""

    @property
    def has_steps_left(self) -> bool:
        """Whether Enter shows more of the steps of a page, or of what stands below them."""
        paced = self.paced
        return paced is not None and (self.step + 1 < len(paced.steps) or self._screen.body.hidden_below > 0)

    @property
    def has_more(self) -> bool:
        """Whether there is more behind the post that is chosen: another, or what comes to a page with a stream."""
        body, view = self._screen.body, self._screen.shown
        is_last = body.at + 1 >= len(body.sheet.targets)
        return not is_last or view.more or any(isinstance(block, Live) for block in view.blocks)

    def keeps(self, view: View) -> str:
        """Return what Enter does on a page that shows a form to be kept as it is, "" on any other."""
        form = next((block for block in view.blocks if isinstance(block, Form)), None)
        action = self._action()
        return self._screen.visit.caller.say(action.label) if form and action and action.name != form.submit else ""

    async def enter(self) -> None:
        """Open what is chosen; where there is nothing to open, go on."""
        screen = self._screen
        target = screen.body.target
        match target.what if target else None:
            case Item() | Field() if screen.body.approach():
                screen.moved()
            case Item(to=to) if to:
                await screen.go(to)
            case Field() as field:
                await screen.acting.change(field)
            case str() as words if words == self.keeps(screen.shown) and (action := self._action()):
                await screen.acting.act(action)
            case _:
                await self.on()

    async def on(self) -> None:
        """Go on: what is below, the next post, what the page has further, else what it says Enter does."""
        screen, body = self._screen, self._screen.body
        paced, target = self.paced, body.target
        if target is not None and target.last >= body.top + body.size.height and body.page(1):
            screen.moved()
        elif paced is not None and self.step + 1 < len(paced.steps):
            self.step += 1
            screen.page.stepped(self.step)
            screen.show(screen.shown, at=0)
            body.reveal()
            screen.offer()
        elif target is not None and isinstance(target.what, Post) and screen.choose(body.at + 1):
            pass
        elif body.hidden_below and body.page(1):
            screen.moved()
        elif await self._more():
            pass
        elif any(isinstance(block, Live) for block in screen.shown.blocks):
            await screen.hearing.look()
        elif (following := self._action()) is not None:
            await screen.acting.act(following)
        else:
            screen.said(screen.shown.prompt or screen.visit.caller.say(self._end()))

    def _end(self) -> str:
        """Say that there is no more here, and how to go back where there is something before it."""
        if self._screen.walk.can_go_back:
            return N_("That is all here. Esc goes back.")
        return N_("That is all here. ? shows the keys.")

    async def past(self) -> None:
        """Go on to the thing after the chosen one, which is done with."""
        if not (self._screen.choose(self._screen.body.at + 1) or await self._more()):
            await self.on()

    def _action(self) -> Action | None:
        page = self._screen.page
        name = page.enter()
        return next((action for action in page.offered() if action.name == name), None) if name else None

    async def _more(self) -> bool:
        """Put what the page has further behind what is shown."""
        screen = self._screen
        if not screen.shown.more or not await screen.page.more():
            return False
        view = await screen.page.view()
        count = len(screen.body.sheet.targets)
        screen.show(joined(screen.shown, view), at=count, top=screen.body.top)
        screen.moved()
        return True
