"""Private pages: what they ask for after a pause, and sealing what is in them to a key of one's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bbs.community import credentials, passphrases, sealing
from bbs.community.keyrings import Way
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.locker import Again
from bbs.unlocking import begin_sealing, prove
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.credentials import Chosen, another_guess, choose_passphrase
from screens.pages.private import SHOWN, unlock_first
from screens.view import Choice, Facts, Field, Kind, Prose, View

PIN_LEAST, PIN_MOST = 4, 12
"""Digits of a PIN. Guesses are slowed down as for passphrases, so few will do."""
GROUPS = {
    "journal": N_("check-ins, questionnaires, journal and kind words"),
    "plan": N_("safety plan"),
}
"""What can be sealed, by the names of shelf.SEALED_TOGETHER."""
WARNINGS = {
    "journal": N_(
        "Then nobody opens them without your passphrase or one of your recovery codes: not the operator, not with a "
        "stolen copy. If you lose all of those they are gone, and nobody can bring them back."
    ),
    "plan": N_(
        "A safety plan must be at hand on a bad night. Sealed, it opens only with your passphrase or a recovery code, "
        "from crisis help too. If you lose all of those it is gone, and nobody can bring it back."
    ),
}


class PrivateSettingsPage(AnyPage):
    """How a member's private pages are kept."""

    pattern = "settings/private"
    title = N_("Private pages")
    is_remembered = False
    who = Who.MEMBER
    groups: frozenset[str] = frozenset()

    async def view(self) -> View:
        """Say how each is kept, in words that promise no more than is so."""
        say = self.session.say
        self.groups = await self.session.read(sealing.sealed_groups, self.session.member.id)
        about = say(
            N_(
                "Only you are shown these pages. What is in them is encrypted under the key of this server, so that a "
                "stolen database shows none of it; the people who run the machine could still open it. What you seal "
                "to a key of your own they cannot, while you have not opened it."
            )
        )
        asked = {
            Again.NOTHING: say(N_("nothing")),
            Again.PIN: say(N_("your PIN")),
            Again.PASSPHRASE: say(N_("your passphrase")),
        }[Again(self.session.member.asks_again)]
        sealed, not_sealed = say(N_("sealed to your own key")), say(N_("not sealed"))
        rows = [(say(N_("After ten quiet minutes they ask for")), asked)]
        rows += [(say(GROUPS[name]).capitalize(), sealed if name in self.groups else not_sealed) for name in GROUPS]
        return View(say(self.title), (Prose.of(about), Facts(tuple(rows))))

    def can(self, action: Action) -> bool:
        """Offer to seal what is not, and to unseal what is."""
        if action.name == "seal":
            return len(self.groups) < len(GROUPS)
        if action.name == "start-over":
            return bool(self.groups) and self.session.locker.key is None
        return bool(self.groups) if action.name == "unseal" else super().can(action)

    @action("a", N_("what they ask for after a pause"))
    async def ask(self) -> Result:
        """Choose it; whoever changes it says first what it is now."""
        if self.session.asks_again:
            return self._prove_first()
        return Ask((self._choice(),), self._chosen)

    def _prove_first(self) -> Ask:
        if not self.session.terminal.exists:
            raise Refusal(SHOWN)
        asked = self.session.asks_again
        label = N_("Your PIN") if asked is Again.PIN else N_("Your passphrase")

        async def go_on(values: Values) -> Result:
            another_guess(self.session)
            if not await prove(self.session, asked, values["secret"]):
                raise NotUnderstood(N_("That is not it. Nothing was changed."))
            return Ask((self._choice(),), self._chosen)

        return Ask((Field("secret", label, Kind.SECRET, limit=passphrases.MOST_BYTES),), go_on)

    def _choice(self) -> Field:
        choices = (
            Choice("nothing", N_("nothing")),
            Choice(Again.PIN.value, N_("a PIN")),
            Choice(Again.PASSPHRASE.value, N_("your passphrase")),
        )
        intro = self.session.say(
            N_("For a computer that others use too. Crisis help and your safety plan never ask for it.")
        )
        return Field("asks", N_("Ask for"), Kind.CHOICE, intro=intro, choices=choices)

    async def _chosen(self, values: Values) -> Result:
        session = self.session
        if values["asks"] == Again.PIN:
            if not session.terminal.exists:
                raise Refusal(SHOWN)
            intro = session.say(N_("{least} to {most} digits."), least=PIN_LEAST, most=PIN_MOST)
            pin = Field("pin", N_("New PIN"), Kind.SECRET, intro=intro, limit=50, check=_pin)
            return Ask((pin, Field("again", N_("Once more"), Kind.SECRET, limit=50)), self._keep_pin)
        asks = Again.PASSPHRASE if values["asks"] == Again.PASSPHRASE else Again.NOTHING
        if asks and not await session.read(credentials.has_passphrase, self.session.member.id):
            raise Refusal(N_("You have no passphrase yet. Set one under settings first, or take a PIN."))
        session.signed_in(await session.write(credentials.set_again, self.session.member.id, asks.value))
        session.locker.proven = True
        return Stay(session.say(N_("Changed.")), redraw=True)

    async def _keep_pin(self, values: Values) -> Result:
        session = self.session
        if values["pin"].strip() != values["again"].strip():
            raise NotUnderstood(N_("Those two were not the same. Nothing was changed; please try again."))
        hashed = await session.house.prover.hash(values["pin"].strip())
        session.signed_in(await session.write(credentials.set_again, session.member.id, Again.PIN.value, pin=hashed))
        session.locker.proven = True
        return Stay(session.say(N_("Changed.")), redraw=True)

    @action("s", N_("seal something to a key of your own"))
    async def seal(self) -> Result:
        """Choose what, hear what it means, and say the passphrase that shall open it."""
        open_groups = [name for name in GROUPS if name not in self.groups]
        if len(open_groups) == 1:
            return self._agree(open_groups[0])

        async def go_on(values: Values) -> Result:
            return self._agree(values["what"])

        choices = tuple(Choice(name, GROUPS[name]) for name in open_groups)
        return Ask((Field("what", N_("What"), Kind.CHOICE, choices=choices),), go_on)

    def _agree(self, group: str) -> Ask:
        async def go_on(values: Values) -> Result:
            if values["sure"] != "yes":
                return Stay(self.session.say(N_("Left as it was.")))
            return await self._seal(group)

        return Ask((Field("sure", N_("Seal it?"), Kind.YES, intro=self.session.say(WARNINGS[group])),), go_on)

    async def _seal(self, group: str) -> Result:
        session = self.session
        if self.groups:
            if session.locker.key is None:
                return unlock_first(session, lambda: self._seal(group))
            await session.write(sealing.seal_more, session.private, group)
            return Stay(session.say(N_("Sealed.")), redraw=True)
        if not session.terminal.exists:
            raise Refusal(SHOWN)
        if await session.read(credentials.has_passphrase, self.session.member.id):
            return Ask(
                (Field("secret", N_("Passphrase"), Kind.SECRET, limit=passphrases.MOST_BYTES),), self._with(group)
            )

        async def chosen(words: Chosen) -> Result:
            return await self._begin(group, Way.JOURNAL, words.words)

        before = session.say(N_("You sign in with a key, which cannot open a seal. So a passphrase for this alone."))
        return choose_passphrase(session, session.member.handle, chosen, before=before)

    def _with(self, group: str) -> Callable[[Values], Awaitable[Result]]:
        async def go_on(values: Values) -> Result:
            another_guess(self.session)
            if not await prove(self.session, Again.PASSPHRASE, values["secret"]):
                raise NotUnderstood(N_("That is not your passphrase. Nothing was changed."))
            return await self._begin(group, Way.PASSPHRASE, values["secret"])

        return go_on

    async def _begin(self, group: str, way: Way, words: str) -> Result:
        await begin_sealing(self.session, group, way, words)
        said = N_("Sealed. New recovery codes come with it: they sign you in, and open what is sealed. The old ended.")
        return Goto("codes", self.session.say(said))

    @action("u", N_("unseal something"))
    async def unseal(self) -> Result:
        """Put something back under the server's key alone."""
        groups = [name for name in GROUPS if name in self.groups]
        if len(groups) == 1:
            return await self._unseal(groups[0])

        async def go_on(values: Values) -> Result:
            return await self._unseal(values["what"])

        choices = tuple(Choice(name, GROUPS[name]) for name in groups)
        return Ask((Field("what", N_("What"), Kind.CHOICE, choices=choices),), go_on)

    async def _unseal(self, group: str) -> Result:
        session = self.session
        if session.locker.key is None:
            return unlock_first(session, lambda: self._unseal(group))
        await session.write(sealing.unseal, session.private, group)
        return Stay(
            session.say(N_("It is not sealed any more; a stolen database still shows none of it.")), redraw=True
        )

    @action("v", N_("if all that opens it is lost"), name="start-over")
    async def start_over(self) -> Result:
        """Open what can be done then."""
        return Goto("settings/private/start-over")


async def _pin(typed: str) -> str:
    pin = typed.strip()
    if not (pin.isdecimal() and PIN_LEAST <= len(pin) <= PIN_MOST):
        raise NotUnderstood(N_("A PIN has {least} to {most} digits."), least=PIN_LEAST, most=PIN_MOST)
    return pin
