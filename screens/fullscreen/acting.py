"""What comes of an action on a page: whether it is meant, what it is done on, and what is shown after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.language import N_
from screens.page import Action, Ask, Back, Goto, Leave, Result, Stay
from screens.view import Field, Form, Post

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen


class Acting:
    """Does the actions of the page on one screen, and follows their results."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen
        self._asked: Action | None = None
        self.chosen = ""
        """The action chosen in the list of keys, by its name."""

    @property
    def is_asking(self) -> bool:
        """Whether the caller is asked if they mean it: the next key answers that."""
        return self._asked is not None

    async def act(self, action: Action) -> None:
        """Begin an action: at once, or after a question whether it is meant."""
        screen = self._screen
        if action.name == "back":
            await screen.back()
            return
        if action.confirm:
            self._asked = action
            screen.asks()
            say = screen.visit.caller.say
            screen.foot.ask(say(action.confirm), (("y", say(N_("yes"))), ("n", say(N_("no")))))
            return
        await self._perform(action)

    async def decide(self, key: str) -> None:
        """Take the answer to whether it is meant; anything but yes leaves all as it was."""
        screen = self._screen
        action, self._asked = self._asked, None
        screen.foot.asked()
        if key == "y" and action is not None:
            screen.describe()
            await screen.guarded(self._perform(action))
        else:
            screen.said(screen.visit.caller.say(N_("Left as it was.")))

    async def act_on_chosen(self) -> None:
        """Do what was chosen in the list of keys, if something was."""
        name, self.chosen = self.chosen, ""
        if (action := next((a for a in self._screen.page.offered() if a.name == name), None)) is not None:
            await self._screen.guarded(self.act(action))

    async def change(self, field: Field) -> None:
        """Ask for one field of the form on the page, and keep it."""
        screen = self._screen
        form = next(block for block in screen.shown.blocks if isinstance(block, Form))
        submit = next(action for action in screen.page.declared if action.name == form.submit)
        await self.follow(Ask((field,), getattr(screen.page, submit.method)))

    async def _perform(self, action: Action) -> None:
        screen = self._screen
        target = screen.body.target
        item = str(getattr(target.what, "id", "")) if target and action.on_item else ""
        if action.on_item and not item:
            screen.said(screen.visit.caller.say(N_("Choose one first.")))
            return
        await self.follow(await screen.page.perform(action, item))

    async def follow(self, result: Result) -> None:
        """Do what an action said comes next."""
        screen = self._screen
        match result:
            case Goto(address, notice, replaces):
                await screen.go(address, replace=replaces)
                screen.told(notice)
            case Back(notice):
                await screen.back()
                screen.told(notice)
            case Stay(notice, _, on):
                await screen.stay()
                if on:
                    await screen.onward.past()
                screen.told(notice)
            case Ask():
                await screen.visit.ask(screen, result, self._about(result))
            case Leave(words):
                screen.visit.leave(words)

    def _about(self, question: Ask) -> str:
        """Return the words that an answer replies to, "" where it is those very words that are written on."""
        target = self._screen.body.target
        about = target.what.text if target and isinstance(target.what, Post) else ""
        return "" if any(field.value and field.value in about for field in question.fields) else about
