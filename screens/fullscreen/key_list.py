"""Every key of a page, with what it does: made from its actions, so that it is never out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from bbs.language import N_
from screens.fullscreen.body_screen import BodyScreen
from screens.fullscreen.keys import letter
from screens.fullscreen.sheet import sheet_of
from screens.fullscreen.widgets.frame import STATUS_MOST, clip
from screens.view import Item, Listing, View

if TYPE_CHECKING:
    from screens.fullscreen.page_screen import PageScreen

MOVING = (
    (N_("j or Down, k or Up"), N_("the next one, the one before")),
    (N_("a number"), N_("choose that one")),
    (N_("Enter, space"), N_("open it, or go on")),
    (N_("n"), N_("the next post, where no other is meant above")),
    (N_("PgDn, PgUp"), N_("a window on or back")),
    (N_("Esc"), N_("back")),
    (N_("g or :"), N_("go to a place by a part of its name")),
    (N_("^G or F1"), N_("crisis help, also while writing")),
    (N_("^Q"), N_("leave at once, screen cleared; what you wrote is kept")),
    (N_("^L"), N_("draw the screen again")),
)
"""Keys that are the same everywhere."""


class KeyList(BodyScreen):
    """Lists keys. An action that is chosen here is done on the page."""

    def __init__(self, asker: PageScreen) -> None:
        super().__init__(asker.visit)
        self._asker = asker

    def on_mount(self) -> None:
        """Show the page's own first."""
        say = self.visit.caller.say
        own = tuple(
            Item(letter(action), say(action.label), id=action.name)
            for action in self._asker.page.offered()
            if action.key
        )
        moving = tuple(Item(say(keys), say(does)) for keys, does in MOVING)
        view = View("", (Listing(own, ""), Listing(moving, "", name=say(N_("Everywhere")))))
        self._title.show(say(N_("Keys")), "")
        self.foot.offer(((say(N_("Enter")), say(N_("do it"))),), (("Esc", say(N_("back"))),))
        self._body.show(sheet_of(view, self.size.width, self.visit.manner))
        self.moved()
        self.get_ready()

    def moved(self) -> None:
        """Say what the chosen key does."""
        target = self._body.target
        if target is not None and isinstance(target.what, Item):
            self.foot.say(clip(f"{target.label}: {target.what.detail}", STATUS_MOST))

    def on_key(self, event: events.Key) -> None:
        """Move, do what is chosen, or go back."""
        event.stop()
        event.prevent_default()
        match event.key:
            case "down" | "j" | "up" | "k":
                self.move(1 if event.key in ("down", "j") else -1)
            case "pagedown" | "space" | "pageup":
                self.turn(-1 if event.key == "pageup" else 1)
            case "enter":
                target = self._body.target
                self._asker.acting.chosen = target.what.id if target and isinstance(target.what, Item) else ""
                self.hand_over(None)
            case "escape" | "question_mark" | "q" | "left" | "backspace":
                self.hand_over(None)
            case _ if name := self._meant(event.character or ""):
                self._asker.acting.chosen = name
                self.hand_over(None)

    def _meant(self, character: str) -> str:
        """Return the name of the action whose key is pressed here, as it would be on the page; "" for none."""
        return next((each.name for each in self._asker.page.offered() if letter(each) == character), "")
