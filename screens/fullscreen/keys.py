"""What a key means on a page: moving, then the page's own letters, then what every page knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bbs.language import N_
from screens.page import Action, AnyPage
from screens.view import Field, Item, Post

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen

MOVES = {"down": 1, "j": 1, "up": -1, "k": -1}
TURNS = {"pagedown": 1, "pageup": -1, "ctrl+f": 1, "ctrl+b": -1}
EVERYWHERE = frozenset(AnyPage.declared)

Bar = tuple[tuple[str, str], ...]


class Keys:
    """The keys of one screen."""

    def __init__(self, screen: PageScreen) -> None:
        self._screen = screen
        self._digits = ""
        self._does: str | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether Enter does something else by now than the bar names: one came to the end, or to what is chosen."""
        return self._does != self._enter()

    @property
    def _is_below(self) -> bool:
        """Whether what would be opened is below what is in view: Enter goes on towards it."""
        body, target = self._screen.body, self._screen.body.target
        return target is not None and isinstance(target.what, Item | Field) and body.is_below(target)

    @property
    def _is_at_post(self) -> bool:
        target = self._screen.body.target
        return target is not None and isinstance(target.what, Post)

    async def press(self, key: str, character: str) -> None:
        """Do what a key means. A letter that means nothing here says so; other keys may be the terminal's own."""
        screen = self._screen
        if character.isdecimal() and character.isascii():
            self._number(character)
            return
        self._digits = ""
        if key in MOVES:
            screen.move(MOVES[key])
        elif key in TURNS:
            screen.turn(TURNS[key])
        elif key in ("home", "end"):
            screen.edge(1 if key == "end" else -1)
        elif key == "enter":
            await screen.onward.enter()
        elif key == "space":
            await screen.onward.on()
        elif key in ("escape", "backspace", "left"):
            await screen.back()
        elif (action := self.action(character)) is not None:
            await screen.acting.act(action)
        elif character == "?":
            screen.visit.show_keys(screen)
        elif character in ("g", ":"):
            await screen.visit.ask_where(screen)
        elif character == "n" and self._is_at_post:  # as on home, where it begins New
            await screen.onward.on()
        elif character.isprintable() and character:
            await self._not_offered(character)

    async def _not_offered(self, character: str) -> None:
        """Say why a letter does nothing, where the page knows that it nearly fits."""
        screen = self._screen
        withheld = meant(character, screen.page.withheld())
        if withheld is not None and (said := await screen.page.instead(withheld)):
            await screen.acting.follow(said)
        else:
            screen.said(screen.visit.caller.say(N_("{key} does nothing here. ? shows the keys."), key=character))

    def _number(self, digit: str) -> None:
        """Choose by number; two digits one after the other are one number, where there are so many."""
        for digits in (self._digits + digit, digit):
            if self._screen.choose(int(digits) - 1):
                self._digits = digits
                return
        self._digits = ""

    def action(self, character: str) -> Action | None:
        """Return the action a character stands for."""
        return meant(character, self._screen.page.offered())

    def bar(self) -> tuple[Bar, Bar]:
        """Return the most useful keys of the page, and those that are always named after them."""
        say, offered = self._screen.visit.caller.say, self._screen.page.offered()
        own: list[tuple[str, str]] = []
        self._does = does = self._enter()
        if does is not None:
            own.append((say(N_("Enter")), does))
            offered = [action for action in offered if say(action.label) != does]
        taken: set[str] = set()
        for action in offered:
            if action.key and action.key not in taken and action not in EVERYWHERE:
                own.append((letter(action), say(action.label)))
                taken.add(action.key)
        always = [] if "g" in taken else [("g", say(N_("go to")))]
        always += (
            [("?", say(N_("keys"))), ("Esc", say(N_("back")))]
            if self._screen.walk.can_go_back
            else [("?", say(N_("keys"))), ("q", say(N_("leave")))]
        )
        return tuple(own), tuple(always)

    def _enter(self) -> str | None:
        """Return what Enter does here."""
        say, onward, target = self._screen.visit.caller.say, self._screen.onward, self._screen.body.target
        if self._is_below:
            return say(N_("go on"))
        match target.what if target else None:
            case Item(to=to) if to:
                return say(N_("open"))
            case Field():
                return say(N_("change"))
            case Post() if onward.has_more:
                return say(N_("next"))
            case str() as words if words == onward.keeps(self._screen.shown):
                return say(N_("do it"))
            case str() if onward.has_steps_left:
                return say(N_("next"))
        if self._screen.body.hidden_below:
            return say(N_("go on"))
        name = self._screen.page.enter()
        action = next((a for a in self._screen.page.offered() if a.name == name), None)
        return say(action.label) if action else None


def meant(character: str, actions: Sequence[Action]) -> Action | None:
    """Return which of some actions a character stands for. Capitals stand for the letters that move."""
    exact = next((action for action in actions if character and action.key == character), None)
    return exact or next((a for a in actions if a.key in MOVES and character == a.key.upper()), None)


def letter(action: Action) -> str:
    """Return the key of an action in this mode: a capital where the letter moves."""
    return action.key.upper() if action.key in MOVES else action.key
