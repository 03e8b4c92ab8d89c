"""A visit in the line mode: a page is said, a prompt is asked, what is typed becomes an action. Append only."""

from __future__ import annotations

from contextlib import suppress
from itertools import takewhile

from bbs.errors import BBSError, Refusal
from bbs.language import N_
from bbs.news import POSTS
from bbs.session import Mode, Session
from screens.arriving import mode_at
from screens.linemode import ask, obeying, words
from screens.linemode.compose import GivenUp, WentBack
from screens.linemode.draw import Unit, as_sentence, item_line, items_of, units, wrapped
from screens.linemode.tty import Cancelled, HelpAsked, QuickExit, Tty
from screens.page import Ask, Back, Goto, Leave, Page, Result, Stay
from screens.routes import Route
from screens.standing import STANDING
from screens.telling import came_between, closed_meanwhile, told_now
from screens.view import Listing, Live, Notice, Prose, View
from screens.walk import Walk, shown

PROMPT_WORDS = 4
"""ACCESS.md L2."""


class Left(Exception):
    """The caller leaves; `words` is the goodbye, "" for a quick exit."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words


class ModeChanged(Exception):
    """The visit goes on in the full screen, at the same place."""


class LineVisit:
    """One caller in the line mode."""

    def __init__(self, session: Session, tty: Tty, routes: tuple[Route, ...]) -> None:
        self.session = session
        self.tty = tty
        self.walk = Walk(session, routes)
        self.shown = View("", ())
        self.units: list[Unit] = []
        self.at = 0
        self._said_once: set[object] = set()

    async def run(self, address: str) -> str:
        """Begin at an address and go on until the caller leaves; return the goodbye, "" for a quick exit.

        Raises EndOfInput when the line ends by itself; what was being written is kept by then. Raises ModeChanged
        when it goes on in the full screen.
        """
        try:
            await self._go(address)
            while True:
                try:
                    typed = await self._command()
                    is_shut = await closed_meanwhile(self.session, self.page.address)
                    if is_shut and not words.is_open_to_all(typed):
                        await self._go(STANDING)
                    else:
                        await self.follow(await obeying.obey(self, typed))
                except BBSError as error:
                    self.say(error.words(self.session.language))
                except (Cancelled, GivenUp):
                    self.say(self.session.say(N_("Left as it was.")))
        except Left as left:
            return left.words
        except QuickExit:
            self.tty.clear_for_quick_exit()
            return ""

    # What is said

    def say(self, *lines: str) -> None:
        """Say complete lines, broken between words where the caller's window ends."""
        for line in lines:
            self.tty.say("\n".join(wrapped(line, self.tty.columns)) if self.tty.terminal else line)

    async def _go(self, address: str, *, replace: bool = False, notice: str = "") -> None:
        """Open the page at an address and say it. Where that fails, the caller stays where they were.

        Beyond the door the visit may go on in the full screen: raises ModeChanged. `notice` is said there too.
        """
        view = await self.walk.open(address, replace=replace)
        self._stay_in_lines(notice)
        await self._arrive(view)

    async def _arrive(self, view: View) -> None:
        """Say a page one has come to: back on it, also from the full screen, from what was chosen there on."""
        self.show(view)
        self.at = next((at for at, unit in enumerate(self.units) if self.page.chosen in unit.holds), 0)
        if self.at and view.title:
            self.say(as_sentence(view.title))
        await self.say_unit()

    def _stay_in_lines(self, notice: str = "") -> None:
        """Raise ModeChanged when the visit goes on in the full screen from here; `notice` is shown there first."""
        if mode_at(self.session, self.page.address) is not Mode.LINE:
            self.session.notice = notice or self.page.left_on_page()
            self.walk.keep_place()
            raise ModeChanged

    @property
    def page(self) -> Page:
        """The page the caller is on."""
        return self.walk.page

    def show(self, view: View, at: int = 0) -> None:
        """Have a view to say, from one of its units on."""
        self.shown, self.units = view, units(view, self.session.language, stressed=self.session.stressed)
        self.at = min(at, len(self.units) - 1)
        for block in view.blocks:
            if isinstance(block, Live):
                self.session.take(block.topic)

    async def refresh(self) -> None:
        """Take in what changed in a thread, without saying it: one's own answer is there, and perhaps others'.

        A stream is left alone, because what came in it is counted until the caller looks.
        """
        if self.units[self.at].is_post and not self.is_live:
            with suppress(BBSError):
                self.show(await shown(self.page), self.at)

    async def say_unit(self) -> None:
        """Say the unit where the caller is, and tell the page that a post was heard."""
        unit = self.units[self.at]
        self.say(*unit.lines)
        if unit.holds and self.page.chosen not in unit.holds:
            self.page.chosen = unit.holds[0]
        if unit.is_post:
            await self.page.seen(unit.item)
            self._hint(unit)
        elif unit.number:
            self.page.stepped(unit.number - 1)

    def is_first(self, what: object) -> bool:
        """Say whether something that is said once a visit was not said yet, and take note that it is said now."""
        is_new = what not in self._said_once
        self._said_once.add(what)
        return is_new

    def _hint(self, unit: Unit) -> None:
        """Name the most useful keys once a kind of page; after that `?` does. A closed post says what opens it."""
        named = [a for a in self.page.offered() if a.on_item and not a.confirm and a.name != "open"][:3]
        hints = [f"{self.session.say(a.label).capitalize()}: {a.key}." for a in named]
        if self.goes_on:
            hints.insert(0, self.session.say(N_("Next: Enter.")))
        if hints and not unit.is_closed and self.is_first(type(self.page)):
            self.say(" ".join(hints))

    @property
    def goes_on(self) -> bool:
        """Whether Enter has more of this page."""
        return self.at + 1 < len(self.units) or self.shown.more

    @property
    def is_live(self) -> bool:
        """Whether what others write comes to this page by itself."""
        return any(isinstance(block, Live) for block in self.shown.blocks)

    # What is asked

    async def _prompt(self) -> str:
        say, unit = self.session.say, self.units[self.at]
        streams = [block.topic for block in self.shown.blocks if isinstance(block, Live)]
        for topic in streams or [POSTS]:
            await self.session.sift(topic)
        fresh = sum(self.session.waiting(topic) for topic in streams or [POSTS])
        self.session.take(POSTS)
        choose = [say(N_("{name}, choose"), name=name) for name in (self.shown.title, say(self.page.title)) if name]
        places = (unit.place, unit.short, self.shown.prompt, *choose)
        room = PROMPT_WORDS - 2 if fresh else PROMPT_WORDS
        place = next((p for p in places if p and len(p.split()) <= room), say(N_("Choose")))
        return say(N_("{n} new. {place}"), n=fresh, place=place) if fresh else place

    async def _command(self) -> str:
        if self.tty.waiting:
            await self._consent_to_burst()
        if between := await came_between(self.page):
            self.show(await shown(self.page), self.at)
        if words := " ".join(filter(None, (between, await told_now(self.session)))):
            self.say(words)
        while True:
            try:
                line = await self.tty.line(f"{await self._prompt()}: ")
            except HelpAsked:
                return "help"
            return line.text.strip()

    async def _consent_to_burst(self) -> None:
        held, count = self.tty.waiting, self.session.language.count
        came = count("{n} more line came with that. Use it?", "{n} more lines came with that. Use them?", held)
        if await ask.agreed(self, came):
            self.tty.release_waiting(held)
        else:
            self.tty.drop_waiting()
            self.say(self.session.say(N_("They were not used.")))

    async def answer(
        self, label: str, *, secret: bool = False, fresh: bool = False, help_words: str = "", limit: int = 400
    ) -> str:
        """Ask one question and return the answer, stripped. A `fresh` one is not taken from what was typed before.

        Crisis help and the quick exit work here too; `back` and Ctrl-C raise GivenUp. Raises Refusal for a secret
        without a terminal: the caller's own machine would show it.
        """
        if secret and not self.session.terminal.exists:
            raise Refusal(
                N_(
                    "A passphrase is not asked for here, because your screen would show it. Connect with ssh -t, "
                    "or sign in with a key."
                )
            )
        prompt = self.session.say(N_("{label}, not shown"), label=label) if secret else label
        typed = ""
        while True:
            try:
                line = await self.tty.line(f"{prompt}: ", secret=secret, fresh=fresh, limit=limit, typed=typed)
            except HelpAsked as asked:
                typed = asked.typed
                await self.crisis_help()
                continue
            except Cancelled:
                raise GivenUp from None
            typed = ""
            text = line.text if secret else line.text.strip()
            word = text.strip().lower()
            if line.cut:
                self.say(self.session.say(N_("That was {n} characters too long and was not used."), n=line.cut))
            elif words.asks_for_help(word):
                await self.crisis_help()
            elif word == "bye!":
                self.quick_exit()
            elif word == "back":
                raise WentBack
            elif word == "?":
                self.say(help_words or self.session.say(N_("Type an answer, or back to leave this.")))
            else:
                return text

    def quick_exit(self) -> None:
        """Leave at once: the screen is cleared, nothing is said."""
        raise QuickExit("")

    async def crisis_help(self) -> None:
        """Say whom to call in the middle of something else, then let the caller go on with it.

        Only the lines themselves: nothing of the page could be chosen here.
        """
        view = await self.walk.find("help").view()
        for block in takewhile(lambda block: not isinstance(block, Listing), view.blocks):
            if isinstance(block, Notice):
                self.say(block.words)
            elif isinstance(block, Prose):
                self.say(*block.paragraphs)
        lines = (item for item in items_of(view) if item.id)
        self.say(*(item_line(n, item) for n, item in enumerate(lines, 1)))
        self.say(self.session.say(N_("Nothing was lost; go on where you were. At the next prompt, help says more.")))

    # What is done

    async def follow(self, result: Result) -> None:
        """Do what an action said comes next."""
        while isinstance(result, Ask):
            result = await ask.ask(self, result)
        match result:
            case Goto(address, notice, replace):
                if notice:
                    self.say(notice)
                await self._go(address, replace=replace, notice=notice)
            case Back(notice):
                if notice:
                    self.say(notice)
                await self._back()
            case Stay(notice, redraw, on):
                if notice:
                    self.say(notice)
                if redraw:
                    self.show(await shown(self.page), self.at)
                    await self.say_unit()
                elif on:
                    await self.refresh()
                    await self.follow(await obeying.on(self))
                else:
                    await self.refresh()
                self._stay_in_lines()
            case Leave(goodbye):
                raise Left(goodbye)

    async def _back(self) -> None:
        if words := self.page.left_on_page():
            self.say(words)
            self.show(await shown(self.page))
            await self.say_unit()
        else:
            await self._arrive(await self.walk.back())
