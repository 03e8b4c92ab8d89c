"""Help lines: all of a country, those one can text, and one at a time (SAFETY.md 3)."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.community import crisis_words as words
from bbs.community import dialling, line_search
from bbs.community.crisis import CrisisLine
from bbs.community.line_search import WORDINGS
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.crisis import NO_SUCH_COUNTRY, CrisisPage, Where, in_digits
from screens.view import Choice, Field, Item, Kind, Listing, Prose, View

WITHOUT_A_VOICE = {
    "GB": N_("To 999, from a mobile press 55 when you are asked to: then they know it is no mistake."),
    "US": N_("In many places 911 can be texted."),
}
"""What reaches the emergency number of a country without speaking. General knowledge, as the numbers are."""


class LinesPage(CrisisPage):
    """Every line of a country, with whom it is for."""

    pattern = "help/lines"
    title = N_("Help lines")
    itself = "more-lines"
    text_first = False

    async def view(self) -> View:
        """List the lines, best first, then the directories."""
        where = self.where()
        lines = self.lines(where)
        opening = Prose.of(self.danger(where), self.remark(where, lines))
        items = (*self.items(lines, text_first=self.text_first), *self.further(where))
        return View(self.title_for(where), (opening, Listing(items, ""), *self.unchecked(lines)))

    def further(self, where: Where) -> list[Item]:
        """Return whom else lines are for here."""
        say = self.session.say
        named = line_search.audiences_in(self.session.house.crisis, where.code)
        said = [(each, say(N_("Lines for {audience}"), audience=say(WORDINGS[each].label))) for each in named]
        return [Item(label, to=f"help/for/{each}") for each, label in said]

    def lines(self, where: Where) -> list[CrisisLine]:
        """Return the lines to list."""
        return self.session.house.crisis.lines_for(where.code, self.session.now)

    def title_for(self, where: Where) -> str:
        """Return which lines these are, and the country."""
        return self.with_hint(", ".join(filter(None, (self.session.say(self.title), self.name(where)))), where)

    def remark(self, where: Where, lines: Sequence[CrisisLine]) -> str:
        """Return what is said before the list."""
        return self.nearby(where, lines)


class LinesInPage(LinesPage):
    """Every line of a country named by its code, for scripts and for whoever keeps the address."""

    pattern = "help/lines/{country}"

    def where(self) -> Where:
        """Return the country named. Raises NotFound for anything but a code."""
        code = self.parts["country"].upper()
        if code not in self.session.house.crisis.countries.names:
            raise NotFound(NO_SUCH_COUNTRY)
        return Where(code)


class TextPage(LinesPage):
    """The lines that can be texted, for whoever cannot or would rather not speak."""

    pattern = "help/text"
    title = N_("Lines you can text")
    itself = "text"
    text_first = True

    def lines(self, where: Where) -> list[CrisisLine]:
        """Return the lines that can be texted, those with a page to write from, then the directories."""
        data, now = self.session.house.crisis, self.session.now
        texted = data.lines_for(where.code, now, text_only=True)
        written = [line for line in data.lines_for(where.code, now) if line.web and not (line.phone or line.text)]
        here = [line for line in texted if line.country == where.code]
        return [*here, *(line for line in written if line.country == where.code), *texted[len(here) :]]

    def further(self, where: Where) -> list[Item]:
        """Return no more: this list is for who cannot speak."""
        return []

    def remark(self, where: Where, lines: Sequence[CrisisLine]) -> str:
        """Say so when there is none, and what can be done without a voice."""
        name, say = self.name(where), self.session.say
        quiet = say(N_("You need not speak. If you call and no word comes, cough or tap, and stay on the line."))
        quiet = " ".join((quiet, *(say(said) for code, said in WITHOUT_A_VOICE.items() if code == where.code)))
        if name is None or any(line.text for line in lines):
            return " ".join(filter(None, (self.nearby(where, lines), quiet)))
        return say(N_("We know of none to text in {country}. These lists know more."), country=name) + " " + quiet


class LinePage(CrisisPage):
    """One help line with everything known of it, its web address included."""

    pattern = "help/line/{line}"
    title = N_("A help line")

    async def view(self) -> View:
        """Say the line, whether it was checked, and how to tell us that it fails."""
        session = self.session
        line = self._line()
        checks, language = session.house.checks, session.language
        said = words.service_line(line, session.now, language, checked=checks, web=True)
        told = said.removeprefix(f"{line.service}.").strip()
        return View(line.service, (Prose.of(told, words.not_checked([line], checks, language) or ""),))

    def _line(self) -> CrisisLine:
        """Return the line. Raises NotFound."""
        line = self.session.house.crisis.line(self.parts["line"])
        if line is None:
            raise NotFound
        return line

    def can(self, action: Action) -> bool:
        """Offer a code where there is something for a telephone to open; a note only where one can be kept."""
        if action.name == "camera":
            line = self.session.house.crisis.line(self.parts["line"])
            return line is not None and bool(dialling.ways(line))
        return super().can(action)

    @action("n", N_("the number in words, digit by digit"), name="number")
    async def number(self, item: str = "") -> Result:
        """Say the number slowly, for who writes it down."""
        return Stay(in_digits(self.session, self._line()))

    @action("o", N_("a code for your phone's camera"), name="camera")
    async def code(self) -> Result:
        """Show a code that opens it on a telephone."""
        line = self._line()
        ways = dialling.ways(line)

        async def chosen(values: Values) -> Result:
            return Goto(f"help/line/{line.id}/code/{values['for']}")

        if len(ways) == 1:
            return await chosen({"for": next(iter(ways))})
        choices = tuple(Choice(way, dialling.WAYS[way]) for way in ways)
        return Ask((Field("for", N_("What for"), Kind.CHOICE, choices=choices),), chosen)

    @action("w", N_("tell us that it does not answer"))
    async def wrong(self) -> Result:
        """Leave a note about this line."""
        return Goto(f"desk/note/{self.parts['line']}")


class NumbersPage(CrisisPage):
    """What "not yet checked" means."""

    pattern = "help/numbers"
    title = N_("About these numbers")
    itself = "numbers"

    async def view(self) -> View:
        """Say where the numbers come from, and what to do when one fails."""
        said = (
            N_("They come from the services' own pages and from public lists. Nobody here dialled them all."),
            N_("Once the people who run this place confirm one, it says on which day they did."),
            N_("If one does not answer, please try the next one, and tell us if you can."),
        )
        return View(self.session.say(self.title), (Prose.of(*map(self.session.say, said)),))

    @action("w", N_("tell us about a number"))
    async def wrong(self) -> Result:
        """Leave a note for the people who look after this place."""
        return Goto("desk/note")
