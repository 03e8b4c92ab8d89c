"""Signing in from inside: by handle and passphrase, or by a recovery code."""

from __future__ import annotations

from bbs.community import member_keys, passphrases, recovery
from bbs.community.members import Person
from bbs.errors import Refusal
from bbs.language import N_
from bbs.session import Session
from bbs.unlocking import passphrase_changed, take_key
from screens.arriving import home_of
from screens.page import AnyPage, Ask, Goto, Result, Values, Who, action
from screens.pages.credentials import Chosen, another_guess, choose_passphrase, offer_key
from screens.pages.leaving import came_in
from screens.view import Field, Kind, Notice, Prose, View

WRONG = N_("That did not open the door. You can try again, or use a recovery code.")
SHOWN = N_("A passphrase is not asked for here, because your screen would show it. Connect with ssh -t, or with a key.")


class SignInPage(AnyPage):
    """Where a member says who they are. An unknown handle and a wrong passphrase hear the same, after the same time."""

    pattern = "sign-in"
    title = N_("Sign in")
    is_remembered = False

    async def view(self) -> View:
        """Say what there is to sign in with."""
        session = self.session
        title = session.say(self.title)
        if session.person is not None:
            already = session.say(N_("You are signed in already, as {handle}."), handle=session.person.handle)
            return View(title, (Notice(already),))
        how = N_("With your handle and passphrase: press Enter.") if session.terminal.exists else SHOWN
        lost = N_("recovery: with a recovery code, if you lost your passphrase. join: become a member.")
        return View(title, (Prose.of(session.say(how), session.say(lost)),))

    def enter(self) -> str:
        """Enter asks for the handle."""
        if self.session.person is not None:
            return "home"
        return "in" if self.session.terminal.exists else ""

    @action("i", N_("sign in"), name="in", who=Who.STRANGER)
    async def in_(self) -> Result:
        """Ask for handle and passphrase."""
        return sign_in(self.session)

    @action("r", N_("use a recovery code"), who=Who.STRANGER)
    async def recovery(self) -> Result:
        """Ask for handle and code."""
        return recover(self.session)

    @action("j", N_("become a member"), who=Who.STRANGER)
    async def join(self) -> Result:
        """Start joining."""
        return Goto("join")


HANDLE = Field("handle", N_("Handle"), help=N_("The name you go by here."), limit=100)


def sign_in(session: Session) -> Ask:
    """Ask for handle and passphrase. Raises Refusal without a terminal, where it would be shown."""
    if not session.terminal.exists:
        raise Refusal(SHOWN)

    async def go_on(values: Values) -> Result:
        another_guess(session)
        member = await session.doorkeeper.passphrase(session.network, values["handle"], values["passphrase"])
        if member is None:
            return Goto("sign-in", session.say(WRONG))
        if not await came_in(session, member):
            return Goto("come-back", replace=True)
        return _link(session) if session.fingerprint else Goto(home_of(session), replace=True)

    secret = Field("passphrase", N_("Passphrase"), Kind.SECRET, limit=passphrases.MOST_BYTES)
    return Ask((HANDLE, secret), go_on)


def _link(session: Session) -> Ask:
    """Offer to let the key they came with sign them in next time."""

    async def go_on(label: str) -> Result:
        if not label or session.person is None:
            return Goto(home_of(session), replace=True)
        add = member_keys.add_key
        await session.write(add, session.vault, session.person.id, session.fingerprint, label, now=session.now)
        session.fingerprint = ""
        return Goto(home_of(session), session.say(N_("That key signs you in from now on.")), replace=True)

    words = N_("This computer came with a key we do not know yet. Let it sign you in next time?")
    return offer_key(session, session.say(words), go_on)


def recover(session: Session) -> Ask:
    """Ask for handle and recovery code, then at once for a new passphrase: the code is used up with it, not before."""

    async def go_on(values: Values) -> Result:
        another_guess(session)
        handle, code = values["handle"], passphrases.normalise_code(values["code"])
        person = await session.doorkeeper.code(
            session.network, handle, lambda: session.read(recovery.whose, session.vault, handle, code, now=session.now)
        )
        if person is None:
            return Goto("sign-in", session.say(WRONG))
        if await session.read(member_keys.keys, person.id):
            return _ask_whether(session, person, code)
        return _new_passphrase(session, person, code)

    help_words = N_("Five words, from your list or from the people here. Capitals, spaces and dashes do not matter.")
    return Ask((HANDLE, Field("code", N_("Recovery code"), help=help_words, limit=200, private=True)), go_on)


def _ask_whether(session: Session, person: Person, code: str) -> Ask:
    async def go_on(values: Values) -> Result:
        if values["new"] == "yes":
            return _new_passphrase(session, person, code)
        return await _come_back(session, person, code, None)

    intro = session.say(N_("That code is right. You have a key too, so a new passphrase is up to you."))
    return Ask((Field("new", N_("New passphrase?"), Kind.YES, intro=intro, value="yes"),), go_on)


def _new_passphrase(session: Session, person: Person, code: str) -> Ask:
    async def go_on(chosen: Chosen) -> Result:
        return await _come_back(session, person, code, chosen)

    right = session.say(N_("That code is right. Now a new passphrase; the code is used up once you have one."))
    return choose_passphrase(session, person.handle, go_on, before=right)


async def _come_back(session: Session, person: Person, code: str, chosen: Chosen | None) -> Result:
    """Let them in. Their own code unlocks what they sealed too; one that staff made for them cannot."""
    hashed = chosen.hashed if chosen else None
    back = await session.write(recovery.recover, session.vault, person.handle, code, hashed=hashed, now=session.now)
    session.sign_in(back)
    await take_key(session, code)
    if chosen is not None:
        await passphrase_changed(session, chosen.words)
    words = N_("You are back, {handle}. Your old recovery codes have ended, so here is the way to new ones.")
    return Goto("codes", session.say(words, handle=back.handle), replace=True)
