"""Tools for a hard few minutes, taken one step at a time. For anybody, and with the database missing."""

from __future__ import annotations

from bbs.community.texts import Exercise, Texts
from bbs.language import N_
from screens.page import AnyPage
from screens.view import Item, Listing, Paced, Prose, View

TOOLS = ("breath", "grounding")


def exercise(texts: Texts, name: str) -> Exercise:
    """Return one of TOOLS."""
    return {"breath": texts.breathing, "grounding": texts.grounding}[name]


class ToolsPage(AnyPage):
    """All tools there are."""

    pattern = "tools"
    title = N_("Tools")
    needs_store = False

    async def view(self) -> View:
        """List them."""
        texts = self.session.house.texts
        items = tuple(Item(exercise(texts, name).title, to=f"tools/{name}") for name in TOOLS)
        return View(self.session.say(self.title), (Listing(items, ""),))


class ExercisePage(AnyPage):
    """The base of tools: steps at the caller's pace, with the way out on each."""

    needs_store = False
    name: str

    async def view(self) -> View:
        """Say what it is, the steps, and the closing words."""
        tool = exercise(self.session.house.texts, self.name)
        way_out = f"{tool.stop} {self.session.say(N_('b goes back.'))}"
        return View(tool.title, (Prose.of(tool.about), Paced(tool.steps, way_out), Prose.of(tool.closing)))


class BreathPage(ExercisePage):
    """Breathing out a little longer than in."""

    pattern = "tools/breath"
    title = N_("A slow breath")
    name = "breath"


class GroundingPage(ExercisePage):
    """Coming back to here and now."""

    pattern = "tools/grounding"
    title = N_("Five things")
    name = "grounding"
