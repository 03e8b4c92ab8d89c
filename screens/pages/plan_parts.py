"""The parts of a safety plan, one at a time: to be changed alone, or on the way through all of them."""

from __future__ import annotations

from bbs import drafting
from bbs.community import plans
from bbs.community.plan_words import LINES, Part
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import Action, Ask, Goto, Result, Values, action
from screens.pages.consenting import agreed_first
from screens.pages.crisis_line import help_above
from screens.pages.draft_places import PLAN
from screens.pages.plan import PROMPT, PlanPart, put_in_lines
from screens.view import Block, Field, Kind, Notice, Prose, View


class OnePartPage(PlanPart):
    """One part, to be changed alone."""

    pattern = "plan/{part}"
    title = N_("A part of your safety plan")
    listed = False

    @property
    def part(self) -> Part:
        """Which part. Raises NotFound."""
        found = self.words.part(self.parts["part"])
        if found is None:
            raise NotFound
        return found

    def on(self) -> tuple[str, str]:
        """Return where it goes on once the part is kept, and what is said then."""
        return "plan", self.session.say(N_("Kept."))

    def heading(self) -> str:
        """Return the title."""
        return self.part.title

    async def inside(self) -> View:
        """Say what the part is for, and what stands there."""
        say, part = self.session.say, self.part
        await self.read_plan()
        blocks: list[Block] = [Prose.of(part.ask)]
        if part.name in self.plan.words:
            blocks += [*help_above(self.session, self.plan.words[part.name]), self.post(part.name, 1)]
        else:
            blocks.append(Notice(say(N_("Nothing stands here yet, and nothing has to."))))
        return View(self.heading(), tuple(blocks), prompt=say(PROMPT))

    def on_enter(self) -> str:
        """Enter writes."""
        return "write"

    def can(self, action: Action) -> bool:
        """Offer help lines where they belong."""
        return self.part.name == LINES if action.name == "lines" else super().can(action)

    @action("w", N_("write this part"))
    @agreed_first
    async def write(self) -> Result:
        """Write it, or change what is there."""
        session, part = self.session, self.part
        draft, before = f"{PLAN}{part.name}", self.plan.words.get(part.name, "")

        async def keep(values: Values) -> Result:
            await session.write(plans.write, session.private, part.name, values["text"], now=session.now)
            to, said = self.on()
            return Goto(to, said, replace=True)

        text = Field(
            "text",
            N_("Your words"),
            Kind.TEXT,
            intro=session.say(N_('In your own words. Such as: "{words}"'), words=part.such_as),
            value=before and (await drafting.begun(session, draft) or before),
            draft=draft,
            limit=plans.LONGEST,
            optional=True,
        )
        return Ask((text,), keep, confirm=N_("Keep"))

    @action("l", N_("put in help lines of your country"), name="lines")
    @agreed_first
    async def lines(self) -> Result:
        """Put in the numbers that crisis help shows first."""
        return await put_in_lines(self.session)


class StepPage(OnePartPage):
    """One part on the way through all of them. Whatever was kept before stays when the way ends early."""

    pattern = "plan/step/{step:int}"
    title = N_("Writing your safety plan")

    @property
    def part(self) -> Part:
        """The part whose turn it is. Raises NotFound."""
        if not 1 <= int(self.parts["step"]) <= len(self.words.parts):
            raise NotFound
        return self.words.parts[int(self.parts["step"]) - 1]

    def _next(self) -> str:
        step = int(self.parts["step"])
        return f"plan/step/{step + 1}" if step < len(self.words.parts) else "plan"

    def on(self) -> tuple[str, str]:
        """Go on with the next, at last to the whole."""
        if self._next() == "plan":
            return "plan", self.session.say(N_("Kept. That was the last part; you can change each at any time."))
        return self._next(), self.session.say(N_("Kept."))

    def heading(self) -> str:
        """Say how far one is."""
        of = N_("{n} of {total}: {title}")
        return self.session.say(of, n=self.parts["step"], total=len(self.words.parts), title=self.part.title)

    @action("n", N_("go past this part"), name="next")
    async def next_(self) -> Result:
        """Leave it as it is."""
        return Goto(self._next(), replace=True)
