"""A member's passphrase: setting one, or another one."""

from __future__ import annotations

from bbs.community import credentials
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.unlocking import passphrase_changed, take_key
from screens.page import AnyPage, Ask, Back, Result, Values, Who, action
from screens.pages.credentials import Chosen, choose_passphrase
from screens.view import Field, Kind, Prose, View

STILL_OLD = N_(
    "Changed. What you sealed does not open with it: it opens with the passphrase and the recovery codes from before. "
    "Open it with one of those, and set your passphrase once more."
)


class PassphrasePage(AnyPage):
    """Setting a passphrase, or another one."""

    pattern = "settings/passphrase"
    title = N_("Passphrase")
    who = Who.MEMBER

    async def view(self) -> View:
        """Say whether there is one."""
        say = self.session.say
        if await self._has_one():
            words = say(N_("You have a passphrase: it signs you in with your handle."))
        else:
            words = say(N_("You have no passphrase yet. It is a second way in, from where your key is not."))
        return View(say(self.title), (Prose.of(words),))

    async def _has_one(self) -> bool:
        return await self.session.read(credentials.has_passphrase, self.session.member.id)

    def enter(self) -> str:
        """Enter begins."""
        return "change"

    @action("c", N_("set a passphrase"))
    async def change(self) -> Result:
        """Ask for the present passphrase, if there is one, then for the new one."""
        if not await self._has_one():
            return self._new()
        if not self.session.terminal.exists:
            raise Refusal(
                N_("That needs your present passphrase, which your screen would show. Connect with ssh -t for it.")
            )
        old = Field("old", N_("Present passphrase"), Kind.SECRET, limit=1024)
        return Ask((old,), self._prove)

    async def _prove(self, values: Values) -> Result:
        session = self.session
        known = await session.doorkeeper.passphrase(session.network, session.member.handle, values["old"])
        if known != session.member.id:
            raise NotUnderstood(N_("That is not your present passphrase. If it is lost, a recovery code lets you in."))
        await take_key(session, values["old"])
        return self._new()

    def _new(self) -> Ask:
        session = self.session
        member = session.member.id

        async def keep(chosen: Chosen) -> Result:
            await session.write(credentials.set_passphrase, member, chosen.hashed)
            if not await passphrase_changed(session, chosen.words):
                return Back(session.say(STILL_OLD))
            others = len(session.house.visits.of(member)) > 1
            also = N_("Changed. Your other visits go on; you can end them under sessions.")
            return Back(session.say(also if others else N_("Changed.")))

        return choose_passphrase(session, session.member.handle, keep)
