"""Joining: four questions in an order, each one prompt, and a way out of each that leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bbs.community import handles, joining, leaving, noticed
from bbs.community.joining import Proof, Underway
from bbs.errors import Busy, NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.about import prose
from screens.pages.admission import hindrance
from screens.pages.carers import look_again
from screens.pages.consenting import CONSENT, consent_field
from screens.pages.credentials import Chosen, another_guess, choose_passphrase, offer_key, sentences
from screens.pages.notes import TOO_MANY_CODES
from screens.pages.noticed import card_in_words
from screens.view import Field, Kind, Notice, Prose, View

NOTE_LONGEST = 1000
"""Characters of the words that go to the desk with an application."""

FURTHER = N_("{key:examples/e}: one for each. {key:long/l}: in full. {key:return/r}: you were joining before.")


class JoinPage(AnyPage):
    """Becoming a member. What was said so far is the session's, and is kept for an hour in case the line drops."""

    pattern = "join"
    title = N_("Join")
    is_remembered = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.hindrance = ""

    async def view(self) -> View:
        """Show the guidelines, or that there is a question to go on with, or why nobody can join just now."""
        session = self.session
        title = session.say(self.title)
        if session.person is not None:
            already = session.say(N_("You are a member already, as {handle}."), handle=session.person.handle)
            return View(title, (Notice(already),))
        if session.joining is None and session.fingerprint:
            mark = joining.by_key(session.vault, session.fingerprint)
            session.joining = await session.read(joining.kept, session.vault, mark, now=session.now)
        self.hindrance = hindrance(session)
        if self.hindrance:
            return View(title, (prose(self.hindrance),))
        if self._accepted:
            go_on = session.say(N_("You were joining, and nothing was lost. Press Enter to go on."))
            return View(title, (Notice(go_on),))
        lines = (f"{n}. {each.line}" for n, each in enumerate(session.house.texts.guidelines.short, 1))
        return View(
            title,
            (
                Prose.of(session.say(N_("Seven guidelines first.")), *lines),
                Notice(session.say(FURTHER)),
            ),
            prompt=session.say(N_("Accept? {key:yes/y} or {key:no/n}")),
        )

    @property
    def _accepted(self) -> bool:
        underway = self.session.joining
        return underway is not None and underway.guidelines == self.session.house.texts.guidelines.version

    def can(self, action: Action) -> bool:
        """Offer what the present step is about."""
        underway = self.session.joining
        match action.name:
            case "yes" | "no" | "examples" | "long":
                return not self.hindrance and not self._accepted
            case "go-on":
                return not self.hindrance and self._accepted
            case "return":
                return underway is None
            case "note":
                return bool(self.hindrance)
            case "code":
                return underway is None or not underway.code
        return super().can(action)

    def enter(self) -> str:
        """Enter goes on with the questions; it never accepts anything."""
        if self.session.person is not None:
            return "home"
        if self.hindrance:
            return "code" if self.session.house.joining_mode == "code" else ""
        return "go-on" if self._accepted else ""

    # The guidelines

    @action("y", N_("accept the guidelines"), who=Who.STRANGER)
    async def yes(self) -> Result:
        """Accept the guidelines and go on to the questions."""
        told = await self._remember(guidelines=self.session.house.texts.guidelines.version)
        return await self._next(told)

    @action("n", N_("not accept them"), who=Who.STRANGER)
    async def no(self) -> Result:
        """Leave it; nothing is kept."""
        await self._forget()
        words = self.session.say(N_("That is all right. You can still look around, and help is always open."))
        return Goto("door", words, replace=True)

    @action("e", N_("read an example of each"), who=Who.STRANGER)
    async def examples(self) -> Result:
        """Open the short guidelines with their examples."""
        return Goto("guidelines")

    @action("l", N_("read them in full"), who=Who.STRANGER)
    async def long(self) -> Result:
        """Open the long form."""
        return Goto("guidelines/long")

    @action("o", N_("go on joining"), who=Who.STRANGER)
    async def go_on(self) -> Result:
        """Ask the question that comes next."""
        return await self._next()

    # The questions, in their order

    async def _next(self, before: str = "") -> Result:
        """Return the first question without an answer. `before` is said first."""
        session, underway = self.session, self.session.joining
        if session.person is not None or hindrance(session):
            raise Refusal(N_("Joining is not open for you just now. {Do:home/h} to look around; help is always open."))
        if underway is None or not self._accepted:
            return Stay(before, redraw=True)
        if not underway.adult:
            return self._ask_age(before)
        if not underway.consent:
            return self._ask_consent(before)
        if not underway.handle or await session.read(leaving.is_anybodys, session.vault, underway.handle):
            return self._ask_handle(before)
        if underway.note is None and not underway.code and session.house.joining_mode == "approval":
            return self._ask_note(before)
        return self._ask_proof(underway.handle, before)

    def _ask_age(self, before: str) -> Result:
        async def go_on(values: Values) -> Result:
            if values["adult"] == "yes":
                await self._remember(adult=True)
                return await self._next()
            await self._forget()
            return Goto("join/under-18", replace=True)

        intro = sentences(before, self.session.say(N_("Members here are 18 or older.")))
        why = N_("Your word is enough, and no birthday is kept. Help and the tools are open at every age.")
        return Ask((Field("adult", N_("18 or over?"), Kind.YES, intro=intro, help=why),), go_on)

    def _ask_consent(self, before: str) -> Result:
        """Ask for a yes of its own: what somebody writes here may say how they are, and the law guards that."""

        async def go_on(values: Values) -> Result:
            if values["consent"] == "yes":
                await self._remember(consent=True)
                return await self._next()
            await self._forget()
            words = self.session.say(N_("That is all right; nothing was kept. Help and the tools need no membership."))
            return Goto("door", words, replace=True)

        intro = sentences(before, self.session.say(CONSENT))
        return Ask((consent_field(intro),), go_on)

    def _ask_handle(self, before: str) -> Result:
        async def go_on(values: Values) -> Result:
            await self._remember(handle=values["handle"])
            return await self._next()

        intro = sentences(before, self.session.say(N_("Choose a handle: a name nobody outside knows.")))
        rule = N_("2 to 20 of a to z, 0 to 9, - and _. Leave out your real name and names you use elsewhere.")
        return Ask((Field("handle", N_("Handle"), intro=intro, help=rule, limit=100, check=self._free),), go_on)

    async def _free(self, typed: str) -> str:
        handle = handles.clean(typed)
        is_anybodys = partial(leaving.is_anybodys, self.session.vault)
        if not await self.session.read(is_anybodys, handle):
            return handle
        free = await self.session.read(handles.suggestions, handle, is_anybodys)
        if len(free) < handles.SUGGESTED:
            raise NotUnderstood(N_("That name is taken. Please choose another."))
        raise NotUnderstood(N_("That name is taken. Three that are free: {names}."), names=", ".join(free))

    def _ask_note(self, before: str) -> Result:
        async def go_on(values: Values) -> Result:
            await self._remember(note=safe_line(values["note"]))
            return await self._next()

        why = self.session.say(
            N_("A person here says who joins. A few words to them help, such as what brings you; Enter leaves it.")
        )
        field = Field(
            "note", N_("A few words"), intro=sentences(before, why), limit=NOTE_LONGEST, optional=True, private=True
        )
        return Ask((field,), go_on)

    def _ask_proof(self, handle: str, before: str) -> Result:
        """Ask how they will sign in: with the key they came with, if they did, or a passphrase."""

        async def with_passphrase(chosen: Chosen) -> Result:
            return await self._enter(Proof(hashed=chosen.hashed))

        async def with_key(label: str) -> Result:
            if label:
                return await self._enter(Proof(fingerprint=self.session.fingerprint, label=label))
            return choose_passphrase(self.session, handle, with_passphrase)

        if not self.session.fingerprint:
            return choose_passphrase(self.session, handle, with_passphrase, before=before)
        words = self.session.say(N_("Your computer came with a key. It can sign you in, with no passphrase to type."))
        return offer_key(self.session, sentences(before, words), with_key)

    async def _enter(self, proof: Proof) -> Result:
        """Make them a member."""
        session, underway = self.session, self.session.joining
        if underway is None or hindrance(session):
            raise Refusal(N_("Joining is not open for you just now. {Do:home/h} to look around; help is always open."))
        by_desk = session.house.joining_mode == "approval"
        joined = await session.write(
            joining.enter, session.vault, underway, proof, now=session.now, needs_approval=by_desk
        )
        if proof.fingerprint:
            session.fingerprint = ""
        session.sign_in(joined.person)
        if joined.person.is_staff:
            await look_again(session)
        if joined.return_code:
            noticing, code = session.house.texts.noticing, joined.return_code
            heard = await session.write(noticed.in_note, session.vault, noticing, code, now=session.now)
            words = N_("Thank you, {handle}. Your return code: {code}.")
            said = session.say(words, handle=joined.person.handle, code=code)
            return Goto("waiting", sentences(said, card_in_words(session, heard)), replace=True)
        return Goto(
            "codes", session.say(N_("You are a member now, {handle}."), handle=joined.person.handle), replace=True
        )

    # Coming back, and coming with a code

    @action("c", N_("use a joining code"), who=Who.STRANGER)
    async def code(self) -> Result:
        """Take a code from somebody who looks after this place."""
        session = self.session

        async def go_on(values: Values) -> Result:
            another_guess(session)
            given = session.joining or Underway(b"")
            opened = await session.read(joining.with_code, session.vault, given, values["code"])
            told = await self._remember(code=opened.code, role=opened.role)
            return await self._next(sentences(session.say(N_("That code is good.")), told))

        return Ask(
            (Field("code", N_("Your code"), help=N_("The words you were given, in any spelling."), private=True),),
            go_on,
        )

    @action("r", N_("go on with a joining that was cut off"), name="return", who=Who.STRANGER)
    async def return_(self) -> Result:
        """Take up what was kept under a return word."""
        session = self.session

        async def go_on(values: Values) -> Result:
            mark, guesses = joining.by_word(session.vault, values["word"]), session.house.guesses
            if wait := guesses.allow(session.network, mark, session.house.clock.monotonic()):
                raise Busy(TOO_MANY_CODES, n=int(wait // 60) + 1)
            found = await session.read(joining.kept, session.vault, mark, now=session.now)
            if found is None:
                raise Refusal(N_("Nothing is kept under that word. It is kept for an hour; you can begin anew here."))
            guesses.right(session.network)
            session.joining = found
            return await self._next(session.say(N_("Welcome back.")))

        return Ask(
            (Field("word", N_("Return word"), help=N_("A word and a number, such as otter-4173."), private=True),),
            go_on,
        )

    @action("d", N_("leave a note at the desk"), who=Who.STRANGER)
    async def note(self) -> Result:
        """Write to the people who look after this place."""
        return Goto("desk/note")

    @action("k", N_("look around as a guest"), name="look", who=Who.STRANGER)
    async def look_around(self) -> Result:
        """Go in as a guest."""
        return Goto("home")

    # What is kept

    async def _remember(self, **said: object) -> str:
        """Keep an answer; return the words that tell how to come back, once, "" otherwise."""
        session, word = self.session, ""
        if (underway := session.joining) is None:
            fingerprint = session.fingerprint
            begun, word = await session.write(joining.begin, session.vault, now=session.now, fingerprint=fingerprint)
            session.house.guesses.given(session.network, begun.mark)
            underway = begun
        underway = replace(underway, **said)  # type: ignore[arg-type]
        session.joining = underway
        await session.write(joining.keep, session.vault, underway, now=session.now)
        told = N_("If the line drops, come back with {word}: join, then {do:return/r}.")
        return session.say(told, word=word) if word else ""

    async def _forget(self) -> None:
        if self.session.joining is not None:
            await self.session.write(joining.drop, self.session.joining.mark)
            self.session.joining = None
