"""The settings of this place for operators to read: what each means, what it is, and where that is set."""

from __future__ import annotations

from itertools import groupby

from bbs import config
from bbs.config_file import toml
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from bbs.setting import Setting
from screens.page import AnyPage, Who
from screens.view import Item, Listing, Prose, View

SET_IN = N_(
    "They are set in {path} or in the environment, and hold once the server reads them again (docs/operate.md). "
    "Here you read them; what can be changed here has its own page in the office."
)


def in_office(session: Session) -> dict[str, tuple[str, str]]:
    """Return what was set in the office in the stead of a setting, by its name: on which page, and what it is."""
    house = session.house
    texts = {f"community.{name}": (f"office/texts/{name}", text) for name, text in house.own_texts.items()}
    return {**texts, **{name: ("office/joining", value) for name, value in house.own_settings.items()}}


class SettingsOfficePage(AnyPage):
    """The groups of settings."""

    pattern = "office/settings"
    title = N_("Settings and their meaning")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List them, each with how many differ from what is usual."""
        session, say = self.session, self.session.say
        items, chosen = [], in_office(session)
        for section, group in groupby(config.describe(), lambda one: one.section):
            changed = sum(session.house.config.value(one) != one.default or one.name in chosen for one in group)
            here = session.language.count("{n} set here", "{n} set here", changed) if changed else ""
            said = ", ".join(filter(None, (self._about(section), here)))
            items.append(Item(section, said, f"office/settings/{section}"))
        listing = Listing(tuple(items), "", name=say(N_("Groups of settings")))
        return View(say(self.title), (Prose.of(say(SET_IN, path=session.house.home.config)), listing))

    def _about(self, section: str) -> str:
        """Return what a group is about, as its docstring begins: settings are told of in the words of the program."""
        doc = getattr(self.session.house.config, section).__doc__ or ""
        first = doc.partition("\n")[0].rstrip(".")
        return first[:1].lower() + first[1:]


class SettingsInPage(AnyPage):
    """The settings of one group."""

    pattern = "office/settings/{section}"
    title = N_("Some settings")
    who = Who.OPERATOR
    listed = False

    async def view(self) -> View:
        """Say each: its name and value, where that comes from, and what it means."""
        say, section = self.session.say, self.parts["section"].lower()
        found = [one for one in config.describe() if one.section == section]
        if not found:
            raise NotFound
        title = say(N_("Settings, {section}"), section=section)
        return View(title, (Prose.of(*(self._said(one) for one in found)),))

    def _said(self, one: Setting) -> str:
        settings, say = self.session.house.config, self.session.say
        origin = settings.origin(one)
        where = say(N_("as usual")) if origin == "default" else origin
        value = settings.value(one)
        if chosen := in_office(self.session).get(one.name):
            page, now = chosen
            words = N_("chosen in {page}, which goes before {value}, {where}")
            where, value = say(words, page=page, value=toml(value), where=where), now
        return f"{one.key} = {toml(value)} ({where}). {one.doc}"
