"""Procedures for those who look after this place: written steps for what nobody should have to think up at night."""

from __future__ import annotations

from bbs.community import procedures
from bbs.language import N_
from screens.page import AnyPage, Who
from screens.view import Item, Listing, Paced, Prose, View


class ProceduresPage(AnyPage):
    """All procedures there are."""

    pattern = "desk/procedures"
    title = N_("Procedures")
    who = Who.STAFF

    async def view(self) -> View:
        """List them, the most urgent first."""
        say, texts = self.session.say, self.session.house.texts
        items = tuple(Item(one.title, to=f"desk/procedures/{one.name}") for one in texts.procedures)
        return View(say(self.title), (Listing(items, ""),))


class ProcedurePage(AnyPage):
    """One of them: steps at the reader's pace, with the way out on each."""

    pattern = "desk/procedures/{name}"
    title = N_("A procedure")
    who = Who.STAFF
    listed = False

    async def view(self) -> View:
        """Say what it is for, the steps, and the closing words."""
        say = self.session.say
        one = procedures.named(self.session.house.texts.procedures, self.parts["name"].lower())
        way_out = f"{one.stop} {say(N_('b goes back.'))}"
        return View(one.title, (Prose.of(one.about), Paced(one.steps, way_out), Prose.of(one.closing)))

    def enter(self) -> str:
        """Enter goes back to the case, at the end."""
        return "back"
