"""Tools for a hard few minutes, taken one step at a time. For anybody, and with the database missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bbs.community import exercises, of_use
from bbs.community.exercises import NEEDS, Exercise, Motion
from bbs.community.of_use import Use
from bbs.errors import BBSError
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Back, Goto, Result, Stay, Values, Who, action
from screens.pages.consenting import agreed_first
from screens.pages.kind_words import kind_words_item
from screens.view import Art, Choice, Field, Item, Kind, Listing, Paced, Prose, View

ASKED = N_("Was this of use? Only you see the answer. Yes: y. A little: l. No: n. To say nothing: Enter.")
HELPED = {Use.YES: N_("helped you"), Use.LITTLE: N_("helped you a little")}


class ListOfTools(AnyPage):
    """What pages that list tools share: what helped this member comes first."""

    needs_store = False
    answers: Mapping[str, Use] = MappingProxyType({})
    """What the caller said of tools, by their names."""

    async def listed_tools(self, tools: Iterable[Exercise], *, need: str = "") -> tuple[Item, ...]:
        """Return tools as things to choose: what each is called and what it is for, beside a need they all are for."""
        self.answers = await self._answers()
        return tuple(self._item(tool, need) for tool in of_use.in_order(tools, self.answers))

    async def _answers(self) -> dict[str, Use]:
        """Return what the caller said of tools; nothing where that cannot be read: the tools are there all the same."""
        if self.session.person is None:
            return {}
        try:
            return await self.session.read(of_use.said, self.session.private)
        except BBSError:
            return {}

    def _item(self, tool: Exercise, known: str) -> Item:
        say = self.session.say
        helped = HELPED.get(self.answers[tool.name], "") if tool.name in self.answers else ""
        needs = () if known else (NEEDS[need] for need in tool.needs)
        return Item(tool.title, ", ".join(say(words) for words in (helped, *needs) if words), f"tools/{tool.name}")


class ToolsPage(ListOfTools):
    """All tools there are."""

    pattern = "tools"
    title = N_("Tools")

    async def view(self) -> View:
        """List them, by what one needs now."""
        session = self.session
        items = await self.listed_tools(session.house.texts.tools)
        own = (kind_words_item(session),) if session.person is not None else ()
        return View(session.say(self.title), (Listing((*items, *own), ""),))

    def can(self, action: Action) -> bool:
        """Offer to forget where there is something."""
        return bool(self.answers) if action.name == "forget" else super().can(action)

    @action("n", N_("by what you need now"))
    async def need(self) -> Result:
        """Ask how it is, and list the tools for that."""
        choices = tuple(Choice(need, words) for need, words in NEEDS.items())

        async def chosen(values: Values) -> Result:
            return Goto(f"tools/for/{values['need']}")

        return Ask((Field("need", N_("What is it like"), Kind.CHOICE, choices=choices),), chosen)

    @action(
        "f", N_("forget which tools helped"), who=Who.MEMBER, confirm=N_("Forget what you said of the tools you used?")
    )
    async def forget(self) -> Result:
        """Forget what the member said of tools."""
        session = self.session
        await session.write(of_use.forget, session.private.member, now=session.now)
        return Stay(session.say(N_("Forgotten.")), redraw=True)


class NeedPage(ListOfTools):
    """The tools for one need."""

    pattern = "tools/for/{need}"
    title = N_("Tools")
    listed = False

    async def view(self) -> View:
        """List them, those first that are for it before all."""
        session = self.session
        need = self.parts["need"]
        tools = exercises.for_need(session.house.texts.tools, need)
        title = session.say(N_("Tools: {need}"), need=session.say(NEEDS[need]))
        return View(title, (Listing(await self.listed_tools(tools, need=need), ""),))


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
        end = Prose.of(tool.closing, say(ASKED) if self.session.person is not None else "")
        return View(tool.title, (Prose.of(about), steps, end))

    def enter(self) -> str:
        """Enter finishes, and says nothing of it."""
        return "skip"

    @action("y", N_("it was of use"), who=Who.MEMBER)
    @agreed_first
    async def yes(self) -> Result:
        """Keep that it helped."""
        return await self._tell(Use.YES, N_("Kept, for you alone. It stands first in your list."))

    @action("l", N_("it was of use a little"), who=Who.MEMBER)
    @agreed_first
    async def little(self) -> Result:
        """Keep that it helped a little."""
        return await self._tell(Use.LITTLE, N_("Kept, for you alone. It stands near the beginning of your list."))

    @action("n", N_("it was of no use now"), who=Who.MEMBER)
    @agreed_first
    async def no(self) -> Result:
        """Keep that it did not help."""
        return await self._tell(Use.NO, N_("Kept, for you alone. It stands last in your list; others come before it."))

    @action("s", N_("finish"))
    async def skip(self) -> Result:
        """Go back without a word about it; to the other tools, where this is what they came for."""
        return Back() if len(self.session.places) > 1 else Goto("tools", replace=True)

    async def _tell(self, use: Use, words: str) -> Result:
        session = self.session
        await session.write(of_use.tell, session.private, self.tool.name, use, now=session.now)
        return Stay(session.say(words))


def _art(picture: Motion) -> Art:
    return Art(picture.still, picture.alt, tuple((beat.rows, beat.seconds) for beat in picture.beats))
