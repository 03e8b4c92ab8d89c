"""Crisis help: whom to call, from every prompt, for everybody, with no account and no database (SAFETY.md 1-3).

Everything shown is in memory: shipped data, and when the operator checked it. Nothing here is logged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bbs import own_country
from bbs.community import crisis_words as words
from bbs.community import digits, line_search
from bbs.community.crisis import CrisisLine
from bbs.community.line_search import WORDINGS
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, action
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
        guess = own_country.guess(session)
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

    def items(self, lines: Sequence[CrisisLine], *, text_first: bool = False) -> list[Item]:
        """Return help lines as items, each with the date of the operator's check if there was one."""
        session = self.session
        checks, now, language = session.house.checks, session.now, session.language
        said = [words.service_line(line, now, language, checked=checks, text_first=text_first) for line in lines]
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

    @action("f", N_("lines for young people, LGBTQ+, veterans and others"), name="lines-for")
    async def lines_for(self) -> Result:
        """Ask for whom, and show their lines first."""

        async def chosen(values: Values) -> Result:
            return Goto(f"help/for/{values['for']}")

        choices = tuple(Choice(audience, wording.label) for audience, wording in WORDINGS.items())
        return Ask((Field("for", N_("Lines for"), Kind.CHOICE, choices=choices),), chosen)

    @action("l", N_("lines in another language"), name="language")
    async def language(self) -> Result:
        """Ask which, and show the lines that speak it."""

        async def chosen(values: Values) -> Result:
            return Goto(f"help/in/{values['language']}")

        field = Field("language", N_("Which language"), limit=60, intro=N_("Such as Polish."), check=language_typed)
        return Ask((field,), chosen)

    @action("n", N_("a number in words, digit by digit"), name="number", on_item=True)
    async def number(self, item: str) -> Result:
        """Say it slowly, for who writes it down."""
        line = self.session.house.crisis.line(item)
        if line is None:
            raise NotUnderstood(N_("That is no help line. Choose one of the lines, and then this."))
        return Stay(in_digits(self.session, line))

    @action("g", N_("a minute to steady yourself"))
    async def steady(self) -> Result:
        """Breathe slowly."""
        return Goto("tools/breath")

    @action("p", N_("reach a person here"))
    async def person(self) -> Result:
        """Ask the people who look after this place."""
        return Goto("help/person")

    @action("d", N_("somebody says they want to die: what to say"), name="what-to-say")
    async def what_to_say(self) -> Result:
        """Open what helps and what does not."""
        return Goto("help/what-to-say")

    @action("r", N_("a card for your pocket"), name="card")
    async def card(self) -> Result:
        """Show what to copy by hand, for when there is no connection."""
        return Goto("help/card")

    @action("y", N_("what stays on this computer"), name="traces")
    async def traces(self) -> Result:
        """Open what a visit leaves behind, and how to leave less."""
        return Goto("help/this-computer")

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
        await own_country.choose(self.session, code)
        return Goto(f"help/{code}", replace=True)


async def language_typed(typed: str) -> str:
    """Return the code of a language somebody typed. Raises NotUnderstood."""
    code = line_search.language_of(typed)
    if code is None:
        raise NotUnderstood(N_("We know no lines in that language. Try its name in English, such as Polish."))
    return code


def in_digits(session: Session, line: CrisisLine) -> str:
    """Return a line's numbers said digit by digit; where it has none, its address."""
    language = session.language
    said = digits.in_words(words.contact(line, language), language)
    if said:
        return f"{line.service}. {said}."
    where = session.say(N_("Web: {address}"), address=line.web) if line.web else line.place
    return f"{line.service}. {session.say(N_('It has no number.'))} {where}"


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
        if where.code:
            items.append(
                Item(say(N_("See lines for young people, LGBTQ+, veterans, carers and others")), to="help/for")
            )
        if self.may_have_plan:
            items.append(Item(say(N_("Open my safety plan")), to="plan"))
        items.append(Item(say(N_("Take a minute to steady yourself")), to="tools/breath"))
        items.append(Item(say(N_("Reach a person here")), to="help/person"))
        return items

    def enter(self) -> str:
        """Enter asks for the country while it is not known, then shows more lines."""
        return "more-lines" if self.where().code else "country"
