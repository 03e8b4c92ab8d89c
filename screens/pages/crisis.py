"""Crisis help: whom to call, from every prompt, for everybody, with no account and no database (SAFETY.md 1-3).

Everything shown is in memory: shipped data, and when the operator checked it. Nothing here is logged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bbs.community import crisis_words as words
from bbs.community.crisis import CrisisLine
from bbs.errors import NotUnderstood
from bbs.language import N_
from screens.page import Action, AnyPage, Ask, Goto, Result, Values, action
from screens.view import Choice, Field, Item, Kind, Listing, Notice, Prose, View

ONE_SCREEN = 10
"""Items at most where all must be heard without a further key: what the line mode says at once (ACCESS.md L4)."""
CANDIDATES = 9
"""Countries offered when a name fits several; beyond that the name says too little."""
NO_SUCH_COUNTRY = N_("We did not find that country. Try its name in English, or its two letters, such as GB.")
TOO_MANY = N_("Many countries are called like that. Please give more of the name.")


@dataclass(frozen=True, slots=True)
class Where:
    """The country lines are shown for: its code, None while not known; and whether that is only a guess."""

    code: str | None = None
    guessed: bool = False


class CrisisPage(AnyPage):
    """What the pages of crisis help share: where the caller is, and what they can turn to."""

    needs_store = False
    listed = False
    is_remembered = False
    itself = ""
    """The action that leads to this page, which is not offered on it."""

    def where(self) -> Where:
        """Return the caller's country: the one they chose, else what their terminal lets us guess, else none."""
        session = self.session
        if session.country in session.house.crisis.countries.names:
            return Where(session.country)
        guess = session.guessed_country
        return Where(guess or None, guessed=bool(guess))

    def name(self, where: Where) -> str | None:
        """Return the country's name as it is shown."""
        return self.session.house.crisis.countries.name(where.code) if where.code else None

    def danger(self, where: Where) -> str:
        """Return the line that comes before all others: whom to call now."""
        return words.danger_line(self.session.house.crisis.emergency(where.code), self.session.language)

    def opening(self, where: Where) -> list[str]:
        """Return the lines said before any help line."""
        return words.opening_lines(self.session.house.crisis.emergency(where.code), self.session.language)

    def title_for(self, where: Where) -> str:
        """Return the title of a list of help lines: which, the country, and that it can be changed."""
        return self.with_hint(words.title(self.name(where), self.session.language), where)

    def with_hint(self, title: str, where: Where) -> str:
        """Return a title with what to do about the country: a guess is called one."""
        if where.guessed:
            return f"{title} {words.country_hint(self.name(where), guessed=True, language=self.session.language)}"
        return f"{title} {self.session.say(N_('(another country: c)'))}" if where.code else title

    def nearby(self, where: Where, lines: Sequence[CrisisLine]) -> str:
        """Return what explains a list without a line of the caller's own country, "" when it has one."""
        name, language = self.name(where), self.session.language
        if name is None:
            return words.country_hint(None, guessed=False, language=language)
        return "" if any(line.kind != "directory" for line in lines) else words.nothing_listed(name, language)

    def items(self, lines: Sequence[CrisisLine]) -> list[Item]:
        """Return help lines as items, each with the date of the operator's check if there was one."""
        session = self.session
        said = [words.service_line(line, session.now, session.language, checked=session.house.checks) for line in lines]
        return [Item(text, to=f"help/line/{line.id}", id=line.id) for text, line in zip(said, lines, strict=True)]

    def unchecked(self, lines: Sequence[CrisisLine]) -> list[Notice]:
        """Return the sentence, once, that lines here were not yet checked by this operator; nothing when all were."""
        sentence = words.not_checked(lines, self.session.house.checks, self.session.language)
        return [Notice(sentence)] if sentence else []

    def can(self, action: Action) -> bool:
        """Offer everything but the page one is on; a plan to whom it may be shown."""
        if action.name == "plan":
            return self.may_have_plan
        return action.name != self.itself and super().can(action)

    @property
    def may_have_plan(self) -> bool:
        """Whether a safety plan may be there for them. Nothing is asked of the store, which may be in trouble."""
        session = self.session
        return session.person is not None and session.house.store is not None and not session.is_crowded

    @action("s", N_("my safety plan"))
    async def plan(self) -> Result:
        """Open what they wrote on a better day."""
        return Goto("plan")

    @action("m", N_("more lines"))
    async def more_lines(self) -> Result:
        """Show every line of the country."""
        return Goto(f"help/lines/{self.where().code or ''}")

    @action("t", N_("lines you can text"))
    async def text(self) -> Result:
        """Show the lines that can be reached without speaking."""
        return Goto("help/text")

    @action("g", N_("a minute to steady yourself"))
    async def steady(self) -> Result:
        """Breathe slowly."""
        return Goto("tools/breath")

    @action("p", N_("reach a person here"))
    async def person(self) -> Result:
        """Ask the people who look after this place."""
        return Goto("help/person")

    @action("a", N_("about these numbers"))
    async def numbers(self) -> Result:
        """Say where the numbers come from, and what "not yet checked" means."""
        return Goto("help/numbers")

    @action("c", N_("another country"))
    async def country(self) -> Result:
        """Say which country the lines are for; a member's choice is kept."""

        async def chosen(values: Values) -> Result:
            found = self.session.house.crisis.countries.find(values["country"])
            if len(found) == 1:
                return await self._move_to(found[0])
            return Ask((self._which(found),), chosen)

        intro = N_("Type its name in English, or its two letters, such as GB.")
        return Ask((Field("country", N_("Your country"), intro=intro, limit=80, check=self._country),), chosen)

    async def _country(self, typed: str) -> str:
        found = self.session.house.crisis.countries.find(typed)
        if not found:
            raise NotUnderstood(NO_SUCH_COUNTRY)
        if len(found) > CANDIDATES:
            raise NotUnderstood(TOO_MANY)
        return typed

    def _which(self, found: Sequence[str]) -> Field:
        countries = self.session.house.crisis.countries
        return Field(
            "country", N_("Which country"), Kind.CHOICE, choices=tuple(Choice(c, countries.name(c)) for c in found)
        )

    async def _move_to(self, code: str) -> Result:
        await self.session.choose_country(code)
        return Goto(f"help/{code}", replace=True)


class HelpPage(CrisisPage):
    """The first screen: everything in it is said at once, the number first."""

    pattern = "help"
    title = N_("Crisis help")
    listed = True

    async def view(self) -> View:
        """Show whom to call, then who answers now, then what else there is."""
        return self.first_screen(self.where())

    def first_screen(self, where: Where, remark: str = "") -> View:
        """Return the first screen for a country. `remark` takes the place of what is said when there is none."""
        data, now = self.session.house.crisis, self.session.now
        lines, every = data.first_screen(where.code, now), data.lines_for(where.code, now)
        after = self._after(where, lines, every)
        room = ONE_SCREEN - len(after)
        items = (*self.items(lines[:room]), *after)
        remark = remark or self.nearby(where, lines)
        danger, *further = self.opening(where)
        opening = (Notice(danger), Prose.of(*further, remark))
        return View(self.title_for(where), (*opening, Listing(items, ""), *self.unchecked(lines[:room])))

    def _after(self, where: Where, lines: Sequence[CrisisLine], every: Sequence[CrisisLine]) -> list[Item]:
        say = self.session.say
        items = []
        if len(every) > len(lines):
            items.append(Item(say(N_("See more help lines")), to=f"help/lines/{where.code}"))
        if any(line.text for line in every):
            items.append(Item(say(N_("See lines you can text")), to="help/text"))
        if self.may_have_plan:
            items.append(Item(say(N_("Open my safety plan")), to="plan"))
        items.append(Item(say(N_("Take a minute to steady yourself")), to="tools/breath"))
        items.append(Item(say(N_("Reach a person here")), to="help/person"))
        return items

    def enter(self) -> str:
        """Enter asks for the country while it is not known, then shows more lines."""
        return "more-lines" if self.where().code else "country"


class HelpInPage(HelpPage):
    """Crisis help for a country somebody named: `ssh host help GB`, `ssh help@host "united kingdom"`.

    Naming it counts for the whole visit, until they choose another.
    """

    pattern = "help/{country:rest}"
    listed = False

    def _found(self) -> tuple[str, ...]:
        return self.session.house.crisis.countries.find(self.parts["country"])

    def where(self) -> Where:
        """Return the country named, none where that is not clear: never the guess they did not ask for."""
        found = self._found()
        return Where(found[0]) if len(found) == 1 else Where()

    async def view(self) -> View:
        """Show the country's first screen, or the countries it may be, or the screen for an unknown country."""
        countries, say, where, found = (
            self.session.house.crisis.countries,
            self.session.say,
            self.where(),
            self._found(),
        )
        if where.code:
            self.session.country = where.code
            return self.first_screen(where)
        if not 1 < len(found) <= CANDIDATES:
            return self.first_screen(where, say(TOO_MANY if found else NO_SUCH_COUNTRY))
        items = tuple(Item(countries.name(code), to=f"help/{code}", id=code) for code in found)
        return View(say(N_("Which country")), (Prose.of(*self.opening(where)), Listing(items, "")))
