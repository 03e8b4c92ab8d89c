"""Tools for a hard few minutes, taken one step at a time. For anybody, and with the database missing."""

from __future__ import annotations

from bbs.community import exercises
from bbs.community.exercises import NEEDS, Exercise, Motion
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Ask, Goto, Result, Values, action
from screens.view import Art, Choice, Field, Item, Kind, Listing, Paced, Prose, View


def tool_item(session: Session, tool: Exercise) -> Item:
    """Return a tool as something to choose: what it is called, and what it is for."""
    return Item(tool.title, ", ".join(session.say(NEEDS[need]) for need in tool.needs), f"tools/{tool.name}")


class ToolsPage(AnyPage):
    """All tools there are."""

    pattern = "tools"
    title = N_("Tools")
    needs_store = False

    async def view(self) -> View:
        """List them, by what one needs now."""
        session = self.session
        items = tuple(tool_item(session, tool) for tool in session.house.texts.tools)
        return View(session.say(self.title), (Listing(items, ""),))

    @action("n", N_("by what you need now"))
    async def need(self) -> Result:
        """Ask how it is, and list the tools for that."""
        choices = tuple(Choice(need, words) for need, words in NEEDS.items())

        async def chosen(values: Values) -> Result:
            return Goto(f"tools/for/{values['need']}")

        return Ask((Field("need", N_("What is it like"), Kind.CHOICE, choices=choices),), chosen)


class NeedPage(AnyPage):
    """The tools for one need."""

    pattern = "tools/for/{need}"
    title = N_("Tools")
    needs_store = False
    listed = False

    async def view(self) -> View:
        """List them, those first that are for it before all."""
        session = self.session
        tools = exercises.for_need(session.house.texts.tools, self.parts["need"])
        title = session.say(N_("Tools: {need}"), need=session.say(NEEDS[self.parts["need"]]))
        return View(title, (Listing(tuple(tool_item(session, tool) for tool in tools), ""),))


class ToolPage(AnyPage):
    """One tool: steps at the caller's pace, with the way out on each."""

    pattern = "tools/{tool}"
    title = N_("A tool")
    needs_store = False
    listed = False

    @property
    def tool(self) -> Exercise:
        """Which it is. Raises NotFound."""
        return exercises.named(self.session.house.texts.tools, self.parts["tool"])

    async def view(self) -> View:
        """Say what it is, the steps, and the closing words."""
        say, tool = self.session.say, self.tool
        about = f"{tool.about} {say(N_('There is no clock; Enter goes on.'))}"
        way_out = f"{tool.stop} {say(N_('b goes back.'))}"
        steps = Paced(tool.steps, way_out, _art(tool.picture) if tool.picture else None)
        return View(tool.title, (Prose.of(about), steps, Prose.of(tool.closing)))


def _art(picture: Motion) -> Art:
    return Art(picture.still, picture.alt, tuple((beat.rows, beat.seconds) for beat in picture.beats))
