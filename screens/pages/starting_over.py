"""Starting over, for who has lost everything that opens what they sealed: all of that is let go of."""

from __future__ import annotations

from bbs.community import sealing
from bbs.errors import NotUnderstood
from bbs.language import N_
from screens.page import Action, Ask, Goto, Result, Values, action
from screens.pages.own_key import GROUPS
from screens.pages.private import PrivatePage
from screens.view import Field, Prose, View

AGREED = "let go"
"""What is typed to agree: no key that is pressed by accident, no yes that was typed ahead."""


class StartOverPage(PrivatePage):
    """What can still be tried, and what it means to start over. A PIN, where one is set, is asked before."""

    pattern = "settings/private/start-over"
    title = N_("Start over without the key")
    listed = False
    groups: frozenset[str] = frozenset()

    async def inside(self) -> View:
        """Say it, kindly and without a way to misunderstand."""
        session, say = self.session, self.session.say
        self.groups = await session.read(sealing.sealed_groups, session.private.member)
        if not self.groups:
            return View(say(self.title), (Prose.of(say(N_("Nothing is sealed, so there is nothing to start over."))),))
        if session.locker.key is not None:
            open_now = N_("It is open in this visit, so nothing is lost: you can unseal it, or set another passphrase.")
            return View(say(self.title), (Prose.of(say(open_now)),))
        what = "; ".join(say(GROUPS[name]) for name in GROUPS if name in self.groups)
        lost = N_(
            "We are sorry. Without your passphrase and every one of your recovery codes, nobody can open what you "
            "sealed, and we cannot either."
        )
        tries = N_("Before this: an older passphrase may still open it, and so may a code on paper somewhere.")
        means = N_(
            "Starting over lets go of what you sealed, for good: {what}. After that nothing is sealed; you can write "
            "again, and begin a new key. The rest that is yours stays."
        )
        return View(say(self.title), (Prose.of(say(lost), say(tries), say(means, what=what)),))

    def can(self, action: Action) -> bool:
        """Offer it only while it is the one way left."""
        if action.name == "start-over":
            return bool(self.groups) and self.session.locker.key is None
        return super().can(action)

    @action("v", N_("let go of what you sealed, and start over"), name="start-over")
    async def start_over(self) -> Result:
        """Ask for two words, then let go of it."""
        session = self.session

        async def check(typed: str) -> str:
            if " ".join(typed.casefold().split()) != AGREED:
                raise NotUnderstood(N_("Nothing was changed. If you mean it, answer with these two words: let go."))
            return AGREED

        async def go_on(_values: Values) -> Result:
            await session.write(sealing.start_over, session.private.member)
            return Goto("settings/private", session.say(N_("It is gone. Nothing is sealed now.")), replace=True)

        intro = session.say(N_("This cannot be undone. If you mean it, answer with these two words: let go."))
        return Ask((Field("sure", N_("Let it go"), intro=intro, limit=40, check=check),), go_on)
