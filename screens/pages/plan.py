"""My safety plan: six parts in one's own words, read at once on a bad night, written a part at a time on a better day.

Crisis help leads here. Nothing is asked before it is shown but what opens a seal (SAFETY.md 25).
"""

from __future__ import annotations

from dataclasses import replace

from bbs import drafting
from bbs.community import plans
from bbs.community.crisis import CrisisLine
from bbs.community.hiding import Hidden
from bbs.community.plan_words import PlanWords
from bbs.community.plans import Plan
from bbs.community.shelf import Kind as Shelved
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.consenting import agreed_first
from screens.pages.crisis import HelpPage
from screens.pages.draft_places import PLAN
from screens.pages.private import PrivatePage
from screens.view import Block, Choice, Field, Kind, Post, Prose, View
from screens.when import day

WHOLE = f"{PLAN}all"
"""Where a plan is kept that is written all at once, until it is done."""
MOST_LINES = 3
"""Help lines that are put into a plan in one go: what fits on a small card."""
PROMPT = N_("Safety plan")
NONE = frozenset({"none", "no"})


class PlanPart(PrivatePage):
    """The base of the pages of a plan: always at hand, but for a seal."""

    keeps = (Shelved.PLAN,)
    asks = False
    plan = Plan()

    @property
    def words(self) -> PlanWords:
        """What is said about a plan."""
        return self.session.house.texts.plan

    async def read_plan(self) -> None:
        """Read the plan as it is now."""
        self.plan = await self.session.read(plans.current, self.session.private)

    def post(self, name: str, number: int) -> Post:
        """Return a part that has words."""
        when = self.session.say(N_("in your own words"))
        return Post(name, self.words.title(name), when, self.plan.words[name], number=number)


class PlanPage(PlanPart):
    """The whole plan."""

    pattern = "plan"
    title = N_("My safety plan")
    taken_away: Hidden | None = None

    async def inside(self) -> View:
        """Show what is written, all of it; or offer to begin."""
        session, say = self.session, self.session.say
        await self.read_plan()
        self.taken_away = await session.read(plans.taken_away, session.private.member)
        if self.plan.is_empty:
            begin = N_("Nothing is written yet. A few words are enough to begin with: Enter, one part after the other.")
            back = N_("The plan you took away can be brought back: {do:bring-back/u}.")
            more = [say(back)] if self.taken_away else []
            return View(say(self.title), (Prose.of(self.words.about, say(begin), *more),))
        written = [part.name for part in self.words.parts if part.name in self.plan.words]
        blocks: list[Block] = [self.post(name, n) for n, name in enumerate(written, 1)]
        blocks.append(Prose.of(*self._after()))
        return View(say(self.title), tuple(blocks), total=len(written), prompt=say(PROMPT))

    def _after(self) -> list[str]:
        session, say = self.session, self.session.say
        said = []
        if self.plan.missing:
            titles = "; ".join(self.words.title(name) for name in self.plan.missing)
            said.append(say(N_("Not written yet: {titles}. To go on writing, {do:write/w}."), titles=titles))
        said.append(say(N_("Changed last: {day}."), day=day(session, self.plan.changed_at)))
        said.append(say(N_("To reach people who listen, {do:help/Ctrl+G}.")))
        return said

    def on_enter(self) -> str:
        """Enter begins, where there is nothing."""
        return "write" if self.plan.is_empty else ""

    def can(self, action: Action) -> bool:
        """Offer what makes sense with the words there are."""
        if action.name in ("card", "remove"):
            return not self.plan.is_empty
        if action.name == "bring-back":
            return self.plan.is_empty and self.taken_away is not None
        return super().can(action)

    @action("w", N_("write it, part by part"))
    @agreed_first
    async def write(self) -> Result:
        """Go through the parts, from the first that is not written yet."""
        first = next((n for n, part in enumerate(self.words.parts, 1) if part.name in self.plan.missing), 1)
        return Goto(f"plan/step/{first}")

    @action("c", N_("change one part"))
    async def change(self) -> Result:
        """Choose a part."""

        async def chosen(values: Values) -> Result:
            return Goto(f"plan/{values['part']}")

        choices = tuple(Choice(part.name, part.title) for part in self.words.parts)
        return Ask((Field("part", N_("Which part"), Kind.CHOICE, choices=choices),), chosen)

    @action("a", N_("write it all at once"), name="all")
    @agreed_first
    async def all_(self) -> Result:
        """Write the parts as one text, each below its number."""
        session = self.session
        begun = await drafting.begun(session, WHOLE) or self.words.as_text(self.plan.words)

        async def keep(values: Values) -> Result:
            understood = self.words.understood(values["text"])
            await session.write(plans.write_all, session.private, understood, now=session.now)
            return Stay(session.say(N_("Kept.")), redraw=True)

        intro = N_("All six parts. A line with a number and a dot, such as 2., begins that part.")
        limit = plans.LONGEST * len(self.words.parts)
        text = Field(
            "text", N_("Your plan"), Kind.TEXT, intro=session.say(intro), value=begun, draft=WHOLE, limit=limit
        )
        return Ask((text,), keep, confirm=N_("Keep"))

    @action("l", N_("put in help lines of your country"), name="lines")
    @agreed_first
    async def lines(self) -> Result:
        """Put the numbers that crisis help shows first below the professionals and lines."""
        return await put_in_lines(self.session)

    @action("p", N_("what goes on the pocket card"), name="card")
    @agreed_first
    async def card(self) -> Result:
        """Choose the parts that `ssh host card` prints."""
        session, parts = self.session, self.words.parts

        async def keep(values: Values) -> Result:
            chosen = [parts[n - 1].name for n in _numbers(values["parts"], len(parts))]
            await session.write(plans.choose_card, session.private, chosen, now=session.now)
            return Stay(session.say(N_("Kept.")))

        async def check(typed: str) -> str:
            return " ".join(map(str, _numbers(typed, len(parts)))) or "none"

        now = " ".join(str(n) for n, part in enumerate(parts, 1) if part.name in self.plan.card)
        intro = N_("A card to print or to copy by hand, for when there is no line. Numbers such as 2, 4; or none.")
        choices = tuple(Choice(part.name, part.title) for part in parts)
        asked = Field("parts", N_("Parts"), Kind.SEVERAL, session.say(intro), choices=choices, value=now)
        return Ask((replace(asked, optional=True, check=check),), keep)

    @action("i", N_("where this comes from"), name="source")
    async def source(self) -> Result:
        """Name whose thought it was."""
        return Stay(self.words.source)

    @action(
        "x",
        N_("take the plan away"),
        name="remove",
        confirm=N_("Take your whole plan away? For seven days it can be brought back."),
    )
    async def remove(self) -> Result:
        """Delete it."""
        await self.session.write(plans.take_away, self.session.private, now=self.session.now)
        return Stay(self.session.say(N_("Taken away.")), redraw=True)

    @action("u", N_("bring the plan back"), name="bring-back")
    async def bring_back(self) -> Result:
        """Undo that."""
        await self.session.write(plans.bring_back, self.session.private.member)
        return Stay(self.session.say(N_("It is back.")), redraw=True)


async def put_in_lines(session: Session) -> Result:
    """Put the first help lines of the caller's country into their plan."""
    where = HelpPage(session, HelpPage.pattern).where()
    if where.code is None:
        raise Refusal(N_("Your country is not known here. Crisis help asks for it, {do:help/Ctrl+G}; then come back."))
    found = [line for line in session.house.crisis.first_screen(where.code, session.now) if line.country == where.code]
    said = [in_short(session, line) for line in found[:MOST_LINES]]
    if not said:
        raise Refusal(N_("We know no lines of that country. Crisis help has directories: {do:help/Ctrl+G}."))
    new = await session.write(plans.add_lines, session.private, said, now=session.now)
    if not new:
        return Stay(session.say(N_("They are in it already.")))
    return Stay(session.language.count("{n} line is in your plan now.", "{n} lines are in your plan now.", new), True)


def in_short(session: Session, line: CrisisLine) -> str:
    """Return a help line as it stands in a plan: its name and how to reach it, each as it is dialled."""
    ways = [line.phone] if line.phone else []
    if line.text:
        is_named = line.text.startswith("WhatsApp")
        ways.append(line.text if is_named else session.say(N_("text {number}"), number=line.text))
    hours = session.say(N_("day and night")) if line.day_and_night else ""
    return f"{line.service}: {', '.join(filter(None, (*(ways or [line.web]), hours)))}"


def _numbers(typed: str, most: int) -> list[int]:
    """Return the numbers somebody typed, each once. Raises NotUnderstood."""
    if typed.strip().lower() in {"", *NONE}:
        return []
    words = typed.replace(",", " ").split()
    if not words or not all(word.isdecimal() and 1 <= int(word) <= most for word in words):
        raise NotUnderstood(N_("Numbers from 1 to {n} are understood, such as 2, 4; or none."), n=most)
    return sorted({int(word) for word in words})
