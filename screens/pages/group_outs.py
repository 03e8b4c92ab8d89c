"""Putting somebody out of a support group, who is out of it, and undoing that."""

from __future__ import annotations

from bbs.community import group_outs, groups
from bbs.community.group_outs import Out
from bbs.community.sanctions import DAYS
from bbs.community.sanctions import Kind as Given
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.news import DECIDED, News
from bbs.session import Session
from screens.page import Action, Ask, Result, Stay, Values, action
from screens.pages.group_care import CareRoom
from screens.view import Choice, Field, Kind, Post, Prose, View
from screens.when import day, when

INTRO = N_(
    "They read your reasons word for word, and can appeal to the desk. What they wrote stays. Nobody else in the group "
    "is told."
)
OWN_RULE, NO_RULE = "group", "0"
WHAT_MATTERS = N_("What matters to this group, in its own words.")
"""How the guidelines of a group itself are named beside those of the place."""


def ask_put_out(session: Session, slug: str, handle: str = "", *, post: int | None = None) -> Ask:
    """Return the questions for how long somebody is put out and by which guideline, then why.

    Without a `handle`, who it is comes first.
    """
    count = session.language.count
    choices = tuple(
        Choice(str(n), count("{n} day", "{n} days", n) if n else session.say(N_("for good"))) for n in DAYS[Given.OUT]
    )
    days = Field("days", N_("For how long"), Kind.CHOICE, choices=choices, at_once=True)
    name = Field("handle", N_("Their name here"), limit=80)

    rules = {str(n): rule.line for n, rule in enumerate(session.house.texts.guidelines.short, 1)}
    rules |= {OWN_RULE: session.say(WHAT_MATTERS), NO_RULE: ""}
    named = tuple(Choice(number, line or N_("None of them")) for number, line in rules.items())
    guideline = Field("guideline", N_("Which guideline"), Kind.CHOICE, choices=named, value=NO_RULE, at_once=True)

    async def chosen(values: Values) -> Result:
        who, rule = handle or values["handle"], rules[values["guideline"]]
        return _ask_why(session, slug, who, int(values["days"]), rule, post)

    return Ask((days, guideline) if handle else (name, days, guideline), chosen)


def _ask_why(session: Session, slug: str, handle: str, days: int, rule: str, post: int | None) -> Ask:
    async def send(values: Values) -> Result:
        what = (session.vault, session.person, slug, handle, values["reasons"])
        made = await session.write(group_outs.put_out, *what, days=days, post=post, rule=rule, now=session.now)
        session.house.news.tell(News(DECIDED, made, session.person.id if session.person else 0))
        said = N_("{handle} is out of the group, and told why. To undo it: go groups/{slug}/out.")
        return Stay(session.say(said, handle=handle, slug=slug), redraw=True)

    place, intro = f"groups/{slug}/out/{handle}", session.say(INTRO)
    field = Field("reasons", N_("Why"), Kind.TEXT, intro=intro, draft=place, limit=group_outs.LONGEST)
    return Ask((field,), send, confirm=N_("Put them out"))


class GroupOutsPage(CareRoom):
    """Who is out of a group now, and why."""

    pattern = "groups/{group}/out"
    title = N_("Who is out of the group")
    found: tuple[Out, ...] = ()

    async def view(self) -> View:
        """Show them, the latest first, with the reasons they read."""
        session, say = self.session, self.session.say
        line = await session.read(groups.facilitated, session.person, self.slug)
        self.found = tuple(
            await session.read(group_outs.out, session.vault, session.person, self.slug, now=session.now)
        )
        title = say(N_("{group}, who is out of it"), group=line.title)
        if not self.found:
            return View(title, (Prose.of(say(N_("Nobody is out of it. To put somebody out, {do:put-out/p}."))),))
        shown = tuple(self._block(one, n) for n, one in enumerate(self.found, 1))
        prompt = say(N_("Who is out, choose")) if len(shown) == 1 else ""
        return View(title, shown, total=len(shown), prompt=prompt)

    def _block(self, one: Out, number: int) -> Post:
        session, say = self.session, self.session.say
        until = say(N_("until {day}"), day=day(session, one.until)) if one.until is not None else say(N_("for good"))
        return Post(str(one.decision), one.handle, when(session, one.since), one.reasons, kind=until, number=number)

    def can(self, action: Action) -> bool:
        """Offer undoing where somebody is out."""
        return bool(self.found) if action.name == "let-back" else super().can(action)

    @action("p", N_("put somebody out"), name="put-out")
    async def put_out(self) -> Result:
        """Ask who, for how long, and why."""
        return ask_put_out(self.session, self.slug)

    @action("u", N_("undo it: let them back in"), name="let-back", on_item=True, confirm=N_("Let them back in?"))
    async def let_back(self, item: str) -> Result:
        """Undo that somebody was put out."""
        session = self.session
        if not item.isdecimal():
            raise NotUnderstood(N_("Please choose one of these."))
        await session.write(group_outs.let_back, session.vault, session.person, self.slug, int(item), now=session.now)
        session.house.news.tell(News(DECIDED, int(item), session.person.id if session.person else 0))
        return Stay(session.say(N_("Undone: they are in the group as before, and told.")), redraw=True)
