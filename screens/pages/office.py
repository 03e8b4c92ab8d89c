"""The office: what only operators do. For now the help lines, confirmed by somebody here before others rely on them."""

from __future__ import annotations

from bbs.community import crisis_words as words
from bbs.community import line_checks
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Goto, Result, Stay, Who, action
from screens.view import Item, Listing, Notice, Prose, View
from screens.when import day

NO_COUNTRIES = N_(
    "No countries are set. In {path}, under [community], name those where most of your members live, such as "
    'countries = ["GB", "IE"], and start this place again.'
)


async def checks(session: Session) -> dict[str, int]:
    """Return the checks as the store has them now, and let crisis help say the same."""
    session.house.checks = await session.read(line_checks.checks)
    return session.house.checks


class CheckLinesPage(AnyPage):
    """The community's countries, and how many of their lines nobody here has confirmed."""

    pattern = "office/lines"
    title = N_("Lines to check")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List the countries and what is missing."""
        session = self.session
        countries = session.house.config.community.countries
        if not countries:
            notice = session.say(NO_COUNTRIES, path=session.house.home.config)
            return View(session.say(self.title), (Notice(notice),))
        checked = await checks(session)
        items = tuple(
            Item(session.house.crisis.countries.name(code), self._state(code, checked), f"office/lines/{code}", id=code)
            for code in countries
        )
        why = session.say(
            N_("Joining opens when the lines of your countries are confirmed: call each, or read its own page, today.")
        )
        return View(session.say(self.title), (Prose.of(why), Listing(items, "", name=session.say(N_("Countries")))))

    @action("t", N_("boards and their tags"), name="boards")
    async def boards(self) -> Result:
        """Open what operators keep of the boards."""
        return Goto("office/boards")

    def _state(self, code: str, checked: dict[str, int]) -> str:
        missing = len(self.session.house.crisis.unconfirmed([code], checked))
        if not missing:
            return self.session.say(N_("all that joining needs is checked"))
        return self.session.language.count("{n} not yet checked", "{n} not yet checked", missing)


class CheckCountryPage(AnyPage):
    """The emergency number and the lines of one country, each with the day it was confirmed."""

    pattern = "office/lines/{country}"
    title = N_("Lines to check")
    who = Who.OPERATOR
    listed = False

    @property
    def code(self) -> str:
        """The country. Raises NotFound when there is no such code."""
        code = self.parts["country"].upper()
        if code not in self.session.house.crisis.countries.names:
            raise NotFound
        return code

    async def view(self) -> View:
        """List everything there is to confirm: its state first, then what callers hear, then where to check it."""
        session, data = self.session, self.session.house.crisis
        checked = await checks(session)
        key = data.emergency_key(self.code)
        number = data.emergency(self.code) or session.say(N_("none known here"))
        said = session.say(N_("Emergency number: {number}"), number=number)
        items = [Item(f"{self._state(key, checked)} {said}", to=f"help/{self.code}", id=key)]
        for line in data.lines_for(self.code, session.now):
            told = words.service_line(line, session.now, session.language)
            source = session.say(N_("Where to check: {provider}"), provider=line.provider or line.web)
            hours = "" if line.day_and_night else session.say(N_("Hours: {hours}."), hours=line.hours)
            label = " ".join(filter(None, (self._state(line.check_key, checked), told, hours, source)))
            items.append(Item(label, to=f"help/line/{line.id}", id=line.check_key))
        how = session.say(N_("Confirm one: k and its number. Confirm all: v. Take one back: u and its number."))
        title = session.say(N_("Lines to check, {country}"), country=data.countries.name(self.code))
        return View(title, (Prose.of(how), Listing(tuple(items), "", name=session.say(N_("Lines")))))

    def _state(self, key: str, checked: dict[str, int]) -> str:
        session = self.session
        if key not in checked:
            return session.say(N_("Not yet checked."))
        if line_checks.is_old(checked[key], session.now):
            return session.say(
                N_("Checked {date}, over a year ago: please look again."), date=day(session, checked[key])
            )
        return session.say(N_("Checked {date}."), date=day(session, checked[key]))

    def _keys(self) -> list[str]:
        data = self.session.house.crisis
        lines = data.lines_for(self.code, self.session.now)
        return [data.emergency_key(self.code), *(line.check_key for line in lines)]

    async def _confirm(self, keys: list[str]) -> None:
        session = self.session
        session.house.checks = await session.write(line_checks.confirm, keys, session.person, now=session.now)

    @action("k", N_("confirm one"), on_item=True)
    async def confirm(self, item: str) -> Result:
        """Note that one line was checked today."""
        if item not in self._keys():
            raise NotFound
        await self._confirm([item])
        return Stay(self.session.say(N_("Confirmed. Callers hear that it was checked today.")))

    @action(
        "v",
        N_("confirm all of this country"),
        confirm=N_("Did you look at every one of them today, with its provider? Callers hear that all were checked."),
    )
    async def confirm_all(self) -> Result:
        """Note that the emergency number and every line of the country were checked today."""
        await self._confirm(self._keys())
        return Stay(self.session.say(N_("All are confirmed.")))

    @action("u", N_("take a confirmation back"), name="undo", on_item=True)
    async def undo(self, item: str) -> Result:
        """Undo a confirmation that was a slip."""
        session = self.session
        session.house.checks = await session.write(line_checks.take_back, item, session.person)
        return Stay(session.say(N_("Taken back. Callers hear that it was not checked.")))


def lines_item(session: Session) -> Item:
    """Return what home tells an operator about the help lines."""
    missing = session.house.crisis.unconfirmed(session.house.config.community.countries, session.house.checks)
    label = session.say(N_("Lines to check"))
    if not session.house.config.community.countries:
        return Item(label, session.say(N_("no countries are set yet")), "office/lines", new=True)
    detail = session.language.count("{n} not yet checked", "{n} not yet checked", len(missing))
    return Item(label, detail if missing else session.say(N_("all checked")), "office/lines", new=bool(missing))
