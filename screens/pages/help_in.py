"""Crisis help for what somebody named: a country, a language, or whom the lines are for."""

from __future__ import annotations

from bbs.community import crisis_words as words
from bbs.community import line_search
from bbs.community.crisis import CrisisLine
from bbs.community.line_search import WORDINGS, Audience
from bbs.errors import NotFound
from bbs.language import N_
from screens.pages.crisis import CANDIDATES, NO_SUCH_COUNTRY, ONE_SCREEN, TOO_MANY, CrisisPage, HelpPage, Where
from screens.view import Item, Listing, Prose, View


class AudiencePage(CrisisPage):
    """Lines for some of us first, then those for everyone."""

    pattern = "help/for/{audience}"
    title = N_("Help lines for {audience}")

    def audience(self) -> Audience:
        """Return whom the lines are for. Raises NotFound."""
        found = line_search.audience_of(self.parts["audience"])
        if found is None:
            raise NotFound
        return found

    async def view(self) -> View:
        """List as many as are heard at once."""
        where, session = self.where(), self.session
        audience = self.audience()
        wording, data = WORDINGS[audience], session.house.crisis
        lines = line_search.lines_for(data, where.code, audience, session.now)[:ONE_SCREEN]
        first = session.say(wording.first)
        prose = Prose.of(self.danger(where), first, "" if where.code else self.nearby(where, lines), self._none(lines))
        title = session.say(self.title, audience=session.say(wording.label))
        title = self.with_hint(", ".join(filter(None, (title, self.name(where)))), where)
        return View(title, (prose, Listing(tuple(self.items(lines)), ""), *self.unchecked(lines)))

    def _none(self, lines: list[CrisisLine]) -> str:
        """Say so where the country has none of their own."""
        name = self.name(self.where())
        if name is None or any(line_search.is_for(line, self.audience()) for line in lines):
            return ""
        said = N_("We know of none in {country} that is only for them; these lines are for everyone, them too.")
        return self.session.say(said, country=name)


class AudiencesPage(CrisisPage):
    """Whom there are lines for."""

    pattern = "help/for"
    title = N_("Lines for")
    itself = "lines-for"

    async def view(self) -> View:
        """List them, those first that have lines of their own in the caller's country."""
        say, where = self.session.say, self.where()
        own = line_search.audiences_in(self.session.house.crisis, where.code)
        items = [Item(say(WORDINGS[each].label), to=f"help/for/{each}") for each in own]
        shared = N_("{audience}: lines for everyone here, them too")
        others = (each for each in Audience if each not in own)
        items += [Item(say(shared, audience=say(WORDINGS[each].label)), to=f"help/for/{each}") for each in others]
        return View(say(self.title), (Prose.of(self.danger(where)), Listing(tuple(items), "")))


class YouthPage(AudiencePage):
    """Lines for children and young people first, then those for everyone."""

    pattern = "help/youth"

    def audience(self) -> Audience:
        """Return the young."""
        return Audience.YOUNG


class LanguagePage(CrisisPage):
    """The lines that speak a language, here first, then elsewhere."""

    pattern = "help/in/{language}"
    title = N_("Help lines in {language}")

    async def view(self) -> View:
        """List those of the caller's country, with interpreters too, then those of others, as dialled there."""
        session, where = self.session, self.where()
        code = line_search.language_of(self.parts["language"])
        if code is None:
            raise NotFound
        data, say = session.house.crisis, session.say
        own, interpreted, away = line_search.lines_speaking(data, where.code, code, session.now)
        name = say(words.LANGUAGES[code])
        remark = self._remark(where, own, name)
        blocks = [Prose.of(self.danger(where), remark, "" if where.code else self.nearby(where, []))]
        items = self.items([*own, *interpreted])
        for line, item in zip(away, self.items(away), strict=True):
            items.append(Item(f"{data.countries.name(line.country)}: {item.label}", to=item.to, id=item.id))
        title = self.with_hint(say(self.title, language=name), where)
        return View(title, (*blocks, Listing(tuple(items), ""), *self.unchecked([*own, *interpreted, *away])))

    def _remark(self, where: Where, own: list[CrisisLine], language: str) -> str:
        name = self.name(where)
        if own or name is None:
            return ""
        said = N_("We know of none in {country} that names {language}. Many find an interpreter: ask when they answer.")
        return self.session.say(said, country=name, language=language)


class HelpInPage(HelpPage):
    """Crisis help for what somebody named: `ssh host help GB`, `ssh help@host "united kingdom"`, `help veterans`.

    A country named so counts for the whole visit, until they choose another. What is no country may be a language, or
    whom the lines are for.
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
        typed = self.parts["country"]
        if where.code:
            self.session.country = where.code
            return self.first_screen(where)
        if not found and (audience := line_search.audience_of(typed)):
            return await AudiencePage(self.session, f"help/for/{audience}", audience=audience).view()
        if not found and (code := line_search.language_of(typed)):
            return await LanguagePage(self.session, f"help/in/{code}", language=code).view()
        if not 1 < len(found) <= CANDIDATES:
            return self.first_screen(where, say(TOO_MANY if found else NO_SUCH_COUNTRY))
        items = tuple(Item(countries.name(code), to=f"help/{code}", id=code) for code in found)
        return View(say(N_("Which country")), (Prose.of(*self.opening(where)), Listing(items, "")))
