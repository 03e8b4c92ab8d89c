"""What pages with private words share: they open when their member said who they are, and unlocked what is sealed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from bbs.community import keyrings, passphrases
from bbs.community.shelf import Kind as Shelved
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.locker import Again
from bbs.session import Session
from bbs.unlocking import prove, unlock
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.pages.credentials import another_guess, sentences
from screens.view import Field, Kind, Prose, View

SHOWN = N_("It cannot be asked for here, because your screen would show it. With ssh -t it can.")
BY_COMMAND = N_("That is closed, and a command cannot open it. A visit can: ssh -t, then go {address}.")
WRONG = N_("That does not open it. Nothing is lost; {do:open/o} to try again.")
STILL_CLOSED = N_("That does not open it. Nothing is lost; you can try again.")
LABELS = {Again.PIN: N_("PIN"), Again.PASSPHRASE: N_("Passphrase")}


class PrivatePage(AnyPage):
    """The base of private pages: subclasses write `inside` for `view`, and name what kinds of records they show.

    While it is closed it offers nothing but to open it. `asks` is False for what must be at hand on a bad night: then
    only a seal closes it.
    """

    who = Who.MEMBER
    is_remembered = False
    keeps: tuple[Shelved, ...] = ()
    asks: ClassVar[bool] = True
    closed = Again.NOTHING
    """What opens it: nothing while it is open."""
    is_sealed = False
    is_scripted = False

    def whole(self) -> None:
        """Take note that a script asks, which can open nothing."""
        self.is_scripted = True

    async def view(self) -> View:
        """Show what is inside, or how to open it. Raises Refusal for a script where it is closed."""
        await self._look_whether()
        if self.closed and self.is_scripted:
            raise Refusal(BY_COMMAND, address=self.address)
        return self._outside() if self.closed else await self.inside()

    async def inside(self) -> View:
        """Return what there is to see now, once it is open."""
        raise NotImplementedError

    async def _look_whether(self) -> None:
        session = self.session
        self.is_sealed = False
        if session.locker.key is None and self.keeps:
            ring = await session.read(keyrings.of, session.member.id)
            self.is_sealed = ring is not None and not ring.kinds.isdisjoint(self.keeps)
        self.closed = Again.PASSPHRASE if self.is_sealed else session.asks_again if self.asks else Again.NOTHING

    def _outside(self) -> View:
        say = self.session.say
        why = (
            say(N_("This is sealed to a key of your own. Your passphrase or a recovery code opens it for this visit."))
            if self.is_sealed
            else say(N_("You asked that this opens only when you say again who you are."))
        )
        lost = say(N_("If none of these is left to you: go settings/private.")) if self.is_sealed else ""
        help_words = say(N_("Crisis help never asks: {do:help/Ctrl+G}."))
        return View(say(self.title), (Prose.of(why, lost, help_words),))

    def offered(self) -> list[Action]:
        """Return the actions there are: while it is closed, those that every page has, and to open it."""
        every = {each.name for each in AnyPage.declared}
        if self.closed:
            return [each for each in super().offered() if each.name == "open" or each.name in every]
        return [each for each in super().offered() if each.method != "open_"]

    def enter(self) -> str:
        """Enter opens it."""
        return "open" if self.closed else self.on_enter()

    def on_enter(self) -> str:
        """Return the name of the action that Enter runs once it is open; "" for none."""
        return ""

    @action("o", N_("open it"), name="open")
    async def open_(self) -> Result:
        """Ask for what opens it."""
        return open_private(self.session, self.closed, sealed=self.is_sealed)


def unlock_first(session: Session, then: Callable[[], Awaitable[Result]], *, why: str = "") -> Ask:
    """Ask for what unlocks a seal, and go on once it is open. Raises Refusal without a terminal, which would show it.

    `why` is said before that.
    """
    if not session.terminal.exists:
        raise Refusal(SHOWN)

    async def go_on(values: Values) -> Result:
        another_guess(session)
        if not await unlock(session, values["secret"]):
            raise NotUnderstood(STILL_CLOSED)
        return await then()

    intro = sentences(why, session.say(N_("Your passphrase, or a recovery code.")))
    return Ask((Field("secret", N_("Passphrase"), Kind.SECRET, intro=intro, limit=passphrases.MOST_BYTES),), go_on)


def open_private(session: Session, asked: Again, *, sealed: bool) -> Ask:
    """Ask for what opens private pages in this visit. Raises Refusal without a terminal, which would show it."""
    if not session.terminal.exists:
        raise Refusal(SHOWN)

    async def go_on(values: Values) -> Result:
        another_guess(session)
        typed = values["secret"]
        right = await (unlock(session, typed) if sealed else prove(session, asked, typed))
        return Stay(session.say(N_("Open.")) if right else session.say(WRONG), redraw=True)

    label = LABELS[asked]
    intro = session.say(N_("Your passphrase, or a recovery code.")) if sealed else ""
    return Ask((Field("secret", label, Kind.SECRET, intro=intro, limit=passphrases.MOST_BYTES),), go_on)
