"""Help lines: all of a country, those one can text, those for young people, and one at a time (SAFETY.md 3)."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.community import crisis_words as words
from bbs.community.crisis import CrisisLine
from bbs.errors import NotFound
from bbs.language import N_
from screens.page import Goto, Result, action
from screens.pages.crisis import NO_SUCH_COUNTRY, ONE_SCREEN, CrisisPage, Where
from screens.view import Listing, Prose, View


class LinesPage(CrisisPage):
    """Every line of a country, with whom it is for."""

    pattern = "help/lines"
    title = N_("Help lines")
    itself = "more-lines"

    async def view(self) -> View:
        """List the lines, best first, then the directories."""
        where = self.where()
        lines = self.lines(where)
        opening = Prose.of(self.danger(where), self.remark(where, lines))
        listing = Listing(tuple(self.items(lines)), "")
        return View(self.title_for(where), (opening, listing, *self.unchecked(lines)))

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

    def lines(self, where: Where) -> list[CrisisLine]:
        """Return the lines that can be texted, then the directories."""
        return self.session.house.crisis.lines_for(where.code, self.session.now, text_only=True)

    def remark(self, where: Where, lines: Sequence[CrisisLine]) -> str:
        """Say so when there is none."""
        name = self.name(where)
        if name is None or any(line.text for line in lines):
            return self.nearby(where, lines)
        return self.session.say(N_("We know of none to text in {country}. These lists know more."), country=name)


class YouthPage(LinesPage):
    """Lines for children and young people first, then those for everyone."""

    pattern = "help/youth"
    title = N_("Help lines for young people")
    itself = ""

    def lines(self, where: Where) -> list[CrisisLine]:
        """Return as many as are heard at once."""
        return self.session.house.crisis.youth_lines(where.code, self.session.now)[:ONE_SCREEN]

    def remark(self, where: Where, lines: Sequence[CrisisLine]) -> str:
        """Say which lines these are."""
        young = self.session.say(N_("It does not have to be bad enough. It is enough that you want to talk."))
        return young if where.code else self.nearby(where, lines)


class LinePage(CrisisPage):
    """One help line with everything known of it, its web address included."""

    pattern = "help/line/{line}"
    title = N_("A help line")

    async def view(self) -> View:
        """Say the line, whether it was checked, and how to tell us that it fails."""
        session = self.session
        line = next((one for one in session.house.crisis.lines if one.id == self.parts["line"]), None)
        if line is None:
            raise NotFound
        checks, language = session.house.checks, session.language
        said = words.service_line(line, session.now, language, checked=checks, web=True)
        told = said.removeprefix(f"{line.service}.").strip()
        return View(line.service, (Prose.of(told, words.not_checked([line], checks, language) or ""),))

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
