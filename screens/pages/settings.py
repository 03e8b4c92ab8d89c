"""Settings: a member's own, and what they sign in with."""

from __future__ import annotations

from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.setting_fields import AUTO, fields
from screens.view import Form, Prose, View


class SettingsPage(AnyPage):
    """What a member sets for themselves."""

    pattern = "settings"
    title = N_("Settings")
    who = Who.MEMBER

    async def view(self) -> View:
        """Show each setting and what it is now, and name the pages beside this one."""
        beside = self.session.say(
            N_(
                "Also here: my-data, passphrase, keys, sessions, codes, private, drafts, guidelines, page, with-me, "
                "following, blocked, here."
            )
        )
        return View(self.session.say(self.title), (Form(fields(self.session), "change"), Prose.of(beside)))

    @action("c", N_("change your settings"))
    async def change(self, values: Values | None = None) -> Result:
        """Keep what was changed; without values, ask for everything in turn."""
        if values is None:
            return Ask(fields(self.session), self.change)
        now = {field.name: field.value for field in fields(self.session)}
        changed = {name: value for name, value in values.items() if value != now[name]}
        await keep(self.session, changed)
        return Stay(self.session.say(N_("Changed.") if changed else N_("Left as it was.")), redraw=bool(changed))

    @action("p", N_("set your passphrase"))
    async def passphrase(self) -> Result:
        """Open the passphrase page."""
        return Goto("settings/passphrase")

    @action("k", N_("see and add SSH keys"))
    async def keys(self) -> Result:
        """Open the keys page."""
        return Goto("settings/keys")

    @action("s", N_("see and end your visits"))
    async def sessions(self) -> Result:
        """Open the page of their visits."""
        return Goto("settings/sessions")

    @action("o", N_("see your recovery codes"))
    async def codes(self) -> Result:
        """Open the recovery codes."""
        return Goto("codes")

    @action("v", N_("how your private pages are kept"))
    async def private(self) -> Result:
        """Open what they ask for, and what is sealed."""
        return Goto("settings/private")

    @action("m", N_("your data: read, fetch, delete"), name="my-data")
    async def my_data(self) -> Result:
        """Open what is held about them."""
        return Goto("my-data")

    @action("d", N_("see your drafts"))
    async def drafts(self) -> Result:
        """Open the drafts."""
        return Goto("drafts")

    @action("w", N_("your own page"))
    async def page(self) -> Result:
        """Open what other members read about them."""
        return Goto("my-page")

    @action("i", N_("how to be with you"))
    async def with_me(self) -> Result:
        """Open what they wrote for those who reply to them."""
        return Goto("with-me")

    @action("u", N_("what you reported"))
    async def reports(self) -> Result:
        """Open the list of their reports."""
        return Goto("reports")

    @action("x", N_("whom you blocked"))
    async def blocked(self) -> Result:
        """Open the list of those."""
        return Goto("blocked")

    @action("n", N_("who is here, and whether you are listed"))
    async def here(self) -> Result:
        """Open the list of those who are here and want it seen."""
        return Goto("here")

    @action("f", N_("see what you follow and mute"))
    async def following(self) -> Result:
        """Open what they follow and muted."""
        return Goto("following")

    @action("y", N_("what stays on this computer"), name="traces")
    async def traces(self) -> Result:
        """Open what a visit leaves behind, and how to leave less."""
        return Goto("help/this-computer")

    @action("r", N_("read the guidelines"))
    async def guidelines(self) -> Result:
        """Open the guidelines."""
        return Goto("guidelines")


async def keep(session: Session, values: Values) -> None:
    """Keep what a member chose, and use it from now on."""
    for name, value in values.items():
        await session.set_own(name, _stored(name, value))
        if name == "country":
            session.country = value


def _stored(name: str, value: str) -> str | int:
    match name:
        case "idle_minutes":
            return int(value)
        case "reader" | "mouse" | "emphasis" | "hints" | "replies_first" | "greets" | "motion":
            return int(value == "yes")
        case "mode" if value == AUTO:
            return ""
    return value
