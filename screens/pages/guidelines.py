"""The guidelines, short and long. For anybody, and with the database missing."""

from __future__ import annotations

from bbs.language import N_
from screens.page import AnyPage, Goto, Result, action
from screens.pages.about import prose
from screens.view import Prose, View


class GuidelinesPage(AnyPage):
    """The seven guidelines, each with an example."""

    pattern = "guidelines"
    title = N_("Guidelines")
    needs_store = False

    async def view(self) -> View:
        """Say each line and what it looks like."""
        short = self.session.house.texts.guidelines.short
        said = (f"{n}. {each.line} {each.example}" for n, each in enumerate(short, 1))
        return View(self.session.say(self.title), (Prose.of(*said),))

    @action("l", N_("read them in full"))
    async def long(self) -> Result:
        """Open the long form."""
        return Goto("guidelines/long")


class LongGuidelinesPage(AnyPage):
    """The guidelines in full, a paragraph or two at a time."""

    pattern = "guidelines/long"
    title = N_("Guidelines in full")
    needs_store = False

    async def view(self) -> View:
        """Show the words."""
        return View(self.session.say(self.title), (prose(self.session.house.texts.guidelines.long),))
