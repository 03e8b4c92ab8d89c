"""A visit in the line mode: a page is said, a prompt is asked, what is typed becomes an action. Append only."""

from __future__ import annotations

from contextlib import suppress
from itertools import takewhile

from bbs.errors import BBSError, NotFound, NotUnderstood, Refusal, SignInFirst
from bbs.language import N_
from bbs.news import POSTS
from bbs.session import Mode, Session
from screens.arriving import mode_at
from screens.linemode import ask, words
from screens.linemode.compose import GivenUp
from screens.linemode.draw import Unit, field_line, is_long, item_line, items_of, units, wrapped
from screens.linemode.tty import Cancelled, HelpAsked, QuickExit, Tty
from screens.page import Action, Ask, Back, Goto, Leave, Page, Result, Route, Stay, Who
from screens.view import Field, Form, Kind, Listing, Live, Notice, Prose, View
from screens.walk import Walk

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
                    await self.follow(await self.obey(await self._command()))
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
        self._show(await self.walk.open(address, replace=replace))
        self._stay_in_lines(notice)
        await self._say_unit()

    def _stay_in_lines(self, notice: str = "") -> None:
        """Raise ModeChanged when the visit goes on in the full screen from here; `notice` is shown there first."""
        if mode_at(self.session, self.page.address) is not Mode.LINE:
            self.session.notice = notice
            raise ModeChanged

    @property
    def page(self) -> Page:
        """The page the caller is on."""
        return self.walk.page

    def _show(self, view: View, at: int = 0) -> None:
        self.shown, self.units = view, units(view, self.session.language)
        self.at = min(at, len(self.units) - 1)
        for block in view.blocks:
            if isinstance(block, Live):
                self.session.take(block.topic)

    async def _refresh(self) -> None:
        """Take in what changed in a thread, without saying it: one's own answer is there, and perhaps others'.

        A stream is left alone, because what came in it is counted until the caller looks.
        """
        if self.units[self.at].is_post and not self._is_live:
            with suppress(BBSError):
                self._show(await self.page.view(), self.at)

    async def _say_unit(self) -> None:
        unit = self.units[self.at]
        self.say(*unit.lines)
        if unit.is_post:
            await self.page.seen(unit.item)
            self._hint(unit)

    def is_first(self, what: object) -> bool:
        """Say whether something that is said once a visit was not said yet, and take note that it is said now."""
        is_new = what not in self._said_once
        self._said_once.add(what)
        return is_new

    def _hint(self, unit: Unit) -> None:
        """Name the most useful keys once a kind of page; after that `?` does. A closed post says what opens it."""
        named = [a for a in self._offered() if a.on_item and not a.confirm and a.name != "open"][:3]
        hints = [f"{self.session.say(a.label).capitalize()}: {a.key}." for a in named]
        if self._goes_on:
            hints.insert(0, self.session.say(N_("Next: Enter.")))
        if hints and not unit.is_closed and self.is_first(type(self.page)):
            self.say(" ".join(hints))

    @property
    def _goes_on(self) -> bool:
        return self.at + 1 < len(self.units) or self.shown.more

    @property
    def _is_live(self) -> bool:
        return any(isinstance(block, Live) for block in self.shown.blocks)

    def _offered(self) -> list[Action]:
        return self.page.offered()

    # What is asked

    def _prompt(self) -> str:
        say, unit = self.session.say, self.units[self.at]
        streams = [self.session.waiting(block.topic) for block in self.shown.blocks if isinstance(block, Live)]
        fresh = sum(streams) if streams else self.session.waiting(POSTS)
        self.session.take(POSTS)
        choose = [say(N_("{name}, choose"), name=name) for name in (self.shown.title, say(self.page.title))]
        post = say(N_("Post {n}"), n=unit.number) if unit.is_post else ""
        places = (unit.place, post, self.shown.prompt, *choose)
        room = PROMPT_WORDS - 2 if fresh else PROMPT_WORDS
        place = next((p for p in places if p and len(p.split()) <= room), say(N_("Choose")))
        return say(N_("{n} new. {place}"), n=fresh, place=place) if fresh else place

    async def _command(self) -> str:
        if self.tty.waiting:
            await self._consent_to_burst()
        while True:
            try:
                line = await self.tty.line(f"{self._prompt()}: ")
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
                raise GivenUp
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

    async def obey(self, typed: str) -> Result:
        """Turn one command into the result of an action. Raises NotUnderstood."""
        word, _, rest = typed.partition(" ")
        rest = rest.strip()
        if typed == "":
            return await self._on()
        if typed.lower() == "bye!":
            self.quick_exit()
        if words.asks_for_help(typed):
            return Goto("help")
        if typed.isdecimal():
            return await self._choose(int(typed))
        own = words.own(word)
        if own == "more" and self.units[self.at].is_cut:
            return await self._on()
        if (found := words.resolve(word, rest, self._offered())) is not None:
            return await self._act(found, rest)
        if own is not None:
            return await self._own(own, rest)
        return await self._by_name(typed)

    async def _act(self, action: Action, rest: str) -> Result:
        item = ""
        if action.on_item:
            item = self._item_named(rest) or self.units[self.at].item or await self._which(action)
        if action.confirm and not await ask.agreed(self, self.session.say(action.confirm)):
            return Stay(self.session.say(N_("Left as it was.")))
        return await self.page.perform(action, item)

    def _item_named(self, rest: str) -> str:
        if not rest.isdecimal():
            return ""
        number = int(rest)
        for unit in self.units:
            if unit.is_post and unit.number == number:
                return unit.item
        items = items_of(self.shown)
        return items[number - 1].id if 1 <= number <= len(items) else ""

    async def _which(self, action: Action) -> str:
        items = items_of(self.shown)
        if not items:
            raise NotUnderstood(N_("There is nothing here to do that with."))
        typed = await self.answer(self.session.say(N_("Which number")))
        if named := self._item_named(typed):
            return named
        raise NotUnderstood(N_("Type a number from 1 to {n}."), n=len(items))

    async def _choose(self, number: int) -> Result:
        items = items_of(self.shown)
        form = next((block for block in self.shown.blocks if isinstance(block, Form)), None)
        if form is not None and 1 <= number <= len(form.fields):
            return await self._change(form, number)
        if 1 <= number <= len(items) and items[number - 1].to:
            return Goto(items[number - 1].to)
        for at, unit in enumerate(self.units):
            if unit.number == number:
                self.at = at
                await self._say_unit()
                return Stay()
        raise NotUnderstood(
            N_("There is no number {n} here. Press Enter to go on, or type ? for what you can do."), n=number
        )

    async def _change(self, form: Form, number: int) -> Result:
        field = form.fields[number - 1]
        self.say(field_line(field, self.session.language))
        submit = next(a for a in self.page.declared if a.name == form.submit)
        method = getattr(self.page, submit.method)
        return Ask((field,), method)

    async def _on(self) -> Result:
        """Enter: the safe next thing."""
        if not self._goes_on:
            await self._refresh()
        if self._is_live and self.at == len(self.units) - 1:
            await self.page.look()
            self._show(await self.page.view())
            await self._say_unit()
            return Stay()
        if self.at + 1 < len(self.units):
            self.at += 1
            await self._say_unit()
            return Stay()
        if self.shown.more and await self.page.more():
            self._show(await self.page.view())
            await self._say_unit()
            return Stay()
        if following := self.page.enter():
            action = next((a for a in self._offered() if a.name == following), None)
            if action is not None:
                return await self._act(action, "")
        return Stay(self.session.say(N_("That is all here. Type ? for what you can do, or back.")))

    async def _own(self, word: str, rest: str) -> Result:
        match word:
            case "?":
                self.say(*words.keys(self._offered(), self.session.language))
            case "more":
                return await self._on()
            case "previous" if self.at == 0:
                return Stay(self.session.say(N_("This is the first. To hear it again, type again.")))
            case "previous":
                self.at -= 1
                await self._say_unit()
            case "again":
                await self._say_unit()
            case "go":
                return Goto(await self._address(rest) if rest else "go")
        return Stay()

    async def _address(self, typed: str) -> str:
        """Return an address for what somebody typed: itself, or that of the places whose names it is a part of."""
        with suppress(NotFound):
            return self.walk.find(typed).address
        found = [item.to for item in items_of(await self.walk.find(f"go/{typed}").view())]
        if not found or "/" in typed:
            return typed
        return found[0] if len(found) == 1 else f"go/{typed}"

    async def _by_name(self, typed: str) -> Result:
        """Open what somebody typed a part of the name of. One letter is a slip, or a key of another page."""
        part = typed.casefold() if len(typed) > 1 or not typed.isascii() else None
        hits = [item for item in items_of(self.shown) if part and item.to and part in item.label.casefold()]
        if len(hits) == 1:
            return Goto(hits[0].to)
        if hits:
            self._show(View(self.session.say(N_("Found")), (Listing(tuple(hits), ""),)))
            await self._say_unit()
            return Stay()
        if (page := self._named(typed.lower())) is not None:
            return Goto(page.address)
        if len(typed) > 1 and (asked := self._only_field()) is not None:
            return await self._fill(*asked, typed)
        declared = [action for action in self.page.declared if self.page.can(action)]
        if words.resolve(typed, "", [a for a in declared if a.who is Who.MEMBER]) and self.session.person is None:
            raise SignInFirst
        if any(isinstance(block, Listing) and is_long(block) for block in self.shown.blocks):
            raise NotUnderstood(N_("Nothing here is called that. Type part of a name, a number, or ? for help."))
        if items_of(self.shown):
            raise NotUnderstood(N_("That is not something to do here. Type a number, or ? for what you can do."))
        raise NotUnderstood(N_("That is not something to do here. Type ? for what you can do."))

    def _only_field(self) -> tuple[Form, Field] | None:
        """Return the one field of a page that is nothing but a question: words typed there answer it."""
        forms = [block for block in self.shown.blocks if isinstance(block, Form)]
        alone = len(forms) == 1 and len(forms[0].fields) == 1 and forms[0].fields[0].kind is Kind.LINE
        return (forms[0], forms[0].fields[0]) if alone else None

    async def _fill(self, form: Form, field: Field, typed: str) -> Result:
        submit = next(action for action in self.page.declared if action.name == form.submit)
        value = await field.check(typed) if field.check else typed
        result: Result = await getattr(self.page, submit.method)({field.name: value})
        return result

    def _named(self, address: str) -> Page | None:
        """Return the page whose address somebody typed as if it were a word, if it is one they may know of."""
        if not any(known.page.listed and known.page.pattern == address for known in self.walk.routes):
            return None
        try:
            return self.walk.find(address)
        except NotFound:
            return None

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
                    self._show(await self.page.view(), self.at)
                    await self._say_unit()
                elif on:
                    await self.follow(await self._on())
                else:
                    await self._refresh()
                self._stay_in_lines()
            case Leave(goodbye):
                raise Left(goodbye)

    async def _back(self) -> None:
        self._show(await self.walk.back())
        await self._say_unit()
