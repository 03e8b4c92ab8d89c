"""`ssh host VERB ...`: one thing done and an exit status left behind, for scripts. Documented in docs/verbs.md.

Words somebody writes come from standard input, never from the command: commands are seen by `ps` and kept by shells.
"""

from __future__ import annotations

import shlex
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256

from bbs import drafting
from bbs.downloads import exported, in_parts
from bbs.errors import BBSError, Exit, NotFound, NotUnderstood, Refusal, SignInFirst
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from bbs.version import VERSION
from bbs.wire import Wire
from screens.linemode import being_up, standard_input
from screens.linemode.answers import Answers, stray
from screens.linemode.draw import INDENT, Unit, item_line, items_of, listing_head, units
from screens.linemode.tty import Tty
from screens.linemode.watching import watch
from screens.page import Ask, Back, Goto, Leave, Page, Result, Stay, Values, Who
from screens.routes import Route, find
from screens.standing import is_closed_to
from screens.view import Item, Kind, Listing, Notice, Post, Prose
from screens.walk import shown

VISIT = "line"
"""The verb that opens a visit in the line mode instead of doing one thing."""
IN_NEED = {"help": "help", "card": "help/card"}
PLACES = {"new": "new", "keys": "settings/keys", "plan": "plan", "moods": "moods", "appointment": "appointment"}
"""Verbs that say a page whole."""
NO_NOTE = "note="
"""What says that a check-in has no note, so that none is waited for."""
NO_WORDS = "words="
"""What says that nothing is added to a report."""
WORDS = ("card", "tools", "search", "go", "read", "post", "checkin", "journal", "export", "watch", "up")
OWN = ("version", *WORDS, VISIT)
"""Verbs that are more than the action of a page; an action of the same name is reached in a visit.

The places are not among them: they are said alone, and an address after such a word means the action, as in `new`.
"""
PROOF_LENGTH = 4
"""Characters by which a command says that it means exactly what was shown."""


@dataclass
class Verb:
    """One request: the session it runs in, where its answer goes, and the line itself for what goes on and on."""

    session: Session
    tty: Tty
    routes: tuple[Route, ...]
    wire: Wire
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        """Have no answers yet."""
        self.answers = Answers(self.session, self.tty)

    async def run(self, command: str) -> Exit:
        """Do what was asked. Raises BBSError, whose exit status is the verb's."""
        asked, _, words = command.partition(" ")
        if top := IN_NEED.get(asked.lower()):  # before any reading of quotation marks: Cote d'Ivoire
            return await self._read("/".join(filter(None, (top, words.strip()))))
        if asked.lower() == "up":
            return await being_up.tell(self.session.house, self.tty)
        if asked.lower() in ("search", "go") and (words := safe_line(words).strip("/ ")):  # quotation marks are its own
            return await self._list(f"{asked.lower()}/{words}")
        try:
            verb, *rest = shlex.split(command)
        except ValueError as error:
            raise NotUnderstood(N_("There is a quotation mark without its partner.")) from error
        match verb.lower(), rest:
            case "version", []:
                self.tty.say(f"warmline {VERSION}")
            case place, [] if place in PLACES:
                await self._read(PLACES[place])
            case "tools", []:
                await self._list("tools")
            case "tools", [name]:
                await self._read(f"tools/{name.lower()}")
            case "checkin", [mood, *marks]:
                return await self._check_in(mood, marks)
            case "moods", ["csv" | "json" as form]:
                await self._lines_of(f"moods/{form}")
            case "watch", []:
                return await watch(self.session, self.wire, self.tty, self.routes)
            case "journal", given:
                return await self._act("write", "journal/write", given)
            case "read", [address]:
                await self._read(address)
            case "post", [address, *given]:
                return await self._post(address, given)
            case "report", [address, *given]:
                return await self._report(address, given)
            case "export", parts:
                await self._export(parts)
            case name, [address, *given] if name not in OWN:
                return await self._act(name, address, given)
            case _:
                raise NotUnderstood(
                    N_("That is not a verb here. Try read, new, post, reply, search, go, tools, export, help or line.")
                )
        return Exit.DONE

    async def _read(self, address: str) -> Exit:
        """Say a page whole, and take note of what was seen once it was sent."""
        page = self._open(address)
        while True:
            view = await shown(page)
            await self._show(page, units(view, self.session.language, stressed=self.session.stressed))
            if not (view.more and await page.more()):
                return Exit.DONE

    async def _list(self, address: str) -> Exit:
        """Say what a page lists, the address of each under it, where a script finds it; and what comes before."""
        page = self._open(address)
        view, language = await shown(page), self.session.language
        for block in view.blocks:
            if isinstance(block, Notice):
                self.tty.say(block.words)
            elif isinstance(block, Listing):
                self.tty.say(listing_head(block, view, language))
                for n, item in enumerate(block.items, 1):
                    self.tty.say(item_line(n, item))
                    self.tty.say(INDENT + item.to)
                if not block.items:
                    self.tty.say(block.empty)
        return Exit.DONE

    async def _show(self, page: Page, said: list[Unit]) -> None:
        for unit in said:
            for line in unit.lines[:-1] if unit.is_cut else unit.lines:  # a script gets the rest without asking
                self.tty.say(line)
        await self.tty.flush()
        for unit in said:
            if unit.is_post:
                await page.seen(unit.item)

    def _open(self, address: str) -> Page:
        page = find(self.routes, self.session, address)
        page.whole()
        return page

    async def _post(self, address: str, given: list[str]) -> Exit:
        """Start a thread on a board, with the first line as its title, or reply in a thread."""
        starts = any(action.name == "post" for action in self._open(address).declared)
        return await self._act("post" if starts else "reply", address, given)

    async def _check_in(self, mood: str, marks: list[str]) -> Exit:
        """Check in: +words are tags, name=value as ever; all of standard input is the note, `note=` is none."""
        tags = ",".join(mark[1:] for mark in marks if mark.startswith("+"))
        given = [f"mood={mood}", *(mark for mark in marks if not mark.startswith("+") and mark != NO_NOTE)]
        self.answers.lines = [] if NO_NOTE in marks else [" ".join(await self.answers.written())]
        return await self._act("check", "checkin", [*given, f"tags={tags}"] if tags else given)

    async def _report(self, address: str, given: list[str]) -> Exit:
        """Report something: the last word says why; all of standard input is added to it, `words=` is nothing."""
        *others, reason = [word for word in given if word != NO_WORDS] or [""]
        self.answers.lines = [] if NO_WORDS in given else [" ".join(await self.answers.written())]
        return await self._act("report", address, [*others, f"reason={reason}"])

    async def _lines_of(self, address: str) -> None:
        """Say the lines of a page that is a file, and nothing else."""
        for block in (await self._open(address).view()).blocks:
            for line in block.paragraphs if isinstance(block, Prose) else ():
                self.tty.say(line)

    async def _act(self, name: str, address: str, given: list[str]) -> Exit:
        if is_closed_to(self.session, address):
            raise Refusal(N_("This place is closed to you for now. Why, and how to appeal: ssh host read decisions."))
        page = self._open(address)
        view = await page.view()
        said = units(view, self.session.language, stressed=self.session.stressed)
        action = next((a for a in page.declared if a.name == name), None)
        if action is None or not page.can(action):
            if action in page.withheld() and (instead := await page.instead(action)):
                return self._refuse(instead.notice)
            raise NotUnderstood(N_("There is no {name} at that address."), name=name)
        if not action.who.includes(self.session):
            raise self._not_for(action.who)
        item = self._item(said, items_of(view), given) if action.on_item else ""
        answers = dict(pair.split("=", 1) for pair in given if "=" in pair)
        if others := [word for word in given if "=" not in word]:
            raise stray(others[0])
        return await self._follow(page, await page.perform(action, item), answers, item)

    async def _export(self, parts: list[str]) -> None:
        """Send a member what is held about them, as a zip. A terminal would be shown its bytes."""
        if self.tty.terminal:
            raise NotUnderstood(
                N_("That is a file, not words to read. Without a terminal: ssh host export > mydata.zip")
            )
        for part in in_parts(await exported(self.session, parts)):
            self.tty.send(part)
            await self.tty.flush()

    def _item(self, said: list[Unit], items: tuple[Item, ...], given: list[str]) -> str:
        """Return what an action is to act on: the number given, else the first post of the page."""
        if given and given[0].isdecimal():
            number = int(given.pop(0))
            if 1 <= number <= len(items):
                return items[number - 1].id
            raise NotUnderstood(N_("There is no number {n} there."), n=number)
        found = next((unit.item for unit in said if unit.item), "")
        if not found:
            raise NotUnderstood(N_("Add the number of the one you mean."))
        return found

    def _not_for(self, who: Who) -> BBSError:
        return SignInFirst() if who is Who.MEMBER and self.session.person is None else NotFound()

    async def _follow(self, page: Page, result: Result, given: dict[str, str], item: str) -> Exit:
        while isinstance(result, Ask):
            values = await self.answers.to(result, given)
            if result.confirm and given and not result.is_sent_later:
                raise stray(next(iter(given)))
            result = await self._send(result, values)
        match result:
            case Goto(address, notice):
                self._say(notice)
                self.tty.say(address)
            case Stay(refused=True):
                return self._refuse(result.notice)
            case Stay(unsent=name) if name:
                return await self._agree(page, result, given)
            case Stay("", redraw=True):  # what was asked for is on the page now
                said = units(await page.view(), self.session.language, stressed=self.session.stressed)
                await self._show(page, [unit for unit in said if item in ("", unit.item)])
            case Back(notice) | Stay(notice):
                self._say(notice)
            case Leave(words):
                self._say(words)
        return Exit.DONE

    async def _send(self, asked: Ask, values: Values) -> Result:
        """Go on with what was answered. Words that are refused are kept as a draft, until the same words are sent."""
        written = any(field.kind is Kind.TEXT and field.draft and values[field.name] for field in asked.fields)
        words = {place: text for place, text in asked.drafts(values).items() if place and text} if written else {}
        try:
            result = await asked.then(values)
        except Refusal:
            if words and await drafting.refused(self.session, words):
                standard_input.say_aside(self.session, self.wire, self.session.say(N_("Kept as a draft.")))
            raise
        if words and not isinstance(result, Ask):
            with suppress(BBSError):  # it was sent; that its draft stays behind is no reason to say otherwise
                await drafting.sent_whole(self.session, words)
        return result

    async def _agree(self, page: Page, waits: Stay, given: dict[str, str]) -> Exit:
        """Do what a page shows where the command says with its proof that it means that; else show it, and do nothing.

        So nothing is sent that nobody read: other words, or a case that changed meanwhile, have another proof.
        """
        name, proof = waits.unsent, sha256(waits.proof.encode()).hexdigest()[:PROOF_LENGTH]
        agreed = given.pop(name, "")
        if given:
            raise stray(next(iter(given)))
        if agreed == proof:
            action = next(a for a in page.declared if a.name == name)
            return await self._follow(page, await page.perform(action), {}, "")
        view, language = await shown(page), self.session.language
        read = [block for block in view.blocks if isinstance(block, Post)]  # without what could be done in a visit
        shown_alone = replace(view, blocks=read or view.blocks)
        await self._show(page, units(shown_alone, language, stressed=self.session.stressed))
        not_yet = N_("Nothing was done yet. To do exactly this, add {name}={proof} to the command.")
        other = N_("This is not what {name}={given} stood for, so nothing was done. For this, it is {name}={proof}.")
        say = self.session.say
        return self._refuse(say(other if agreed else not_yet, name=name, proof=proof, given=agreed))

    def _refuse(self, words: str) -> Exit:
        """Say on standard error why nothing was done."""
        standard_input.say_aside(self.session, self.wire, words)
        return Exit.REFUSED

    def _say(self, words: str) -> None:
        if words:
            self.tty.say(words)


async def run_verb(session: Session, wire: Wire, routes: tuple[Route, ...], command: str) -> int:
    """Run a verb and return its exit status; what went wrong is said on standard error."""
    patient, terminal = standard_input.WordsWire(session, wire), session.terminal
    tty = Tty(patient, terminal=terminal.exists, utf8=terminal.utf8, columns=terminal.columns)
    try:
        return int(await Verb(session, tty, routes, wire).run(command))
    except BBSError as error:
        standard_input.say_aside(session, wire, error.words(session.language))
        return int(error.exit_status)
    finally:
        await tty.flush()
