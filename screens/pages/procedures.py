"""Procedures for those who look after this place: written steps for what nobody should have to think up at night."""

from __future__ import annotations

from bbs.community import procedures
from bbs.language import N_
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.pages.reaching import ask_whom
from screens.pages.stepping import SteppingPage
from screens.view import Item, Listing, Paced, Prose, View

SPEAK_OF_OTHERS = ("threat", "child")
"""Procedures that may ask to write to somebody else than whom the case is about."""


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


class ProcedurePage(SteppingPage):
    """One of them: steps at the reader's pace, with the way out on each. Who comes back goes on where they were."""

    pattern = "desk/procedures/{name}"
    title = N_("A procedure")
    who = Who.STAFF
    listed = False

    async def view(self) -> View:
        """Say what it is for, the steps, and the closing words."""
        say, at = self.session.say, self.came_to
        one = procedures.named(self.session.house.texts.procedures, self.parts["name"].lower())
        way_out = f"{one.stop} {say(N_('b goes back.'))}"
        about = say(N_("You came as far as this before. From the first step: {do:begin/f}.")) if at else one.about
        return View(one.title, (Prose.of(about), Paced(one.steps, way_out, at=at), Prose.of(one.closing)))

    @action("f", N_("from the first step"))
    async def begin(self) -> Result:
        """Begin anew."""
        self.stepped(0)
        return Goto(self.address, replace=True)

    def can(self, action: Action) -> bool:
        """Offer to begin anew to who has gone on; writing to others where a step speaks of that."""
        if action.name == "write":
            return self.parts["name"].lower() in SPEAK_OF_OTHERS
        return self.came_to > 0 if action.name == "begin" else super().can(action)

    @action("w", N_("write to a member whom no case is about"))
    async def write(self) -> Result:
        """Ask to whom, and open where that is written."""
        return ask_whom(self.session)


class CaseProcedurePage(ProcedurePage):
    """The same, for one case: how far one came with another is nothing to go by."""

    pattern = "desk/procedures/{name}/{case:int}"
