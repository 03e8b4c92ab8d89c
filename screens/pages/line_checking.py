"""The help lines in the office: confirmed by somebody here before others rely on them."""

from __future__ import annotations

from dataclasses import asdict

from bbs.community import crisis_words as words
from bbs.community import line_checks, office_acts
from bbs.community.crisis import CrisisLine
from bbs.errors import NotFound, NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.crisis import NO_SUCH_COUNTRY
from screens.pages.own_lines import proposal, take, write_line
from screens.view import Field, Item, Listing, Notice, Prose, View
from screens.when import day

NO_COUNTRIES = N_(
    "No countries are set. In {path}, under [community], name those where most of your members live, such as "
    'countries = ["GB", "IE"], and let it be read again: systemctl reload warmline, or a new start.'
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
        own = dict.fromkeys(words.country for words in session.house.own.lines)
        notices = [] if countries else [Notice(session.say(NO_COUNTRIES, path=session.house.home.config))]
        countries = (*countries, *(code for code in own if code not in countries))
        if not countries:
            return View(session.say(self.title), tuple(notices))
        checked = await checks(session)
        items = tuple(
            Item(session.house.crisis.countries.name(code), self._state(code, checked), f"office/lines/{code}", id=code)
            for code in countries
        )
        why = session.say(
            N_("Joining opens when the lines of your countries are confirmed: call each, or read its own page, today.")
        )
        if old := len(line_checks.old(session.house.crisis, checked, session.now)):
            said = session.language.count(
                "{n} line was checked over a year ago: o.", "{n} lines were checked over a year ago: o.", old
            )
            notices.append(Notice(said))
        listing = Listing(items, "", name=session.say(N_("Countries")))
        return View(session.say(self.title), (Prose.of(why), *notices, listing))

    @action("o", N_("what was checked over a year ago"), name="old")
    async def old(self) -> Result:
        """Open the list of old checks."""
        return Goto("office/lines/old")

    @action("c", N_("lines of another country"), name="country")
    async def country(self) -> Result:
        """Ask which, and open its lines."""

        async def chosen(values: Values) -> Result:
            (code,) = self.session.house.crisis.countries.find(values["country"])
            return Goto(f"office/lines/{code}")

        async def check(typed: str) -> str:
            if len(self.session.house.crisis.countries.find(typed)) != 1:
                raise NotUnderstood(NO_SUCH_COUNTRY)
            return typed

        return Ask((Field("country", N_("Which country"), limit=80, check=check),), chosen)

    def _state(self, code: str, checked: dict[str, int]) -> str:
        missing = len(self.session.house.crisis.unconfirmed([code], checked))
        if not missing:
            return self.session.say(N_("all that joining needs is checked"))
        return self.session.language.count("{n} not yet checked", "{n} not yet checked", missing)


HOW = N_("Confirm one: {one:confirm/K}. Confirm all: {key:confirm-all/v}. Take one back: {one:undo/u}.")
MORE = N_("Add a line or a place near by: {key:add/a}. What no caller should be shown any more: {one:hide/x}.")


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
            source = line.provider or line.web
            source = source and session.say(N_("Where to check: {provider}"), provider=source)
            hours = "" if line.day_and_night else session.say(N_("Hours: {hours}."), hours=line.hours)
            label = " ".join(filter(None, (self._state(line.check_key, checked), told, hours, source)))
            items.append(Item(label, to=f"help/line/{line.id}", id=line.check_key))
        how, more = session.say(HOW), session.say(MORE)
        title = session.say(N_("Lines to check, {country}"), country=data.countries.name(self.code))
        listing = Listing((*items, *self._hidden()), "", name=session.say(N_("Lines")))
        return View(title, (Prose.of(how, more), listing))

    def _hidden(self) -> list[Item]:
        house, say = self.session.house, self.session.say
        lines = [line for line in house.shipped.lines if line.id in house.own.hidden and line.country == self.code]
        said = N_("Hidden from callers: {service}. To show it again: {one:show/s}.")
        return [Item(say(said, service=line.service), id=line.id) for line in lines]

    def _line(self, item: str) -> CrisisLine:
        """Return the line that an item is. Raises NotUnderstood for the emergency number, which is no line."""
        found = next((line for line in self.session.house.crisis.lines if line.check_key == item), None)
        if found is None:
            raise NotUnderstood(N_("That is not one of the lines. Choose a line, and then this."))
        return found

    @action("a", N_("add a line or a place near by"))
    async def add(self) -> Result:
        """Write down one of one's own."""
        return write_line(self.session, self.code, proposal(self.session, self.code))

    @action("e", N_("change one of your own"), name="change", on_item=True)
    async def change(self, item: str) -> Result:
        """Change a line of one's own; a shipped one is replaced by one of the same name."""
        session, line = self.session, self._line(item)
        was = session.house.own.words_of(line.id)
        if was is None:
            raise NotUnderstood(N_("That one is shipped. Hide it, and add a line of your own in its place."))
        return write_line(session, self.code, asdict(was))

    @action(
        "x",
        N_("hide it, or take your own away"),
        name="hide",
        on_item=True,
        confirm=N_("Show it to callers no more? A shipped line can be shown again; one of your own is gone."),
    )
    async def hide(self, item: str) -> Result:
        """Hide a shipped line from callers, or delete one's own."""
        session, line = self.session, self._line(item)
        if session.house.own.words_of(line.id) is not None:
            own = await session.write(
                office_acts.take_line_away, session.vault, line.id, session.person, now=session.now
            )
            return await take(session, own, session.say(N_("Taken away.")))
        own = await session.write(
            office_acts.hide_line, session.vault, line.id, session.house.shipped, session.person, now=session.now
        )
        return await take(session, own, session.say(N_("Hidden. Callers are not shown it any more.")))

    @action("s", N_("show a hidden one again"), name="show", on_item=True)
    async def show(self, item: str) -> Result:
        """Show it again."""
        session = self.session
        if item not in session.house.own.hidden:
            raise NotUnderstood(N_("That one is not hidden."))
        own = await session.write(office_acts.show_line, session.vault, item, session.person, now=session.now)
        return await take(session, own, session.say(N_("Callers are shown it again.")))

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
        session.house.checks = await session.write(
            office_acts.confirm_lines, session.vault, keys, session.person, now=session.now
        )

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
        session.house.checks = await session.write(
            office_acts.take_confirmation_back, session.vault, item, session.person, now=session.now
        )
        return Stay(session.say(N_("Taken back. Callers hear that it was not checked.")))


def lines_item(session: Session) -> Item:
    """Return what the office tells of the help lines."""
    missing = session.house.crisis.unconfirmed(session.house.config.community.countries, session.house.checks)
    label = session.say(N_("Lines to check"))
    if not session.house.config.community.countries:
        return Item(label, session.say(N_("no countries are set yet")), "office/lines", new=True)
    detail = session.say(N_("all checked"))
    old = len(line_checks.old(session.house.crisis, session.house.checks, session.now))
    if missing:
        detail = session.language.count("{n} not yet checked", "{n} not yet checked", len(missing))
    elif old:
        detail = session.language.count("{n} to look at again", "{n} to look at again", old)
    return Item(label, detail, "office/lines", new=bool(missing or old))
