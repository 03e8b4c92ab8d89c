"""Recovery codes: making them, and saying them at the member's own pace."""

from __future__ import annotations

from bbs.community import keyrings, passphrases, recovery
from bbs.language import N_
from bbs.session import Session
from bbs.unlocking import codes_changed
from screens.arriving import home_of
from screens.page import Action, AnyPage, Goto, Result, Stay, Who, action
from screens.view import Item, Listing, Paced, Prose, View


class CodesPage(AnyPage):
    """A member's recovery codes. They are said only here, only when they are made; the place keeps marks of them.

    The codes being written down are the session's until the member is done, so that crisis help in between, or a
    change of mode, loses none of them.
    """

    pattern = "codes"
    title = N_("Recovery codes")
    is_remembered = False
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.one_by_one: bool | None = None

    async def view(self) -> View:
        """Ask how they would like to have them, or show them so."""
        session = self.session
        title = session.say(self.title)
        if self.one_by_one is None or not session.fresh_codes:
            return View(title, (Prose.of(*await self._about()),), prompt=session.say(N_("How? all, one, later")))
        if self.one_by_one:
            return View(title, (Paced(self._slowly(), session.say(N_("Enough for now? later. Have them all? done."))),))
        items = tuple(Item(code) for code in session.fresh_codes)
        return View(title, (Listing(items, ""),), prompt=session.say(N_("Written down? done")))

    async def _about(self) -> list[str]:
        session = self.session
        left = await session.read(recovery.left, session.member.id)
        what = session.say(
            N_(
                "{n} codes, each signs you in once if you lose your passphrase or key. We have no e-mail of yours, so "
                "without them the people here may have no way to know you. Keep them on paper, away from this computer."
            ),
            n=passphrases.CODES,
        )
        if session.fresh_codes:
            again = N_("Yours are made. You can have them said again until you say done.")
            return [what, session.say(again)]
        if left:
            ends = session.language.count(
                "You have {n} unused code. Making new ones ends it.",
                "You have {n} unused codes. Making new ones ends those.",
                left,
            )
            return [what, ends]
        return [
            what,
            session.say(N_("{key:all/a}: at once. {key:one/o}: one at a time. {key:later/l}: some other day.")),
        ]

    def _slowly(self) -> tuple[str, ...]:
        """Return each code with a pause after each word, for who writes it down by ear."""
        session, total = self.session, len(self.session.fresh_codes)
        say = N_("Code {n} of {total}: {words}.")
        return tuple(
            session.say(say, n=n, total=total, words=code.replace("-", ", "))
            for n, code in enumerate(session.fresh_codes, 1)
        )

    def can(self, action: Action) -> bool:
        """Nothing is done before there are codes to be done with."""
        return super().can(action) and (action.name != "done" or bool(self.session.fresh_codes))

    @action("a", N_("have them all at once"), name="all")
    async def all_(self) -> Result:
        """Make them, unless they were just made, and show them all."""
        return await self._show(one_by_one=False)

    @action("o", N_("have one at a time"))
    async def one(self) -> Result:
        """Make them, unless they were just made, and say one at a time."""
        return await self._show(one_by_one=True)

    async def _show(self, *, one_by_one: bool) -> Result:
        session = self.session
        notice = ""
        if not session.fresh_codes:
            codes = passphrases.recovery_codes()
            await session.write(recovery.keep, session.vault, session.member.id, codes, now=session.now)
            session.fresh_codes = tuple(codes)
            if not await codes_changed(session, codes):
                notice = session.say(N_("What you sealed still opens with the codes from before: keep those too."))
        self.one_by_one = one_by_one
        return Stay(notice, redraw=True)

    @action("d", N_("say that you have them"))
    async def done(self) -> Result:
        """Forget them here."""
        self.session.fresh_codes = ()
        return Goto(
            home_of(self.session, may_ask=False), self.session.say(N_("Good. They are not shown again.")), replace=True
        )

    @action("l", N_("leave it for later"))
    async def later(self) -> Result:
        """Go on without."""
        session = self.session
        words = session.say(N_("Recovery codes stay on your home list."))
        if session.fresh_codes:
            await session.write(recovery.keep, session.vault, session.member.id, [], now=session.now)
            session.fresh_codes = ()
            words = session.say(N_("The codes you did not finish open nothing now. You can make new ones any time."))
            if await session.read(keyrings.of, session.member.id):
                still = N_("They do not sign you in now; what you sealed opens with them until you make new ones.")
                words = session.say(still)
        return Goto(home_of(session, may_ask=False), words, replace=True)

    def enter(self) -> str:
        """Enter leaves it for later while nothing was made; what was made is not put away by accident."""
        return "" if self.session.fresh_codes else "later"
