"""The settings of this place for operators to read: what each means, what it is, and where that is set."""

from __future__ import annotations

from itertools import groupby

from bbs import config
from bbs.config_file import toml
from bbs.errors import NotFound
from bbs.language import N_
from bbs.setting import Setting
from screens.page import AnyPage, Who
from screens.view import Item, Listing, Prose, View

SET_IN = N_(
    "They are set in {path} or in the environment, and hold from the next start on. Here you read them; what can be "
    "changed without a restart has its own page in the office."
)


class SettingsOfficePage(AnyPage):
    """The groups of settings."""

    pattern = "office/settings"
    title = N_("Settings and their meaning")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List them, each with how many differ from what is usual."""
        session, say = self.session, self.session.say
        items = []
        for section, group in groupby(config.describe(), lambda one: one.section):
            changed = sum(session.house.config.value(one) != one.default for one in group)
            said = session.language.count("{n} set here", "{n} set here", changed) if changed else ""
            items.append(Item(f"[{section}]", said, f"office/settings/{section}"))
        listing = Listing(tuple(items), "", name=say(N_("Groups of settings")))
        return View(say(self.title), (Prose.of(say(SET_IN, path=session.house.home.config)), listing))


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
        settings = self.session.house.config
        origin = settings.origin(one)
        where = self.session.say(N_("as usual")) if origin == "default" else origin
        return f"{one.key} = {toml(settings.value(one))} ({where}). {one.doc}"
