"""Notes to the desk: reaching a person here, leaving a note, and reading the answer. For anybody."""

from __future__ import annotations

import math

from bbs import own_country
from bbs.community import crisis_words, desk, noticed, passphrases
from bbs.community.desk import About, Note, NoteLine
from bbs.errors import Busy, NotFound
from bbs.language import N_
from bbs.pace import pause
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Back, Goto, Result, Values, Who, action
from screens.pages.carers import who_cares
from screens.pages.crisis import CrisisPage, HelpPage
from screens.view import Field, Item, Kind, Listing, Post, Prose, View
from screens.when import waiting, when

NOBODY_WATCHES = N_("Nobody is watching right now. Somebody answers when they are here; it can take hours.")
SOMEBODY_IS_HERE = N_("Somebody who looks after this place is here now. It can still take a while until they answer.")
MEANWHILE = 3
"""Help lines beside a note to the desk."""
CANNOT_SEND = N_("We do not know where you are, and we cannot send anyone.")
ROLES = {"moderator": N_("a moderator"), "operator": N_("an operator")}
HELP_ANSWERS = N_("Crisis help lists people who answer now.")
TOO_MANY_CODES = N_(
    "Too many codes were wrong, so codes wait for {n} minutes now. Crisis help never waits: {do:help/Ctrl+G}."
)
NO_SUCH_CODE = N_("No note has that code. Please look at it again: a word, then four digits, such as otter-4173.")


def write_note(session: Session, about: About, intro: str, beginning: str = "") -> Ask:
    """Return the question that leaves a note and shows its receipt. `beginning` is put before what they write."""

    async def send(values: Values) -> Result:
        text = "\n".join(filter(None, (beginning, values["text"])))
        return await leave_note(session, about, text)

    text = Field("text", N_("Your note"), Kind.TEXT, intro=intro, draft=f"desk/note/{about.value}", limit=desk.LONGEST)
    return Ask((text,), send, confirm=N_("Send"))


async def leave_note(session: Session, about: About, text: str) -> Result:
    """Leave a note and open its receipt. Raises Busy for too many in an hour; notes in a crisis are counted apart."""
    who = session.person.id if session.person else session.network
    if seconds := session.house.notes_left.allow((who, about is About.CRISIS)):
        raise pause(seconds)
    code = await session.write(desk.leave, session.vault, about, text, session.person, session.now)
    await session.write(noticed.in_note, session.vault, session.house.texts.noticing, code, now=session.now)
    session.house.guesses.given(session.network, desk.mark(session.vault, code))
    return Goto(f"desk/answer/{code}", session.say(N_("Sent.")), replace=True)


async def note_with(session: Session, code: str) -> Note:
    """Return the note a return code was given for. Raises Busy after too many wrong codes, NotFound for a wrong one."""
    guesses, now = session.house.guesses, session.house.clock.monotonic()
    if wait := guesses.allow(session.network, desk.mark(session.vault, code), now):
        raise Busy(TOO_MANY_CODES, n=math.ceil(wait / 60))
    note = await session.read(desk.by_code, session.vault, code)
    if note is None:
        raise NotFound(NO_SUCH_CODE)
    guesses.right(session.network)
    return note


def watched(session: Session) -> str:
    """Say truthfully whether anybody is on shift (SAFETY.md 8)."""
    return session.say(SOMEBODY_IS_HERE if session.is_watched else NOBODY_WATCHES)


class PersonPage(CrisisPage):
    """Reach a person here: what that can be, truthfully, and who answers meanwhile."""

    pattern = "help/person"
    title = N_("Someone here")
    itself = "person"

    async def view(self) -> View:
        """Say what a note can and cannot do, then the lines that answer now."""
        session, where = self.session, self.where()
        note = N_("You can leave a note: w. No words are needed; it says that you would like somebody to write to you.")
        if session.house.store is None:
            note = N_("Notes cannot be taken just now, because this place is being repaired.")
        lines = session.house.crisis.first_screen(where.code, session.now, most=MEANWHILE)
        few = who_cares(session)
        prose = Prose.of(watched(session), few, session.say(CANNOT_SEND), self.danger(where), session.say(note))
        listing = Listing(tuple(self.items(lines)), "", name=session.say(N_("Answering now")))
        return View(session.say(self.title), (prose, listing, *self.unchecked(lines)))

    @action("w", N_("leave a note for the people here"))
    async def write(self) -> Result:
        """Ask for somebody to write back."""
        return write_note(self.session, About.CRISIS, self.session.say(N_("Write what you like, or leave it empty.")))

    def can(self, action: Action) -> bool:
        """Offer a note only while one can be kept."""
        return (action.name != "write" or self.session.house.store is not None) and super().can(action)

    def enter(self) -> str:
        """Enter leaves a note."""
        return "write"


class NotePage(AnyPage):
    """Leaving a note to the desk, for anybody."""

    pattern = "desk/note"
    title = N_("Write to the desk")
    is_remembered = False

    async def view(self) -> View:
        """Say who reads it, when, and how the answer is found."""
        said = (
            N_("A note goes to the people who look after this place, and to nobody else. To write one: w."),
            SOMEBODY_IS_HERE if self.session.is_watched else NOBODY_WATCHES,
            N_("You are given a return code. With it you read the answer: a. A note is kept for 90 days at most."),
            HELP_ANSWERS,
        )
        words = [self.session.say(words) for words in said]
        return View(self.session.say(self.title), (Prose.of(*words[:2], who_cares(self.session), *words[2:]),))

    @action("w", N_("write a note"))
    async def write(self) -> Result:
        """Write to the desk."""
        return write_note(self.session, About.NOTE, "")

    @action("a", N_("read an answer"))
    async def answer(self) -> Result:
        """Look for an answer."""
        return Goto("desk/answer")

    def enter(self) -> str:
        """Enter writes."""
        return "write"


class LineNotePage(NotePage):
    """Telling the desk that a help line does not answer."""

    pattern = "desk/note/{line}"
    listed = False

    @action("w", N_("write a note"))
    async def write(self) -> Result:
        """Write about this line; its name is put before the words."""
        line = self.session.house.crisis.line(self.parts["line"])
        if line is None:
            raise NotFound
        intro = self.session.say(N_("What happened with {service}?"), service=line.service)
        return write_note(self.session, About.LINE, intro, line.check_key)


class AnswersPage(AnyPage):
    """Looking for the answer to a note."""

    pattern = "desk/answer"
    title = N_("Your notes")
    is_remembered = False

    async def view(self) -> View:
        """List a member's own notes; anybody may give a return code."""
        session = self.session
        hint = Prose.of(session.say(N_("To read an answer with the return code you were given: c.")))
        if session.person is None:
            return View(session.say(self.title), (hint,))
        own = await session.read(desk.own, session.person)
        items = tuple(Item(self._label(note), to=f"desk/own/{note.id}", id=str(note.id)) for note in own)
        notes = Listing(items, session.say(N_("You have left no notes.")), name=session.say(N_("Notes")))
        return View(session.say(self.title), (hint, notes))

    def _label(self, note: NoteLine) -> str:
        words = {About.CRISIS: N_("You asked for a person"), About.JOINING: N_("You asked to join")}
        said = self.session.say(words.get(note.about, N_("A note")))
        state = N_("answered") if note.answered else N_("not answered yet")
        return f"{said}, {when(self.session, note.made_at)}, {self.session.say(state)}"

    @action("c", N_("give a return code"))
    async def code(self) -> Result:
        """Read the answer to a note, with or without an account."""

        async def opened(values: Values) -> Result:
            return Goto(f"desk/answer/{values['code']}")

        return Ask((Field("code", N_("Return code"), limit=60, private=True, check=self._known),), opened)

    async def _known(self, typed: str) -> str:
        await note_with(self.session, typed)
        return passphrases.normalise_code(typed)

    def enter(self) -> str:
        """Enter asks for the code."""
        return "code"


class ReceiptPage(AnyPage):
    """One's own note, by its return code: whether it was answered, the answer, and the note itself."""

    pattern = "desk/answer/{code}"
    title = N_("Your note")
    is_remembered = False
    listed = False

    async def note(self) -> Note:
        """Return the note. Raises NotFound."""
        return await note_with(self.session, self.parts["code"])

    async def view(self) -> View:
        """Say the answer first, or honestly that there is none yet."""
        session, note = self.session, await self.note()
        number = 1 if note.answered_at is None else 2
        say, made = session.say, when(session, note.made_at)
        yours = Post("note", say(N_("You")), made, self._words(note), number=number, called=say(N_("Note")))
        if note.answered_at is not None:
            at, called = when(session, note.answered_at), say(N_("Answer"))
            answer = Post("answer", say(N_("The desk")), at, note.answer, number=1, called=called)
            return View(session.say(self.title), (answer, yours), total=2)
        said = (self._state(note), *self._meanwhile(note), *self._lines(note))
        return View(session.say(self.title), (Prose.of(*said), yours))

    def _state(self, note: Note) -> str:
        """Say who has taken it, or honestly that nobody has."""
        session, taken = self.session, note.taken
        if taken is None:
            nobody = N_("Not answered yet, waiting {time}. Nobody has taken it.")
            if note.came_back:
                nobody = N_(
                    "Not answered yet, waiting {time}. Somebody took it and is not here any more; it waits again."
                )
            return session.say(nobody, time=waiting(session, note.made_at))
        role = session.say(ROLES.get(taken.role, N_("somebody who looks after this place")))
        who = session.say(N_("{name}, {role}"), name=taken.name, role=role) if taken.name else role
        said = session.say(N_("{who} took it {time} ago, and means to write to you."), who=who,
                           time=waiting(session, taken.at))  # fmt: skip
        return said[:1].upper() + said[1:] if not taken.name else said

    def _lines(self, note: Note) -> list[str]:
        """Return who answers meanwhile, for whoever asked for a person."""
        if not self._is_crisis(note):
            return []
        page = HelpPage(self.session, HelpPage.pattern)
        lines = self.session.house.crisis.first_screen(page.where().code, self.session.now, most=MEANWHILE)
        return [item.label for item in page.items(lines)[:MEANWHILE]]

    def _is_crisis(self, note: Note) -> bool:
        """Say whether they asked for a person, or what they wrote sounds as if they wanted one."""
        return note.about is About.CRISIS or self.session.house.texts.noticing.listen(note.text).of_it

    def _meanwhile(self, note: Note) -> list[str]:
        session = self.session
        said = [watched(session), session.say(HELP_ANSWERS)]
        if self._is_crisis(note):
            number = session.house.crisis.emergency(session.country or own_country.guess(session))
            said = [crisis_words.danger_line(number, session.language), session.say(CANNOT_SEND), *said]
        if code := self.parts.get("code"):
            keep = N_(
                "Your return code is {code}. Keep it: with it you read the answer, from anywhere, without an account."
            )
            said.insert(0, session.say(keep, code=code))
        return said

    def _words(self, note: Note) -> str:
        return note.text or self.session.say(N_("Please write to me."))

    @action("x", N_("take your note back"), confirm=N_("Take your note back? It is destroyed, with its answer."))
    async def withdraw(self) -> Result:
        """Destroy the note."""
        await self.session.write(desk.withdraw, await self.note())
        return Back(self.session.say(N_("Taken back.")))


class OwnReceiptPage(ReceiptPage):
    """A member's own note, which needs no code."""

    pattern = "desk/own/{note:int}"
    who = Who.MEMBER

    async def note(self) -> Note:
        """Return the note. Raises NotFound for anybody else's."""
        person = self.session.member
        return await self.session.read(desk.own_note, self.session.vault, person, int(self.parts["note"]))
