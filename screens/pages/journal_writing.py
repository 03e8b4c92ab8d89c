"""Writing in the journal: freely, to a prompt, a letter that is never sent, or one to a later self.

Writing shows nothing that was written before, and needs no key: it works while the journal is sealed, and in a script.
"""

from __future__ import annotations

from datetime import date, datetime, time

from bbs.community import back_dates, days_ahead, journal, keyrings, prompts
from bbs.community.journal import Form, New
from bbs.community.shelf import Kind as Shelved
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.locker import Again
from bbs.session import Session
from screens.page import Ask, Goto, Result, Stay, Values, action
from screens.pages.consenting import agreed_first
from screens.pages.crisis_line import help_above
from screens.pages.draft_places import JOURNAL
from screens.pages.private import PrivatePage
from screens.view import Choice, Field, Kind, Prose, View
from screens.when import day


def tags_field(session: Session, value: str = "") -> Field:
    """Return the tags of an entry: their own words, never taken from a command, which others can see."""

    async def check(typed: str) -> str:
        return "" if typed.casefold() == "none" else ", ".join(journal.tags_in(typed))

    intro = session.say(N_("Words to find it by, with commas between them. Or none."))
    return Field("tags", N_("Tags"), intro=intro, value=value, optional=True, extra=True, private=True, check=check)


def when_field(session: Session, value: str = "") -> Field:
    """Return when it was that an entry tells of; nothing keeps it as it is. It is filed under that day."""

    async def check(typed: str) -> str:
        return _in_digits(back_dates.understood(typed, session.local(session.now), session.language))

    intro = session.say(N_("When was it? Yesterday evening, Monday, 3 November, 2026-11-03 21:30. Enter: as it is."))
    return Field("when", N_("When was it"), intro=intro, value=value, optional=True, extra=True, check=check)


def moment(session: Session, typed: str) -> int:
    """Return the moment that a checked answer means, 0 for none."""
    if not typed:
        return 0
    return int(back_dates.understood(typed, session.local(session.now), session.language).timestamp())


def as_typed(session: Session, at: int) -> str:
    """Return a moment as somebody could have typed it."""
    return _in_digits(session.local(at))


def _in_digits(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


class JournalWritingPage(PrivatePage):
    """What one can write."""

    pattern = "journal/write"
    title = N_("Write in your journal")
    turn = 0
    kind = ""

    async def _look_whether(self) -> None:
        """Ask a script for nothing: it is shown nothing."""
        await super()._look_whether()
        if self.is_scripted:
            self.closed = Again.NOTHING

    @property
    def prompt(self) -> str:
        """The prompt that is offered: today's, or one further on."""
        today = self.session.local(self.session.now).toordinal()
        return prompts.offered(self.session.house.texts.prompts, today, self.turn, self.kind)

    async def inside(self) -> View:
        """Offer a prompt, and say who reads it."""
        say = self.session.say
        about = say(N_("Nobody reads it but you. To write whatever comes, {do:write/w}."))
        offered = say(N_('Or to something: "{prompt}"'), prompt=self.prompt)
        ways = say(N_("To write to that, {do:answer/p}; for another, {do:another/n}."))
        return View(say(self.title), (Prose.of(about, offered, ways),))

    def on_enter(self) -> str:
        """Enter writes freely."""
        return "write"

    @action("w", N_("write whatever comes"))
    @agreed_first
    async def write(self) -> Result:
        """Write freely."""
        return self._ask((self._text("new", N_("Whatever comes. It is kept encrypted.")),), Form.FREE)

    @action("p", N_("write to the prompt"))
    @agreed_first
    async def answer(self) -> Result:
        """Write to the prompt that is shown."""
        return self._ask((self._text("answer", self.prompt),), Form.FREE, self.prompt)

    @action("n", N_("another prompt"))
    async def another(self) -> Result:
        """Offer the next one."""
        self.turn += 1
        return Stay(redraw=True)

    @action("t", N_("prompts about something"), name="about")
    async def about(self) -> Result:
        """Choose what prompts are about."""

        async def chosen(values: Values) -> Result:
            self.kind, self.turn = values["kind"], 0
            return Stay(redraw=True)

        choices = tuple(Choice(kind.name, kind.title) for kind in self.session.house.texts.prompts)
        return Ask((Field("kind", N_("About what"), Kind.CHOICE, choices=choices),), chosen)

    @action("l", N_("a letter you do not send"))
    @agreed_first
    async def letter(self) -> Result:
        """Write to somebody. There is nowhere it could go."""
        whom = N_("Whom it is to, in any words, if you like. It is never sent to anybody.")
        to = Field(
            "to",
            N_("To"),
            intro=self.session.say(whom),
            limit=journal.LONGEST_NAME,
            optional=True,
            private=True,
        )
        return self._ask((to, self._text("letter", N_("Say what you would say."))), Form.LETTER)

    @action("v", N_("a letter to your later self"))
    @agreed_first
    async def later(self) -> Result:
        """Write to oneself, to be opened on a day to come."""
        session = self.session

        async def check(typed: str) -> str:
            return days_ahead.understood(typed, self._today()).isoformat()

        intro = N_("When it opens, such as: in 3 months, or 1 May 2030. Until then it is shown to nobody, nor to you.")
        opens = Field("opens", N_("Opens"), intro=session.say(intro), limit=40, private=True, check=check)
        return self._ask((opens, self._text("later", N_("Dear later self."))), Form.LATER)

    def _today(self) -> date:
        return self.session.local(self.session.now).date()

    def _text(self, place: str, intro: str) -> Field:
        return Field(
            "text",
            N_("Your words"),
            Kind.TEXT,
            intro=self.session.say(intro),
            draft=f"{JOURNAL}{place}",
            limit=journal.LONGEST,
        )

    def _ask(self, fields: tuple[Field, ...], form: Form, prompt: str = "") -> Ask:
        session = self.session

        async def keep(values: Values) -> Result:
            new = New(
                values["text"],
                form,
                journal.tags_in(values["tags"]),
                prompt,
                values.get("to", ""),
                self._opens_at(values["opens"]) if form is Form.LATER else 0,
                moment(session, values.get("when", "")),
            )
            kept = await session.write(journal.keep, session.private, new, now=session.now)
            return await self._kept(kept, new)

        dated = () if form is Form.LATER else (when_field(session),)
        return Ask((*fields, tags_field(session), *dated), keep, confirm=N_("Keep"))

    def _opens_at(self, typed: str) -> int:
        """Return when a letter opens: at the beginning of its day, where its writer is."""
        if not typed:
            raise NotUnderstood(N_("Type a day, such as: in 3 months, or 1 May 2030."))
        opens = days_ahead.understood(typed, self._today())
        return int(datetime.combine(opens, time(), self.session.zone).timestamp())

    async def _kept(self, entry: int, new: New) -> Result:
        """Show it, where it may be shown; else say that it is kept, with a line of help if that may be wanted."""
        session = self.session
        if new.form is Form.LATER:
            said = session.say(N_("Kept. It opens on {day}."), day=day(session, new.opens_at))
        else:
            ring = await session.read(keyrings.of, session.private.member)
            is_sealed = ring is not None and Shelved.JOURNAL in ring.kinds and session.locker.key is None
            if not is_sealed and not self.is_scripted:
                return Goto(f"journal/{entry}", session.say(N_("Kept.")), replace=True)
            said = session.say(N_("Kept, and sealed.") if is_sealed else N_("Kept."))
        return Stay(" ".join((said, *(notice.words for notice in help_above(session, new.text)))))
